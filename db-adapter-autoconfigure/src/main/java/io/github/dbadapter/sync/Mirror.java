package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.backup.TransferUnit;

/**
 * Deletes the target's rows that the source does not have, children before parents. What
 * still refers to such a row when its turn comes is outside of what is synced: PostgreSQL
 * would delete or change it as well, or refuse, so that this refuses first.
 */
final class Mirror {

	/**
	 * The conditions join a row {@code c} that refers to a row {@code t} or noted as one.
	 */
	private static final String REFERENCES = """
			SELECT c.conrelid, c.conrelid::regclass::text, c.conname, c.confdeltype::text,
				string_agg(format('c.%%I %%s t.%%I', a.attname, k.same, b.attname), ' AND '),
				string_agg(format('c.%%I %%s (d.deleted).%%I', a.attname, k.same, b.attname), ' AND ')
			FROM pg_catalog.pg_constraint c, LATERAL (SELECT con, conf, CASE WHEN n = cardinality(c.conkey)
				AND pg_catalog.to_jsonb(c) ->> 'conperiod' = 'true' THEN '&&' ELSE '=' END AS same
				FROM unnest(c.conkey, c.confkey) WITH ORDINALITY AS u(con, conf, n)) AS k
			JOIN pg_catalog.pg_attribute a ON a.attnum = k.con JOIN pg_catalog.pg_attribute b ON b.attnum = k.conf
			WHERE a.attrelid = c.conrelid AND b.attrelid = c.confrelid AND c.contype = 'f' AND c.conparentid = 0
				AND c.confrelid = %d
			GROUP BY c.oid ORDER BY c.conrelid, c.conname""";

	private final Connection target;

	private final TableWorks works;

	private int tables;

	Mirror(Connection target, TableWorks works) {
		this.target = target;
		this.works = works;
	}

	/**
	 * Deletes rows of a table before its new ones come, as far as nothing refers to them,
	 * so that a value that has to be unique is free.
	 */
	void deleteUnreferenced(TransferUnit unit) throws SQLException {
		for (TransferTable table : unit.tables()) {
			StringBuilder free = new StringBuilder();
			for (Reference reference : references(table)) {
				free.append(" AND NOT EXISTS (SELECT FROM %s AS c WHERE %s)".formatted(reference.table(),
						reference.ofTarget()));
			}
			String rows = doomed(unit, table, free.toString());
			if (!rows.isEmpty()) {
				delete(Map.of(table, rows));
			}
		}
	}

	/** Deletes what is left. */
	void delete(TransferUnit unit) throws SQLException {
		Map<TransferTable, String> doomed = new LinkedHashMap<>();
		for (TransferTable table : unit.tables()) {
			String rows = doomed(unit, table, "");
			if (!rows.isEmpty()) {
				doomed.put(table, rows);
			}
		}
		for (Map.Entry<TransferTable, String> entry : doomed.entrySet()) {
			refuseReferences(entry.getKey(), entry.getValue(), doomed);
		}
		if (!doomed.isEmpty()) {
			delete(doomed);
		}
	}

	/** In one statement, at whose end foreign keys inside a cycle are checked. */
	private void delete(Map<TransferTable, String> doomed) throws SQLException {
		List<TransferTable> order = new ArrayList<>(doomed.keySet());
		String deletes = order.stream()
			.map((table) -> "x%d AS (DELETE FROM %s AS t USING %s AS d WHERE t.tableoid = d.place AND t.ctid = d.row RETURNING 1)"
				.formatted(order.indexOf(table), table.target(), doomed.get(table)))
			.collect(Collectors.joining(", "));
		String counts = order.stream()
			.map((table) -> "(SELECT count(*) FROM x%d)".formatted(order.indexOf(table)))
			.collect(Collectors.joining(", "));
		try (Statement statement = this.target.createStatement();
				ResultSet row = statement.executeQuery("WITH %s SELECT %s".formatted(deletes, counts))) {
			row.next();
			for (int i = 0; i < order.size(); i++) {
				this.works.of(order.get(i)).deleted += row.getLong(i + 1);
			}
		}
	}

	/** Notes the rows to be deleted; returns where, empty if there are none. */
	private String doomed(TransferUnit unit, TransferTable table, String condition) throws SQLException {
		if (table.isPulledIn()) {
			return "";
		}
		String name = "db_adapter_d" + this.tables++;
		try (Statement statement = this.target.createStatement()) {
			statement.execute(
					"CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT t AS deleted, t.tableoid AS place, t.ctid AS row %s%s"
						.formatted(name, unit.matches(table).targetOnly(), condition));
		}
		return (Finder.number(this.target, "SELECT count(*) FROM pg_temp." + name) > 0) ? "pg_temp." + name : "";
	}

	private List<Reference> references(TransferTable table) throws SQLException {
		List<Reference> references = new ArrayList<>();
		try (Statement statement = this.target.createStatement();
				ResultSet found = statement.executeQuery(REFERENCES.formatted(table.targetOid()))) {
			while (found.next()) {
				references.add(new Reference(found.getLong(1), found.getString(2), found.getString(3),
						found.getString(4), found.getString(5), found.getString(6)));
			}
		}
		return references;
	}

	private void refuseReferences(TransferTable table, String rows, Map<TransferTable, String> doomed)
			throws SQLException {
		for (Reference reference : references(table)) {
			String own = doomed.entrySet()
				.stream()
				.filter((entry) -> entry.getKey().targetOid() == reference.oid())
				.map((entry) -> " AND (c.tableoid, c.ctid) NOT IN (SELECT d.place, d.row FROM %s AS d)"
					.formatted(entry.getValue()))
				.collect(Collectors.joining());
			long left = Finder.number(this.target,
					"SELECT count(*) FROM %s AS c WHERE EXISTS (SELECT FROM %s AS d WHERE %s)%s"
						.formatted(reference.table(), rows, reference.ofDeleted(), own));
			if (left > 0) {
				throw new OperationRefusedException(
						"Could not mirror '%s': %d rows of '%s' that are not part of this sync refer to rows that the source does not have (%s, %s). Nothing has been changed. Include that table, or use the mode overwrite"
							.formatted(table.key(), left, reference.table(), reference.name(),
									effect(reference.action())));
			}
		}
	}

	private static String effect(String action) {
		return switch (action) {
			case "c" -> "they would be deleted too";
			case "n" -> "their reference would become NULL";
			case "d" -> "their reference would get its default";
			default -> "the delete would fail";
		};
	}

	/**
	 * A foreign key.
	 *
	 * @param oid the referring table
	 * @param table its name as SQL
	 * @param name name of the constraint
	 * @param action what a delete does, as in {@code pg_constraint}
	 * @param ofTarget SQL over a row {@code c} that refers to a row {@code t}
	 * @param ofDeleted SQL over a row {@code c} that refers to a row {@code d} of those
	 * noted
	 */
	private record Reference(long oid, String table, String name, String action, String ofTarget, String ofDeleted) {

	}

}
