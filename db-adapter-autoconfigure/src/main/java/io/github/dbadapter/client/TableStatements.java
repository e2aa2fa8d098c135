package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.Conflict.Action;
import org.jspecify.annotations.Nullable;

/**
 * The statements on single rows and on sets of rows given by a condition.
 */
final class TableStatements {

	private static final ColumnType BIGINT = ColumnType.plain(20, "bigint");

	private TableStatements() {
	}

	static SqlStatement select(TableMetadata table, Selection selection) {
		SqlBuilder sql = new SqlBuilder(table).append("SELECT ");
		columns(sql, table, selection.columns()).append(" FROM ").table();
		sql.where(selection.condition()).orderBy(selection.orders());
		if (selection.isLimited()) {
			sql.append(" LIMIT ").text("limit", BIGINT, Long.toString(selection.limit()));
		}
		if (selection.offset() > 0) {
			sql.append(" OFFSET ").text("offset", BIGINT, Long.toString(selection.offset()));
		}
		return sql.build();
	}

	private static SqlBuilder columns(SqlBuilder sql, TableMetadata table, List<String> columns) {
		if (columns.isEmpty()) {
			return sql.append("*");
		}
		table.requireColumns(columns);
		return sql.names(columns);
	}

	static SqlStatement count(TableMetadata table, Condition condition) {
		return new SqlBuilder(table).append("SELECT count(*) FROM ").table().where(condition).build();
	}

	static SqlStatement exists(TableMetadata table, Condition condition) {
		return new SqlBuilder(table).append("SELECT 1 FROM ").table().where(condition).append(" LIMIT 1").build();
	}

	static SqlStatement insert(TableMetadata table, Map<String, ? extends @Nullable Object> data) {
		return insertInto(table, data).append(" RETURNING *").build();
	}

	static SqlStatement upsert(TableMetadata table, Map<String, ? extends @Nullable Object> data, Conflict conflict) {
		requireData(table, data);
		SqlBuilder sql = insertInto(table, data);
		return onConflict(sql, table, data.keySet(), conflict).append(" RETURNING *").build();
	}

	private static SqlBuilder insertInto(TableMetadata table, Map<String, ? extends @Nullable Object> data) {
		requireData(table, data);
		table.requireWritable(data.keySet());
		SqlBuilder sql = new SqlBuilder(table).append("INSERT INTO ").table();
		sql.append(" (").names(data.keySet()).append(") VALUES (");
		return values(sql, data, ", ", "").append(")");
	}

	static SqlBuilder onConflict(SqlBuilder sql, TableMetadata table, Collection<String> given, Conflict conflict) {
		sql.append(" ON CONFLICT ");
		if (conflict.action() == Action.IGNORE && conflict.columns().isEmpty()) {
			return sql.append("DO NOTHING");
		}
		List<String> key = conflictColumns(table, given, conflict);
		sql.append("(").names(key).append(") DO ");
		if (conflict.action() == Action.IGNORE) {
			return sql.append("NOTHING");
		}
		List<String> changed = new ArrayList<>(given);
		changed.removeAll(key);
		sql.append("UPDATE SET ");
		// an update that changes nothing makes the existing row come back
		for (Iterator<String> names = (changed.isEmpty() ? key : changed).iterator(); names.hasNext();) {
			String name = names.next();
			sql.name(name).append(" = EXCLUDED.").name(name).append(names.hasNext() ? ", " : "");
		}
		return sql;
	}

	static List<String> conflictColumns(TableMetadata table, Collection<String> given, Conflict conflict) {
		if (!conflict.columns().isEmpty()) {
			table.requireColumns(conflict.columns());
			return conflict.columns();
		}
		if (!table.primaryKey().isEmpty() && given.containsAll(table.primaryKey())) {
			return table.primaryKey();
		}
		List<List<String>> keys = table.uniqueKeys().stream().filter(given::containsAll).distinct().toList();
		if (keys.size() == 1) {
			return keys.get(0);
		}
		throw new InvalidInputException(keys.isEmpty()
				? "Cannot tell which row of '%s' to update: the data has neither its primary key %s nor all columns of a unique constraint %s"
					.formatted(table.name(), table.primaryKey(), table.uniqueKeys())
				: "Cannot tell which row of '%s' to update: the data has the columns of several unique constraints %s. Name the columns with Conflict.updateOn"
					.formatted(table.name(), keys));
	}

	/** One row comes back, all are updated: the server runs the inner part to its end. */
	static SqlStatement update(TableMetadata table, Map<String, ? extends @Nullable Object> data, Condition condition) {
		return set(new SqlBuilder(table).append("WITH updated AS ("), table, data, condition)
			.append(" RETURNING *) SELECT * FROM updated LIMIT 1")
			.build();
	}

	static SqlStatement updateAll(TableMetadata table, Map<String, ? extends @Nullable Object> data,
			Condition condition) {
		return set(new SqlBuilder(table), table, data, condition).build();
	}

	private static SqlBuilder set(SqlBuilder sql, TableMetadata table, Map<String, ? extends @Nullable Object> data,
			Condition condition) {
		requireData(table, data);
		table.requireWritable(data.keySet());
		requireCondition(table, condition, "update");
		return values(sql.append("UPDATE ").table().append(" SET "), data, ", ", " = ").where(condition);
	}

	static SqlStatement delete(TableMetadata table, Condition condition) {
		requireCondition(table, condition, "delete");
		return new SqlBuilder(table).append("DELETE FROM ").table().where(condition).build();
	}

	private static SqlBuilder values(SqlBuilder sql, Map<String, ? extends @Nullable Object> data, String separator,
			String assignment) {
		for (Iterator<? extends Map.Entry<String, ? extends @Nullable Object>> entries = data.entrySet()
			.iterator(); entries.hasNext();) {
			Map.Entry<String, ? extends @Nullable Object> entry = entries.next();
			if (!assignment.isEmpty()) {
				sql.name(entry.getKey()).append(assignment);
			}
			sql.value(entry.getKey(), entry.getValue()).append(entries.hasNext() ? separator : "");
		}
		return sql;
	}

	static void requireData(TableMetadata table, @Nullable Map<String, ? extends @Nullable Object> data) {
		if (data == null || data.isEmpty()) {
			throw new InvalidInputException(
					"No data was given for table '%s': at least one column is needed".formatted(table.name()));
		}
		table.requireColumns(data.keySet());
	}

	static void requireCondition(TableMetadata table, Condition condition, String verb) {
		if (condition.isEmpty()) {
			throw new InvalidInputException(
					"Refused to %s all rows of '%s': the filters are empty. To %s every row on purpose, use execute"
						.formatted(verb, table.name(), verb));
		}
	}

}
