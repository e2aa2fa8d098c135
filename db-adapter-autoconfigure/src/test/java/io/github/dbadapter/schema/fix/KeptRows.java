package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.Identifier;

/**
 * What the rows of tables and columns on both sides hold, as text, before or after a fix.
 */
final class KeptRows {

	private KeptRows() {
	}

	static Map<String, String> of(Connection connection, DatabaseSchema before, DatabaseSchema after)
			throws SQLException {
		Map<String, String> kept = new TreeMap<>();
		for (Table table : before.objects(Table.class).toList()) {
			Table other = after.table(table.name());
			if (other == null || table.foreign() != null || other.foreign() != null) {
				continue;
			}
			List<String> columns = table.columns()
				.stream()
				.filter((column) -> isKept(column, other.column(column.name())))
				.map((column) -> "r." + new Identifier(column.name()).quoted() + "::text")
				.toList();
			kept.put(table.name().toString(), text(connection, table, columns));
		}
		return kept;
	}

	private static boolean isKept(Column one, @org.jspecify.annotations.Nullable Column other) {
		return other != null && one.type().equals(other.type()) && one.generated() == null && other.generated() == null;
	}

	private static String text(Connection connection, Table table, List<String> columns) throws SQLException {
		String row = columns.isEmpty() ? "''" : "concat_ws('|', "
				+ String.join(", ", columns.stream().map((column) -> "coalesce(" + column + ", '<null>')").toList())
				+ ")";
		try (Statement statement = connection.createStatement();
				ResultSet result = statement.executeQuery(
						"SELECT count(*) || ' rows: ' || coalesce(string_agg(x, E'\\n' ORDER BY x), '') FROM (SELECT %s AS x FROM %s r) y"
							.formatted(row, table.name().quoted()))) {
			result.next();
			return result.getString(1);
		}
	}

}
