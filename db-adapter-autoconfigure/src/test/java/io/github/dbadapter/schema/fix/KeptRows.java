package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * What the rows of tables and columns on both sides hold, as text, before or after a fix.
 */
final class KeptRows {

	private KeptRows() {
	}

	/**
	 * Reads.
	 * @param connection connection
	 * @param before model before the fix
	 * @param after model after it
	 * @param recreated tables whose rows move, so that those of partitions that go stay
	 * @return texts by table
	 */
	static Map<String, String> of(Connection connection, DatabaseSchema before, DatabaseSchema after,
			Set<QualifiedName> recreated) throws SQLException {
		String lost = before.objects(Table.class)
			.filter((table) -> table.partition() != null && after.table(table.name()) == null
					&& !recreated.contains(table.partition().parent()))
			.map((table) -> "to_regclass('%s')".formatted(table.name().quoted().replace("'", "''")))
			.collect(Collectors.joining(", "));
		Set<String> reshaped = before.objects(CompositeType.class)
			.filter((type) -> after.objects(CompositeType.class).noneMatch(type::equals))
			.map((type) -> type.name().toString())
			.collect(Collectors.toSet());
		Map<String, String> kept = new TreeMap<>();
		for (Table table : before.objects(Table.class).toList()) {
			Table other = after.table(table.name());
			if (other == null || table.foreign() != null || other.foreign() != null) {
				continue;
			}
			List<String> columns = table.columns()
				.stream()
				.filter((column) -> isKept(column, other.column(column.name())))
				// a composite value is written with all of its attributes
				.filter((column) -> !reshaped.contains(column.type().replaceAll("[\\[\\]\"]", "")))
				.map((column) -> "r." + new Identifier(column.name()).quoted() + "::text")
				.toList();
			boolean partitioned = table.partitionKey() != null || other.partitionKey() != null;
			String from = "%s %s r WHERE r.tableoid <> ALL (array_remove(ARRAY[%s]::oid[], NULL))"
				.formatted(partitioned ? "" : "ONLY", table.name().quoted(), lost);
			kept.put(table.name().toString(), text(connection, from, columns));
		}
		return kept;
	}

	private static boolean isKept(Column one, @Nullable Column other) {
		return other != null && one.type().equals(other.type()) && one.generated() == null && other.generated() == null;
	}

	private static String text(Connection connection, String from, List<String> columns) throws SQLException {
		String row = columns.isEmpty() ? "''" : "concat_ws('|', "
				+ String.join(", ", columns.stream().map((column) -> "coalesce(" + column + ", '<null>')").toList())
				+ ")";
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(
						"SELECT count(*) || ' rows: ' || coalesce(string_agg(x, E'\\n' ORDER BY x COLLATE \"C\"), '') FROM (SELECT %s AS x FROM %s) y"
							.formatted(row, from))) {
			result.next();
			return result.getString(1);
		}
	}

}
