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

	private static final String REFERENCES = """
			SELECT c.conrelid, c.conrelid::regclass::text, c.conname, c.confdeltype::text,
				(SELECT string_agg(format('c.%%I = d.%%I', a.attname, b.attname), ' AND ')
					FROM unnest(c.conkey, c.confkey) AS k(con, conf)
					JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.con
					JOIN pg_catalog.pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = k.conf)
			FROM pg_catalog.pg_constraint c WHERE c.contype = 'f' AND c.conparentid = 0 AND c.confrelid = %d""";

	private final Connection target;

	private final TableWorks works;

	private int tables;

	Mirror(Connection target, TableWorks works) {
		this.target = target;
		this.works = works;
	}

	void delete(TransferUnit unit) throws SQLException {
		Map<TransferTable, String> doomed = new LinkedHashMap<>();
		for (TransferTable table : unit.tables()) {
			String rows = doomed(unit, table);
			if (!rows.isEmpty()) {
				doomed.put(table, rows);
			}
		}
		if (doomed.isEmpty()) {
			return;
		}
		for (Map.Entry<TransferTable, String> entry : doomed.entrySet()) {
			refuseReferences(entry.getKey(), entry.getValue(), doomed);
		}
		List<TransferTable> order = new ArrayList<>(doomed.keySet());
		String deletes = order.stream()
			.map((table) -> "x%d AS (DELETE FROM %s AS t USING %s AS d WHERE t.tableoid = d.db_adapter_table AND t.ctid = d.db_adapter_row RETURNING 1)"
				.formatted(order.indexOf(table), table.target(), doomed.get(table)))
			.collect(Collectors.joining(", "));
		String counts = order.stream()
			.map((table) -> "(SELECT count(*) FROM x%d)".formatted(order.indexOf(table)))
			.collect(Collectors.joining(", "));
		try (Statement statement = this.target.createStatement();
				ResultSet row = statement.executeQuery("WITH %s SELECT %s".formatted(deletes, counts))) {
			row.next();
			for (int i = 0; i < order.size(); i++) {
				this.works.of(order.get(i)).deleted = row.getLong(i + 1);
			}
		}
	}

	/** Notes the rows to be deleted; returns where, empty if there are none. */
	private String doomed(TransferUnit unit, TransferTable table) throws SQLException {
		if (table.isPulledIn()) {
			return "";
		}
		String name = "db_adapter_d" + this.tables++;
		try (Statement statement = this.target.createStatement()) {
			statement.execute(
					"CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT t.*, t.tableoid AS db_adapter_table, t.ctid AS db_adapter_row %s"
						.formatted(name, unit.targetOnly(table)));
		}
		return (Finder.number(this.target, "SELECT count(*) FROM pg_temp." + name) > 0) ? "pg_temp." + name : "";
	}

	private void refuseReferences(TransferTable table, String rows, Map<TransferTable, String> doomed)
			throws SQLException {
		List<String[]> references = new ArrayList<>();
		try (Statement statement = this.target.createStatement();
				ResultSet found = statement.executeQuery(REFERENCES.formatted(table.targetOid()))) {
			while (found.next()) {
				references.add(new String[] { found.getString(1), found.getString(2), found.getString(3),
						found.getString(4), found.getString(5) });
			}
		}
		for (String[] reference : references) {
			String own = doomed.entrySet()
				.stream()
				.filter((entry) -> Long.toString(entry.getKey().targetOid()).equals(reference[0]))
				.map((entry) -> " AND (c.tableoid, c.ctid) NOT IN (SELECT db_adapter_table, db_adapter_row FROM %s)"
					.formatted(entry.getValue()))
				.collect(Collectors.joining());
			long left = Finder.number(this.target,
					"SELECT count(*) FROM %s AS c WHERE EXISTS (SELECT FROM %s AS d WHERE %s)%s".formatted(reference[1],
							rows, reference[4], own));
			if (left > 0) {
				throw new OperationRefusedException(
						"Could not mirror '%s': %d rows of '%s' that are not part of this sync refer to rows that the source does not have (%s, %s). Nothing has been changed. Include that table, or use the mode overwrite"
							.formatted(table.key(), left, reference[1], reference[2], effect(reference[3])));
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

}
