package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.sql.Identifier;

/**
 * Temporary tables of the target through which rows of a {@link TransferTable} pass. The
 * staging has one row for each row of the source that came over, with a number {@code r},
 * the columns of {@link #columns()} as {@code c0}, {@code c1}… and a digest {@code h};
 * where that is not all of a row, whole rows have a table apart.
 *
 * @since 0.1.0
 */
public final class TransferStaging {

	private final Statements statements;

	private final RestoreTable table;

	private final List<TransferColumn> all;

	private Set<Identifier> keys = Set.of();

	private Set<Identifier> digested = Set.of();

	private boolean whole;

	private boolean created;

	TransferStaging(Statements statements, RestoreTable table, List<TransferColumn> all) {
		this.statements = statements;
		this.table = table;
		this.all = List.copyOf(all);
	}

	/** Says which columns rows are matched by, and which a digest can stand for. */
	void roles(Set<Identifier> keyColumns, Set<Identifier> digestedColumns) {
		this.keys = Set.copyOf(keyColumns);
		this.digested = Set.copyOf(digestedColumns);
	}

	/** Adds columns that rows of other tables are matched by. */
	void alsoKeys(Set<Identifier> further) {
		Set<Identifier> both = new LinkedHashSet<>(this.keys);
		both.addAll(further);
		this.keys = Set.copyOf(both);
	}

	/** Columns whose values need no mapping, so that a digest can stand for them. */
	public List<TransferColumn> digested() {
		return this.all.stream().filter((column) -> this.digested.contains(column.name())).toList();
	}

	/** Columns of the staging, in the order of a COPY after {@code r}. */
	public List<TransferColumn> columns() {
		return this.whole ? this.all : this.all.stream().filter((column) -> this.keys.contains(column.name())).toList();
	}

	/**
	 * Creates the staging.
	 * @param wholeRows whether it takes whole rows, and not only what they are matched by
	 * @param digest the digest of a row {@code t} of the target over {@link #digested()}
	 * @throws SQLException if the server refuses
	 */
	public void create(boolean wholeRows, String digest) throws SQLException {
		this.whole = wholeRows;
		this.created = true;
		this.table.digested(digest, wholeRows ? Set.of() : this.digested);
		if (!wholeRows) {
			this.table.rowsApart();
			create(this.table.rows(), this.all, "");
		}
		create(this.table.staging(), columns(), ", NULL::bigint AS h");
	}

	private void create(String name, List<TransferColumn> wanted, String further) throws SQLException {
		String values = wanted.stream()
			.map((column) -> ", t.%s AS c%d".formatted(column.name().quoted(), this.all.indexOf(column)))
			.collect(Collectors.joining());
		this.statements
			.execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT NULL::bigint AS r%s%s FROM %s t WITH NO DATA"
				.formatted(name.replace("pg_temp.", ""), values, further, this.table.table().name().quoted()));
	}

	public boolean isCreated() {
		return this.created;
	}

	/** Whether it has whole rows. */
	public boolean isWhole() {
		return this.whole;
	}

	/** The COPY that fills it: r, the columns of {@link #columns()}, h. */
	public String copy() {
		return "COPY %s (%s) FROM STDIN".formatted(this.table.staging(),
				Stream.of(Stream.of("r"), names(columns()), Stream.of("h"))
					.flatMap((part) -> part)
					.collect(Collectors.joining(", ")));
	}

	/** The COPY that brings whole rows after keys: r, all columns. */
	public String rowsCopy() {
		return "COPY %s (%s) FROM STDIN".formatted(this.table.rows(),
				Stream.concat(Stream.of("r"), names(this.all)).collect(Collectors.joining(", ")));
	}

	private Stream<String> names(List<TransferColumn> wanted) {
		return wanted.stream().map((column) -> "c" + this.all.indexOf(column));
	}

	/** Ends the filling. */
	public void filled() throws SQLException {
		this.statements.execute("ANALYZE " + this.table.staging());
	}

}
