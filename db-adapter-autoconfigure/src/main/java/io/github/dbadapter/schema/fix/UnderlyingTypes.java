package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Knows what domains and composite types hold, so that no value is cut or lost where a
 * column changes to one: an explicit cast cuts what is too long.
 */
final class UnderlyingTypes {

	private final Planning planning;

	private final Hazards hazards;

	UnderlyingTypes(Planning planning) {
		this.planning = planning;
		this.hazards = new Hazards(planning);
	}

	/** Whether PostgreSQL converts the values of domains by itself, and cuts none. */
	boolean isAssigned(Column actual, Column expected) {
		return !expected.type().endsWith("[]") && TypeName.parse(of(this.planning.actual(), actual.type())).isBuiltIn()
				&& TypeName.parse(of(this.planning.expected(), expected.type())).isBuiltIn()
				&& cast(actual, expected).using() == null;
	}

	private Cast cast(Column actual, Column expected) {
		return Cast.of(expected.name(), of(this.planning.actual(), actual.type()),
				of(this.planning.expected(), expected.type()), this.planning.majorVersion());
	}

	private static String of(SchemaGraph graph, String type) {
		String array = type.endsWith("[]") ? "[]" : "";
		String found = type.replaceAll("(?:\\[\\])+$", "");
		for (DomainType domain = domain(graph, found); domain != null; domain = domain(graph, found)) {
			found = domain.baseType();
		}
		return found.endsWith("[]") ? found : found + array;
	}

	private static @Nullable DomainType domain(SchemaGraph graph, String type) {
		return graph.schema()
			.objects(DomainType.class)
			.filter((domain) -> domain.name().toString().equals(type.replace("\"", ""))
					|| domain.name().quoted().equals(type))
			.findFirst()
			.orElse(null);
	}

	/** What the conversion to another domain would refuse or change. */
	List<FixHazard> ofDomains(QualifiedName table, Column actual, Column expected) {
		String from = of(this.planning.actual(), actual.type());
		String to = of(this.planning.expected(), expected.type());
		List<FixHazard> found = new ArrayList<>();
		boolean builtIn = TypeName.parse(to).isBuiltIn();
		if (!builtIn || this.hazards.none(table) || from.equals(actual.type()) && to.equals(expected.type())) {
			return found;
		}
		Cast cast = cast(actual, expected);
		String value = "r." + SqlText.quoted(actual.name());
		if (cast.failing() != null) {
			found.add(new FixHazard(Hazard.MAY_FAIL_ON_DATA,
					"values of %s.%s do not fit into %s".formatted(table, actual.name(), to),
					RemedyText.of("correct the rows first"), DataCheck.where(table, cast.failing()), null));
		}
		boolean numbers = TypeName.parse(from).isNumber() && TypeName.parse(to).isNumber() && !from.endsWith("[]");
		boolean array = to.endsWith("[]") && !TypeName.parse(to).modifiers().isEmpty();
		if (cast.lossy() || array) {
			found.add(this.hazards.lossOf(table, actual.name(),
					numbers ? DataCheck.where(table, "%s::%s IS DISTINCT FROM %s".formatted(value, to, value))
							: changed(table, value, to, "::text")));
		}
		return found;
	}

	/** What a row of another composite type would no longer hold. */
	List<FixHazard> ofAttributes(Column column, QualifiedName table, CompositeType actual, CompositeType expected) {
		List<FixHazard> found = new ArrayList<>();
		if (this.hazards.none(table) || column.type().endsWith("[]")) {
			return found;
		}
		for (CompositeType.Attribute attribute : actual.attributes()) {
			String value = "(r.%s).%s".formatted(SqlText.quoted(column.name()), SqlText.quoted(attribute.name()));
			String type = expected.attributes()
				.stream()
				.filter((other) -> other.name().equals(attribute.name()))
				.map(CompositeType.Attribute::type)
				.findFirst()
				.orElse(null);
			if (type == null) {
				found.add(FixHazard.checked(Hazard.DATA_LOSS,
						"the values of %s in %s.%s are lost".formatted(attribute.name(), table, column.name()),
						"copy them to a column of their own first", DataCheck.where(table, value + " IS NOT NULL")));
			}
			else if (!type.equals(attribute.type())) {
				boolean numbers = TypeName.parse(type).isNumber() && TypeName.parse(attribute.type()).isNumber();
				found.add(this.hazards.lossOf(table, column.name(),
						numbers ? DataCheck.where(table, "%s::%s IS DISTINCT FROM %s".formatted(value, type, value))
								: changed(table, value, type, "::text")));
			}
		}
		return found;
	}

	private static DataCheck changed(QualifiedName table, String value, String type, String text) {
		String early = type.endsWith("[]") ? "::text[]" : text;
		return DataCheck.where(table,
				"%s%s::%s%s IS DISTINCT FROM %s%s".formatted(value, early, type, text, value, text));
	}

}
