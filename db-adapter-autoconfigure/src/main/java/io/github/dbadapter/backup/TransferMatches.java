package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dbadapter.sql.Identifier;

/**
 * What is known of the rows of a {@link TransferTable} once they are matched: which are
 * new, which differ, and which the target alone has. In SQL, a row of the staging is
 * {@code s}, its place in the map {@code m} and a row of the target {@code t}.
 *
 * @since 0.1.0
 */
public final class TransferMatches {

	private final Statements statements;

	private final TransferTable table;

	private final RestoreTable restored;

	private final RowMapping mapping;

	private final boolean overwritten;

	TransferMatches(Statements statements, TransferTable table, RowMapping mapping, boolean overwritten) {
		this.statements = statements;
		this.table = table;
		this.restored = table.table();
		this.mapping = mapping;
		this.overwritten = overwritten;
	}

	/**
	 * Whether every row has, or will have, the key in the target that it has in the
	 * source.
	 */
	public boolean isAligned() throws SQLException {
		return !this.table.staging().isCreated() || !this.table.isIdentified()
				|| !this.statements.exists("SELECT FROM %s WHERE st NOT IN ('I', 'M') OR %s"
					.formatted(this.restored.map(), UnitRestorer.rekeyed(this.restored)));
	}

	/** FROM and WHERE of rows that exist and differ: {@code s}, {@code m}, {@code t}. */
	private String differing() {
		List<Identifier> identity = this.restored.plan().identity();
		if (identity.isEmpty()) {
			return "FROM %s AS s JOIN %s AS m ON m.r = s.r WHERE false".formatted(this.restored.staging(),
					this.restored.map());
		}
		List<String> differences = new ArrayList<>(this.table.mappedDifferences(this.mapping));
		differences.add("s.h IS DISTINCT FROM " + this.restored.digest());
		return "FROM %s AS s JOIN %s AS m ON m.r = s.r JOIN %s AS t ON %s WHERE m.st = 'M' AND s.r >= 0 AND (%s)"
			.formatted(this.restored.staging(), this.restored.map(), this.table.target(),
					new KeyColumns(identity).named("t.%s = m.n%d", " AND "), String.join(" OR ", differences));
	}

	public long countNew() throws SQLException {
		return this.table.staging().isCreated()
				? this.statements.number("SELECT count(*) FROM %s WHERE st = 'I'".formatted(this.restored.map())) : 0;
	}

	/** Rows that came over for matching and exist. */
	public long countMatched() throws SQLException {
		return this.table.staging().isCreated() ? this.statements
			.number("SELECT count(*) FROM %s WHERE st = 'M' AND r >= 0".formatted(this.restored.map())) : 0;
	}

	public long countDiffering() throws SQLException {
		return this.table.staging().isCreated() ? this.statements.number("SELECT count(*) " + differing()) : 0;
	}

	/**
	 * Returns keys of the source, one row each, as SQL.
	 * @param existing rows that exist and differ, otherwise those that are new
	 * @return a query with a column for each of the identity's, as text
	 */
	public String keys(boolean existing) {
		String keys = new KeyColumns(this.restored.plan().identity()).each("m.o%d::text AS k%<d", ", ");
		String values = keys.isEmpty() ? "m.r::text AS k0" : keys;
		return existing ? "SELECT %s %s ORDER BY s.r".formatted(values, differing())
				: "SELECT %s FROM %s AS m WHERE m.st = 'I' ORDER BY m.r".formatted(values, this.restored.map());
	}

	/** Rows that could neither be matched nor get a key. */
	public long countUnmatched() throws SQLException {
		return this.table.staging().isCreated() ? this.statements
			.number("SELECT count(*) FROM %s WHERE st NOT IN ('I', 'M')".formatted(this.restored.map())) : 0;
	}

	/**
	 * Returns keys of the target's rows that the source does not have, as SQL.
	 * @return a query with a column for each of the identity's, as text
	 */
	public String targetOnlyKeys() {
		String keys = new KeyColumns(this.restored.plan().identity()).named("t.%s::text AS k%d", ", ");
		return "SELECT %s %s ORDER BY %s".formatted(keys.isEmpty() ? "NULL AS k0" : keys, targetOnly(),
				keys.isEmpty() ? "1" : new KeyColumns(this.restored.plan().identity()).named("t.%s", ", "));
	}

	/** FROM and WHERE of the target's rows {@code t} that the source does not have. */
	public String targetOnly() {
		List<Identifier> identity = this.restored.plan().identity();
		if (identity.isEmpty()) {
			return new KeylessRows(this.table, this.mapping).surplus();
		}
		String had = this.table.staging().isCreated() ? " AND NOT EXISTS (SELECT FROM %s AS m WHERE %s)"
			.formatted(this.restored.map(), new KeyColumns(identity).named("m.n%2$d = t.%1$s", " AND ")) : "";
		return "%s AND %s%s".formatted(this.table.targetFrom(), this.table.candidates(), had);
	}

	/**
	 * Lists what has to come over whole.
	 * @param batch rows a batch
	 * @return a query with a row for each batch: an array of the numbers {@code r}, and
	 * for each column of the identity an array of its values as text
	 * @throws SQLException if the server fails
	 */
	public String wanted(int batch) throws SQLException {
		String name = this.restored.name() + "_n";
		String keys = new KeyColumns(this.restored.plan().identity()).each("m.o%d::text AS k%<d", ", ");
		String changed = this.overwritten ? " UNION ALL SELECT m.r, %s %s".formatted(keys, differing()) : "";
		this.statements.execute(
				"CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT *, (row_number() OVER () - 1) / %d AS b FROM (SELECT m.r, %s FROM %s AS m WHERE m.st = 'I'%s) AS x"
					.formatted(name, batch, keys, this.restored.map(), changed));
		return "SELECT array_agg(r)::text, %s FROM pg_temp.%s GROUP BY b ORDER BY b"
			.formatted(IntStream.range(0, this.restored.plan().identity().size())
				.mapToObj((i) -> "array_agg(k%d)::text".formatted(i))
				.collect(Collectors.joining(", ")), name);
	}

	/** FROM and WHERE of the target's rows {@code t} whose key is not the source's. */
	public String rekeyed() {
		return "FROM %s AS t JOIN %s AS m ON %s WHERE %s".formatted(this.table.target(), this.restored.map(),
				new KeyColumns(this.restored.plan().identity()).named("t.%s = m.n%d", " AND "),
				UnitRestorer.rekeyed(this.restored));
	}

	/**
	 * Counts rows that came over and are not in the target as they should be.
	 * @return rows that differ or are missing
	 * @throws SQLException if the server fails
	 */
	public long countWrong() throws SQLException {
		if (!this.table.staging().isCreated()) {
			return 0;
		}
		if (!this.table.isIdentified()) {
			return this.statements.number(new KeylessRows(this.table, this.mapping).lacking());
		}
		List<String> same = new ArrayList<>();
		same.add("s.h IS NOT DISTINCT FROM " + this.restored.digest());
		this.mapping.mappedColumns()
			.stream()
			.filter((column) -> !this.restored.table().isAlwaysIdentity(column))
			.forEach((column) -> same
				.add("t.%s IS NOT DISTINCT FROM %s".formatted(column.quoted(), this.mapping.value(column))));
		String which = this.overwritten ? "m.st IN ('I', 'M')" : "m.st = 'I'";
		long left = this.overwritten ? 0 : Math.abs(countDiffering() - this.table.left());
		return left + this.table.countEqualChanged() + this.statements.number(
				"SELECT count(*) FROM %s AS s JOIN %s AS m ON m.r = s.r LEFT JOIN %s AS t ON %s WHERE s.r >= 0 AND %s AND NOT coalesce(t.tableoid IS NOT NULL AND %s, false)"
					.formatted(this.restored.staging(), this.restored.map(), this.table.target(),
							new KeyColumns(this.restored.plan().identity()).named("t.%s = m.n%d", " AND "), which,
							String.join(" AND ", same)));
	}

}
