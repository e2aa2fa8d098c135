package io.github.dbadapter.schema.fix;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Finds the tables that people name without their schema: in the current schema, or else
 * the only one of that name.
 */
final class TableNames {

	private final @Nullable DatabaseSchema expected;

	private final IntrospectedSchema actual;

	TableNames(@Nullable DatabaseSchema expected, IntrospectedSchema actual) {
		this.expected = expected;
		this.actual = actual;
	}

	FixOptions qualified(FixOptions options) {
		Set<QualifiedName> recreate = new TreeSet<>();
		options.recreate().forEach((table) -> recreate.add(qualified(table)));
		return options.withRecreate(recreate)
			.withRenames(qualified(options.renames()))
			.withFill(qualified(options.fill()))
			.withColumnDefs(qualified(options.columnDefs()));
	}

	Set<RenameHint> qualified(Set<RenameHint> hints) {
		Set<RenameHint> qualified = new TreeSet<>();
		hints.forEach((hint) -> qualified.add(new RenameHint(qualified(hint.table()), hint.from(), hint.to())));
		return qualified;
	}

	private Map<ObjectReference, String> qualified(Map<ObjectReference, String> byColumn) {
		Map<ObjectReference, String> qualified = new TreeMap<>();
		byColumn.forEach((column, text) -> qualified
			.put(new ObjectReference(column.kind(), qualified(column.name()), column.detail()), text));
		return qualified;
	}

	private QualifiedName qualified(QualifiedName table) {
		if (table.schema() != null) {
			return table;
		}
		QualifiedName current = QualifiedName.of(Objects.requireNonNullElse(this.actual.currentSchema(), "public"),
				table.name().value());
		for (DatabaseSchema schema : Stream.of(this.expected, this.actual.schema()).filter(Objects::nonNull).toList()) {
			if (schema.table(current) != null) {
				return current;
			}
			Set<QualifiedName> others = new TreeSet<>();
			schema.objects(Table.class)
				.map(Table::name)
				.filter((name) -> name.name().equals(table.name()))
				.forEach(others::add);
			if (others.size() == 1) {
				return others.iterator().next();
			}
		}
		return current;
	}

}
