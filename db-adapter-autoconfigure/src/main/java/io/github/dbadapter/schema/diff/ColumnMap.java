package io.github.dbadapter.schema.diff;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;

/**
 * The least that can be expected: tables and the names of their columns.
 *
 * @param tables names of the columns by qualified table
 * @since 0.1.0
 */
public record ColumnMap(SortedMap<QualifiedName, Set<String>> tables) {

	public ColumnMap {
		SortedMap<QualifiedName, Set<String>> copy = new TreeMap<>();
		tables.forEach((table, columns) -> copy.put(table, Set.copyOf(columns)));
		tables = Collections.unmodifiableSortedMap(copy);
	}

	/**
	 * Reads table names as {@link QualifiedName#parse} does.
	 * @param columns names of the columns by table
	 * @param defaultSchema schema of tables that are given without one
	 * @return the expectation
	 */
	public static ColumnMap of(Map<String, Set<String>> columns, String defaultSchema) {
		SortedMap<QualifiedName, Set<String>> tables = new TreeMap<>();
		columns.forEach((text, names) -> {
			QualifiedName table = QualifiedName.parse(text);
			tables.put((table.schema() != null) ? table : QualifiedName.of(defaultSchema, table.name().value()), names);
		});
		return new ColumnMap(tables);
	}

	void compare(DatabaseSchema actual, Differences differences) {
		this.tables.forEach((name, columns) -> {
			Table table = actual.table(name);
			if (table == null) {
				differences.add(new MissingObject(ObjectReference.of(ObjectKind.TABLE, name), null, null,
						"columns " + String.join(", ", new TreeSet<>(columns)), Severity.BREAKING));
			}
			else {
				compare(table, columns, differences);
			}
		});
		actual.objects(Table.class)
			.filter((table) -> !this.tables.containsKey(table.name()))
			.forEach((table) -> differences.add(ExtraObject.of(SchemaPart.of(table), null, Severity.EXTRA)));
	}

	private static void compare(Table table, Set<String> columns, Differences differences) {
		for (String column : new TreeSet<>(columns)) {
			if (table.column(column) == null) {
				ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, table.name(), column);
				differences.add(new MissingObject(reference, null, SchemaPart.of(table), null, Severity.BREAKING));
			}
		}
		for (Column column : table.columns()) {
			if (!columns.contains(column.name())) {
				SchemaPart<Column> part = SchemaPart.of(table, ObjectKind.COLUMN, column.name(), column);
				differences.add(ExtraObject.of(part, null, Severity.EXTRA));
			}
		}
	}

}
