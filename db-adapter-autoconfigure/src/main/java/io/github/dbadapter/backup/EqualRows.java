package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.Identifier;

/**
 * Rows of a {@link TransferTable} that came over because their neighbours differ, and are
 * in the target as they are in the source. They are set aside before rows are matched.
 */
final class EqualRows {

	private final Statements statements;

	private final RestoreTable table;

	/** FROM and WHERE of the target's rows {@code t}. */
	private final String target;

	private final List<Identifier> mapped;

	/** Condition on rows {@code t} of the target whose neighbours differ. */
	private final String candidates;

	EqualRows(Statements statements, RestoreTable table, String target, List<Identifier> mapped) {
		this.statements = statements;
		this.table = table;
		this.target = target;
		this.candidates = table.candidates();
		this.mapped = mapped.stream().filter((column) -> !table.table().isAlwaysIdentity(column)).toList();
	}

	private String rows() {
		return "pg_temp.db_adapter_e" + this.table.index();
	}

	/** Whether the target calls keys equal that the source tells apart. */
	boolean isAmbiguous() throws SQLException {
		String keys = this.table.plan().identity().stream().map(this.table::staged).collect(Collectors.joining(", "));
		return this.statements
			.exists("SELECT FROM %s AS s GROUP BY %s HAVING count(*) > 1".formatted(this.table.staging(), keys));
	}

	/**
	 * Moves them out of the staging, which is filled.
	 * @return how many
	 */
	long setAside() throws SQLException {
		this.statements.execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT s.* FROM %s AS s WHERE EXISTS (%s)"
			.formatted(rows().replace("pg_temp.", ""), this.table.staging(), same()));
		long rows = this.statements
			.execute("DELETE FROM %s AS s USING %s AS e WHERE e.r = s.r".formatted(this.table.staging(), rows()));
		// for conditions that are too large to be hashed
		this.statements.execute("CREATE INDEX ON %s (%s)".formatted(rows(),
				this.table.plan()
					.identity()
					.stream()
					.map((column) -> this.table.staged(column).replace("s.", ""))
					.collect(Collectors.joining(", "))));
		this.statements.execute("ANALYZE %s; ANALYZE %s".formatted(rows(), this.table.staging()));
		return rows;
	}

	/** Condition on rows {@code t} of the target that they are none of these. */
	String noneOfThem() {
		return "NOT EXISTS (SELECT FROM %s AS s WHERE %s)".formatted(rows(), sameKey());
	}

	/** Counts those that are in the target no more, or not as they were. */
	long countChanged() throws SQLException {
		return this.statements.number("SELECT count(*) FROM %s AS s WHERE NOT EXISTS (%s)".formatted(rows(), same()));
	}

	private String same() {
		List<String> same = new ArrayList<>();
		this.mapped.forEach((column) -> same
			.add("t.%s IS NOT DISTINCT FROM %s".formatted(column.quoted(), this.table.staged(column))));
		same.add("s.h IS NOT DISTINCT FROM " + this.table.digest());
		if (!this.table.hasExactKey()) {
			same.add("(%s)".formatted(this.candidates));
		}
		return "SELECT %s AND %s AND %s".formatted(this.target, sameKey(), String.join(" AND ", same));
	}

	private String sameKey() {
		List<String> same = this.table.plan()
			.identity()
			.stream()
			.map((column) -> "t.%s = %s".formatted(column.quoted(), this.table.staged(column)))
			.toList();
		return String.join(" AND ", same);
	}

}
