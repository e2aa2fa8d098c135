package io.github.dbadapter.backup;

import java.util.stream.Collectors;

/**
 * Rows of a table without any key: equal ones are told apart by nothing, so that they are
 * counted, on either side.
 */
final class KeylessRows {

	private final TransferTable table;

	private final RestoreTable restored;

	/** Digest of a row {@code s} of the staging, and of a row {@code t} of the target. */
	private final String given;

	private final String found;

	KeylessRows(TransferTable table, RowMapping mapping) {
		this.table = table;
		this.restored = table.table();
		String ours = mapping.mappedColumns()
			.stream()
			.map((column) -> ", " + mapping.value(column))
			.collect(Collectors.joining());
		String theirs = mapping.mappedColumns()
			.stream()
			.map((column) -> ", t." + column.quoted())
			.collect(Collectors.joining());
		this.given = "md5(ROW(s.h%s)::text)".formatted(ours);
		this.found = "md5(ROW(%s%s)::text)".formatted(this.restored.digest(), theirs);
	}

	/** A query that counts the rows of which the target has fewer than the source. */
	String lacking() {
		return """
				SELECT coalesce(sum(greatest(g.rows - coalesce(x.rows, 0), 0)), 0) FROM (SELECT %s AS h, count(*) AS rows
						FROM %s AS s JOIN %s AS m ON m.r = s.r WHERE m.st IN ('I', 'M') GROUP BY 1) AS g
				LEFT JOIN (SELECT %s AS h, count(*) AS rows %s AND %s GROUP BY 1) AS x ON x.h = g.h"""
			.formatted(this.given, this.restored.staging(), this.restored.map(), this.found, this.table.targetFrom(),
					this.table.candidates());
	}

	/**
	 * FROM and WHERE of the target's rows {@code t} beyond the number of the source's.
	 */
	String surplus() {
		if (!this.table.staging().isCreated()) {
			return this.table.targetFrom() + " AND false";
		}
		return """
				FROM %1$s AS t WHERE (t.tableoid, t.ctid) IN (
					SELECT x.tableoid, x.ctid FROM (SELECT t.tableoid, t.ctid, %2$s AS h,
							row_number() OVER (PARTITION BY %2$s) AS k %3$s AND %4$s) AS x
					LEFT JOIN (SELECT %5$s AS h, count(*) AS rows FROM %6$s AS s JOIN %7$s AS m ON m.r = s.r GROUP BY 1) AS g
						ON g.h = x.h WHERE x.k > coalesce(g.rows, 0))"""
			.formatted(this.table.target(), this.found, this.table.targetFrom(), this.table.candidates(), this.given,
					this.restored.staging(), this.restored.map());
	}

}
