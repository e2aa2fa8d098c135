package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.Conflict.Action;
import io.github.dbadapter.sql.Identifier;

/**
 * The statements that write many rows of the same columns at once.
 */
final class BulkStatements {

	/** Type of the one value that holds all rows. */
	static final ColumnType ROWS = ColumnType.plain(114, "json");

	/** A name that hardly any column has. */
	private static final String POSITION = "position among the rows given";

	private BulkStatements() {
	}

	static SqlStatement insert(TableMetadata table, List<BulkRow> rows, boolean returning) {
		SqlBuilder sql = insertInto(table, rows).append(" SELECT ").names(columns(rows)).append(" FROM ");
		return recordset(sql, table, rows).append(returning ? " RETURNING *" : "").build();
	}

	static SqlStatement upsert(TableMetadata table, List<BulkRow> rows, Conflict conflict) {
		SqlBuilder sql = insertInto(table, rows).append(" SELECT ").names(columns(rows)).append(" FROM ");
		boolean updates = conflict.action() == Action.UPDATE;
		List<String> key = updates ? TableStatements.conflictColumns(table, columns(rows), conflict) : List.of();
		if (!key.isEmpty() && columns(rows).containsAll(key)) {
			latest(sql, table, rows, key, true);
		}
		else {
			recordset(sql, table, rows);
		}
		return TableStatements.onConflict(sql, table, columns(rows), conflict).build();
	}

	static SqlStatement update(TableMetadata table, List<BulkRow> rows, Collection<String> key) {
		List<String> changed = changed(table, columns(rows), key);
		table.requireWritable(changed);
		SqlBuilder sql = new SqlBuilder(table).append("UPDATE ").table().append(" AS target SET ");
		for (int i = 0; i < changed.size(); i++) {
			sql.append((i > 0) ? ", " : "").name(changed.get(i)).append(" = given.").name(changed.get(i));
		}
		latest(sql.append(" FROM "), table, rows, key, false).append(" WHERE ");
		int position = 0;
		for (String column : key) {
			sql.append((position++ > 0) ? " AND " : "").append("target.").name(column).append(" = given.").name(column);
		}
		return sql.build();
	}

	static List<String> changed(TableMetadata table, Collection<String> given, Collection<String> key) {
		List<String> changed = new ArrayList<>(given);
		changed.removeAll(key);
		if (!given.containsAll(key) || changed.isEmpty()) {
			throw new InvalidInputException(
					"Each row for an update of '%s' needs the key columns %s and at least one more, but one has %s"
						.formatted(table.name(), key, given));
		}
		return changed;
	}

	private static SqlBuilder insertInto(TableMetadata table, List<BulkRow> rows) {
		table.requireWritable(columns(rows));
		return new SqlBuilder(table).append("INSERT INTO ").table().append(" (").names(columns(rows)).append(")");
	}

	/**
	 * Keeps the last of the rows that have the same key, as the server compares it. Rows
	 * with a NULL in a unique key are all different.
	 */
	private static SqlBuilder latest(SqlBuilder sql, TableMetadata table, List<BulkRow> rows, Collection<String> key,
			boolean nullsDiffer) {
		String position = new Identifier(POSITION).quoted();
		distinguished(sql.append("(SELECT DISTINCT ON ("), key, nullsDiffer);
		sql.append(") * FROM (SELECT *, row_number() OVER () AS ").append(position).append(" FROM ");
		recordset(sql, table, rows).append(") AS numbered ORDER BY ");
		return distinguished(sql, key, nullsDiffer).append(", ").append(position).append(" DESC) AS given");
	}

	private static SqlBuilder distinguished(SqlBuilder sql, Collection<String> key, boolean nullsDiffer) {
		sql.names(key);
		return nullsDiffer ? sql.append(", CASE WHEN ROW(")
			.names(key)
			.append(") IS NOT NULL THEN 0 ELSE ")
			.name(POSITION)
			.append(" END") : sql;
	}

	private static SqlBuilder recordset(SqlBuilder sql, TableMetadata table, List<BulkRow> rows) {
		StringBuilder json = new StringBuilder("[");
		for (BulkRow row : rows) {
			json.append((json.length() > 1) ? "," : "").append(row.json());
		}
		json.append(']');
		boolean wholeRow = table.declaredTypes().isEmpty();
		sql.append(wholeRow ? "json_populate_recordset(NULL::" : "json_to_recordset(");
		if (wholeRow) {
			sql.table().append(", ");
		}
		sql.text(String.join(", ", columns(rows)), ROWS, json.toString()).append(") AS given");
		if (!wholeRow) {
			sql.append(" (");
			for (int i = 0; i < columns(rows).size(); i++) {
				String column = columns(rows).get(i);
				sql.append((i > 0) ? ", " : "").name(column).append(" ").append(table.declaredTypes().get(column));
			}
			sql.append(")");
		}
		return sql;
	}

	private static List<String> columns(List<BulkRow> rows) {
		return rows.get(0).columns();
	}

}
