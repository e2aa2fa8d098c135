package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans the change of a column's type.
 */
final class ColumnType {

	private final Planning planning;

	private final Columns columns;

	private final Hazards hazards;

	private final UnderlyingTypes underlying;

	ColumnType(Planning planning, Columns columns) {
		this.planning = planning;
		this.columns = columns;
		this.hazards = new Hazards(planning);
		this.underlying = new UnderlyingTypes(planning);
	}

	@Nullable Step retype(Change change, Table table, @Nullable Step previous) {
		if (!change.isRetyped() || comesFromParent(change, table)) {
			return previous;
		}
		Column expected = Columns.expected(change);
		Column actual = Columns.actual(change);
		Cast cast = Cast.of(expected.name(), actual.type(), expected.type(), this.planning.majorVersion());
		@Nullable Change swapped = swappedType(change);
		boolean refuses = this.underlying.isAssigned(actual, expected);
		String using = (swapped != null)
				? (refuses && swapped.target().model() instanceof DomainType
						&& swapped.source().model() instanceof DomainType) ? null : swapUsing(expected, swapped)
				: (!refuses && change.hasAny(Property.TYPE, Property.COLLATION)) ? cast.using() : null;
		String collation = (expected.collation() != null) ? " COLLATE " + expected.collation() : "";
		Step step = this.columns.clause(change, Rank.COLUMN, table.name(), Columns.alter(expected) + " TYPE "
				+ expected.type() + collation + ((using != null) ? " USING " + using : ""), Property.TYPE,
				Property.COLLATION);
		step.explanation("changes the type of column " + change.reference());
		step.needs(this.planning.needs(change, Node.Aspect.MAIN))
			.frees(this.planning.uses(change, Node.Aspect.MAIN)
				.stream()
				.filter((node) -> swapped == null || !node.reference().equals(swapped.source().reference()))
				.toList())
			.provides(Node.expected(change.reference()))
			.destroys(Node.actual(change.source().reference()))
			.after(previous);
		below(step, table, expected);
		if (swapped != null) {
			step.frees(List.of(Node.actual(swapped.source().reference()).with(Node.Aspect.OLD_TYPE)));
		}
		addHazards(step, change, table, cast, swapped);
		return step;
	}

	/** PostgreSQL changes the column of a partition or child with that of its parent. */
	private boolean comesFromParent(Change change, Table table) {
		List<QualifiedName> stay = (change.expected() != null && change.expected().owner() instanceof Table expected)
				? this.planning.expected().parents(expected) : List.of();
		return !this.planning.isDetached(table.name()) && this.planning.actual()
			.parents(table)
			.stream()
			.filter(stay::contains)
			.map((parent) -> this.planning
				.knownActual(new ObjectReference(ObjectKind.COLUMN, parent, Columns.actual(change).name())))
			.anyMatch((above) -> above != null && above.isRetyped() && !above.isTakenDown());
	}

	private void below(Step step, Table table, Column column) {
		for (Table child : this.planning.actual().descendants(table.name())) {
			ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, child.name(), column.name());
			step.provides(Node.expected(reference)).destroys(Node.actual(reference));
		}
	}

	private void addHazards(Step step, Change change, Table table, Cast cast, @Nullable Change swapped) {
		Column actual = Columns.actual(change);
		if (swapped != null) {
			step.hazard(this.hazards.rewrite(table.name()));
			step.hazard(this.hazards.readersWait(table.name(), "its values get the new type", false));
			step.hazard(removedLabels(change, table, swapped));
			this.underlying.ofDomains(table.name(), actual, Columns.expected(change)).forEach(step::hazard);
			if (swapped.source().model() instanceof CompositeType before
					&& swapped.target().model() instanceof CompositeType after) {
				this.underlying.ofAttributes(actual, table.name(), before, after).forEach(step::hazard);
			}
			return;
		}
		if (cast.rewrites()) {
			step.hazard(this.hazards.rewrite(table.name()));
		}
		conversion(table.name(), change.reference(), actual, Columns.expected(change)).forEach(step::hazard);
	}

	/** What can happen to values on their way from one type to another. */
	List<FixHazard> conversion(QualifiedName table, ObjectReference column, Column actual, Column expected) {
		Cast cast = Cast.of(expected.name(), actual.type(), expected.type(), this.planning.majorVersion());
		List<FixHazard> found = new ArrayList<>();
		if (cast.mayFail()) {
			EnumType labels = newEnum(column, actual, expected);
			DataCheck check = (labels != null) ? DataCheck.where(table, unknown(actual, labels))
					: !stands(column) ? null : (cast.failing() != null) ? DataCheck.where(table, cast.failing())
							: DataCheck.probing(table, cast.conversion());
			FixHazard hazard = this.hazards.mayFail(table,
					"values of %s do not fit into %s".formatted(column, expected.type()), "correct the rows first",
					check);
			Stream.ofNullable(hazard).forEach(found::add);
		}
		if (cast.lossy() && !this.hazards.none(table)) {
			String value = "r." + SqlText.quoted(actual.name());
			// 1.5 and 1.50 are one number, but two texts.
			String as = TypeName.parse(actual.type()).isNumber() ? "" : "::text";
			found.add(this.hazards.lossOf(table, actual.name(), DataCheck.where(table,
					"(%s)::%s%s IS DISTINCT FROM %s%s".formatted(cast.conversion(), actual.type(), as, value, as))));
		}
		found.addAll(this.underlying.ofDomains(table, actual, expected));
		return found;
	}

	/** Whether no type of this name is about to be another one. */
	private boolean stands(ObjectReference column) {
		return this.planning.expected()
			.needs(Node.expected(column))
			.stream()
			.filter((node) -> ObjectKinds.isType(node.reference().kind()))
			.map((node) -> this.planning.knownExpected(node.reference()))
			.allMatch((type) -> type == null || type.mode() == Change.Mode.KEEP || type.mode() == Change.Mode.CREATE);
	}

	/** The values of an enum that the plan makes are known before it is there. */
	private @Nullable EnumType newEnum(ObjectReference column, Column actual, Column expected) {
		String type = expected.type().replaceAll("(?:\\[\\])+$", "");
		boolean both = expected.type().endsWith("[]") == actual.type().endsWith("[]");
		return !both ? null
				: this.planning.expected()
					.needs(Node.expected(column))
					.stream()
					.map((node) -> this.planning.knownExpected(node.reference()))
					.filter((created) -> created != null && created.mode() == Change.Mode.CREATE)
					.map((created) -> Objects.requireNonNull(created).target().model())
					.filter((model) -> model instanceof EnumType created
							&& created.name().toString().equals(type.replace("\"", "")))
					.map(EnumType.class::cast)
					.findFirst()
					.orElse(null);
	}

	private static String unknown(Column column, EnumType labels) {
		String array = "ARRAY[%s]::text[]"
			.formatted(String.join(", ", labels.labels().stream().map(SqlText::literal).toList()));
		String value = "r." + SqlText.quoted(column.name());
		return column.type().endsWith("[]") ? "NOT (array_remove(%s::text[], NULL) <@ %s)".formatted(value, array)
				: "%s::text <> ALL (%s)".formatted(value, array);
	}

	private @Nullable FixHazard removedLabels(Change change, Table table, Change swapped) {
		if (swapped.target().model() instanceof EnumType labels && !(swapped.source().model() instanceof EnumType)) {
			return this.hazards.mayFail(table.name(),
					"rows have values in %s that %s will not know".formatted(change.reference(), swapped.reference()),
					"give those rows another value first",
					DataCheck.where(table.name(), unknown(Columns.actual(change), labels)));
		}
		if (!(swapped.expected() != null && swapped.expected().model() instanceof EnumType expected
				&& swapped.source().model() instanceof EnumType actual)) {
			return this.hazards.mayFail(table.name(),
					"values of %s do not fit the new type".formatted(change.reference()), "correct the rows first",
					null);
		}
		List<String> removed = actual.labels().stream().filter((label) -> !expected.labels().contains(label)).toList();
		if (removed.isEmpty()) {
			return null;
		}
		String column = "r." + SqlText.quoted(Columns.actual(change).name());
		String labels = String.join(", ", removed.stream().map(SqlText::literal).toList());
		String condition = Columns.actual(change).type().endsWith("[]")
				? "%s::text[] && ARRAY[%s]::text[]".formatted(column, labels)
				: "%s::text IN (%s)".formatted(column, labels);
		return this.hazards.mayFail(table.name(),
				"rows have values in %s that %s will not know".formatted(change.reference(), swapped.reference()),
				"give those rows another value first", DataCheck.where(table.name(), condition));
	}

	/** Returns the type that is made anew under the same name, if that is the reason. */
	private @Nullable Change swappedType(Change change) {
		return this.planning.uses(change, Node.Aspect.MAIN)
			.stream()
			.filter((node) -> ObjectKinds.isType(node.reference().kind()))
			.map((node) -> this.planning.knownActual(node.reference()))
			.filter((type) -> type != null && type.mode() == Change.Mode.REPLACE)
			.map(Objects::requireNonNull)
			.findFirst()
			.orElse(null);
	}

	private String swapUsing(Column column, Change swapped) {
		String name = SqlText.quoted(column.name());
		if (swapped.target().model() instanceof CompositeType expected
				&& swapped.source().model() instanceof CompositeType actual && !column.type().endsWith("[]")) {
			String values = String.join(", ", expected.attributes().stream().map((attribute) -> {
				boolean known = actual.attributes().stream().anyMatch((other) -> other.name().equals(attribute.name()));
				String text = TypeName.parse(attribute.type()).isBuiltIn() ? ""
						: attribute.type().endsWith("[]") ? "::text[]" : "::text";
				return known ? "(%s).%s%s::%s".formatted(name, SqlText.quoted(attribute.name()), text, attribute.type())
						: "NULL::" + attribute.type();
			}).toList());
			return "CASE WHEN %s IS NULL THEN NULL ELSE ROW(%s)::%s END".formatted(name, values, column.type());
		}
		boolean array = column.type().endsWith("[]");
		return name + (array ? "::text[]::" : "::text::") + column.type();
	}

}
