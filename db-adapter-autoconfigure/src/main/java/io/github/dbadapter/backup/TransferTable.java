package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * One table of a {@link Transfer}: how its rows are read on both sides, and the temporary
 * tables through which they pass. The staging has one row for each row of the source that
 * came over, with a number {@code r}, the columns of {@link #staged()} as {@code c0},
 * {@code c1}… and a digest {@code h}.
 *
 * @since 0.1.0
 */
public final class TransferTable {

	private final Statements statements;

	private final RestoreTable table;

	private final PlannedTable source;

	private final List<TransferColumn> columns;

	private final TransferSide sourceSide;

	private final TransferSide targetSide;

	private final boolean pulledIn;

	private Set<Identifier> keys = Set.of();

	private Set<Identifier> digested = Set.of();

	private List<Identifier> mapped = List.of();

	private boolean whole;

	private boolean staged;

	private long left;

	private @Nullable EqualRows equal;

	TransferTable(Statements statements, RestoreTable table, PlannedTable source, List<TransferColumn> columns,
			TransferSide sourceSide, TransferSide targetSide, boolean pulledIn) {
		this.statements = statements;
		this.table = table;
		this.source = source;
		this.columns = List.copyOf(columns);
		this.sourceSide = sourceSide;
		this.targetSide = targetSide;
		this.pulledIn = pulledIn;
		if (!source.table().isUnique(table.plan().naturalKey())) {
			table.mayRepeat();
		}
	}

	/**
	 * Says which columns rows are matched by, which a digest can stand for, and which may
	 * get another value on their way.
	 */
	void roles(Set<Identifier> keyColumns, Set<Identifier> digestedColumns, List<Identifier> mappedColumns) {
		this.mapped = List.copyOf(mappedColumns);
		this.keys = Set.copyOf(keyColumns);
		this.digested = Set.copyOf(digestedColumns);
	}

	RestoreTable table() {
		return this.table;
	}

	/** Notes how many rows differ and stay so. */
	void left(long rows) {
		this.left = rows;
		this.table.counts().skipped("exist and differ", rows);
	}

	long left() {
		return this.left;
	}

	/** Name for messages. */
	public String key() {
		return this.table.plan().key();
	}

	/** Whether it was not asked for but is referred to. */
	public boolean isPulledIn() {
		return this.pulledIn;
	}

	/** FROM and WHERE that give the source's rows {@code t}. */
	public String sourceFrom() {
		return this.sourceSide.from(this.source);
	}

	/** FROM and WHERE that give the target's rows {@code t}. */
	public String targetFrom() {
		return this.targetSide.from(this.table.plan());
	}

	/** The target's table for FROM, without rows of tables that inherit from it. */
	public String target() {
		return this.table.table().from();
	}

	/** The source's table for FROM, without rows of tables that inherit from it. */
	public String source() {
		return this.source.table().from();
	}

	/** The target's table by its quoted name. */
	public String targetName() {
		return this.table.table().name().quoted();
	}

	/** The source's table by its quoted name. */
	public String sourceName() {
		return this.source.table().name().quoted();
	}

	/** The target's table in {@code pg_class}. */
	public long targetOid() {
		return this.table.table().oid();
	}

	/** All columns that come over. */
	public List<TransferColumn> columns() {
		return this.columns;
	}

	/** The key inside a database, empty for none. */
	public List<TransferColumn> identity() {
		return this.table.plan().identity().stream().map(this::column).toList();
	}

	/**
	 * Keys of the target's rows, as SQL: a column for each of the identity's, as text.
	 */
	public String targetKeys() {
		KeyColumns keys = new KeyColumns(this.table.plan().identity());
		return isIdentified() ? "SELECT %s %s ORDER BY %s".formatted(keys.named("t.%s::text AS k%d", ", "),
				targetFrom(), keys.named("t.%s", ", ")) : "SELECT NULL AS k0 " + targetFrom();
	}

	/** Columns whose values need no mapping, so that a digest can stand for them. */
	public List<TransferColumn> digested() {
		return this.columns.stream().filter((column) -> this.digested.contains(column.name())).toList();
	}

	/** Columns of the staging, in the order of a COPY after {@code r}. */
	public List<TransferColumn> staged() {
		return this.whole ? this.columns
				: this.columns.stream().filter((column) -> this.keys.contains(column.name())).toList();
	}

	TransferColumn column(Identifier name) {
		return this.columns.stream()
			.filter((column) -> column.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("No column " + name + " in " + key()));
	}

	/**
	 * Whether rows have a key by which single ones can be asked for.
	 */
	public boolean isIdentified() {
		return !this.table.plan().identity().isEmpty();
	}

	/** Whether no key can be there twice, on either side. */
	public boolean isUnique() {
		List<Identifier> identity = this.table.plan().identity();
		return isIdentified() && this.table.table().isUnique(identity) && this.source.table().isUnique(identity);
	}

	/** Whether all of the source's rows are taken, with nothing hidden. */
	public boolean isTakenAsIs() {
		return !this.source.table().partitioned() && sourceFrom().endsWith(" WHERE true")
				&& this.columns.stream().allMatch((column) -> column.source().equals(column.target()));
	}

	/** Whether each row is an owner itself. */
	boolean isOwners() {
		return this.source.isOwnerTable();
	}

	/**
	 * Creates the staging.
	 * @param wholeRows whether it takes whole rows, and not only what they are matched by
	 * @param digest the digest of a row {@code t} of the target over {@link #digested()}
	 * @throws SQLException if the server refuses
	 */
	public void createStaging(boolean wholeRows, String digest) throws SQLException {
		this.whole = wholeRows;
		this.staged = true;
		this.table.digested(digest, wholeRows ? Set.of() : this.digested);
		if (!wholeRows) {
			this.table.rowsApart();
			create(this.table.rows(), this.columns, "");
		}
		create(this.table.staging(), staged(), ", NULL::bigint AS h");
	}

	private void create(String name, List<TransferColumn> wanted, String further) throws SQLException {
		String values = wanted.stream()
			.map((column) -> ", t.%s AS c%d".formatted(column.name().quoted(), this.columns.indexOf(column)))
			.collect(Collectors.joining());
		this.statements
			.execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT NULL::bigint AS r%s%s FROM %s t WITH NO DATA"
				.formatted(name.replace("pg_temp.", ""), values, further, targetName()));
	}

	public boolean isStaged() {
		return this.staged;
	}

	/** Whether the staging has whole rows. */
	public boolean isWhole() {
		return this.whole;
	}

	/** The COPY that fills the staging: r, the columns of {@link #staged()}, h. */
	public String stagingCopy() {
		return "COPY %s (%s) FROM STDIN".formatted(this.table.staging(),
				Stream.of(Stream.of("r"), names(staged()), Stream.of("h"))
					.flatMap((part) -> part)
					.collect(Collectors.joining(", ")));
	}

	/** The COPY that brings whole rows after keys: r, all columns. */
	public String rowsCopy() {
		return "COPY %s (%s) FROM STDIN".formatted(this.table.rows(),
				Stream.concat(Stream.of("r"), names(this.columns)).collect(Collectors.joining(", ")));
	}

	private Stream<String> names(List<TransferColumn> wanted) {
		return wanted.stream().map((column) -> "c" + this.columns.indexOf(column));
	}

	/**
	 * Ends the filling of the staging.
	 */
	public void stagingFilled() throws SQLException {
		this.statements.execute("ANALYZE " + this.table.staging());
	}

	/**
	 * Says which rows came over: the others are equal on both sides, key and all.
	 * @param condition SQL over a row {@code t} of either side, {@code null} if all did
	 */
	public void candidates(@Nullable String condition) {
		this.table.candidates(condition);
	}

	/**
	 * Sets rows aside that came over and are equal on both sides, so that they need not
	 * be matched. Only where both sides keep keys and have each of them once.
	 * @return number of rows set aside
	 * @throws SQLException if the server fails
	 */
	public long setEqualAside() throws SQLException {
		if (!isUnique()) {
			return 0;
		}
		EqualRows rows = new EqualRows(this.statements, this.table, targetFrom(), this.mapped);
		if (rows.isAmbiguous()) {
			return 0;
		}
		long number = rows.setAside();
		this.equal = rows;
		this.table.candidates("%s AND %s".formatted(this.table.candidates(), rows.noneOfThem()));
		return number;
	}

	/** Counts rows set aside that are equal no more. */
	long countEqualChanged() throws SQLException {
		return (this.equal != null) ? this.equal.countChanged() : 0;
	}

	/** Condition on the rows {@code t} of the target that may differ. */
	public String candidates() {
		return this.table.candidates();
	}

	/** Whether every row of the source came over. */
	public boolean isComplete() {
		return !this.table.isStagedPartly();
	}

	/**
	 * Values of the target that a digest does not stand for, beside those they should be.
	 */
	List<String> mappedDifferences(RowMapping mapping) {
		List<String> parts = new ArrayList<>();
		for (Identifier column : mapping.mappedColumns()) {
			if (!this.table.table().isAlwaysIdentity(column)) {
				parts.add("t.%s IS DISTINCT FROM %s".formatted(column.quoted(), mapping.value(column)));
			}
		}
		return parts;
	}

	void thinKeys(Set<Identifier> further) {
		Set<Identifier> all = new LinkedHashSet<>(this.keys);
		all.addAll(further);
		this.keys = Set.copyOf(all);
	}

	/**
	 * Says that rows went straight into the target.
	 * @param rows how many
	 */
	public void copied(long rows) {
		this.table.counts().inserted(rows);
	}

	/**
	 * Forgets what was counted, because it was rolled back.
	 */
	public void forgetNumbers() {
		this.table.forgetNumbers();
	}

	/**
	 * Returns the numbers.
	 * @param rows rows of the source
	 * @return numbers in which every row of the source is counted once
	 */
	public TableResult result(long rows) {
		TableResult counted = this.table.result(false);
		long unchanged = rows - counted.inserted() - counted.updated() - counted.skipped() - counted.failed();
		return new TableResult(key(), rows, counted.inserted(), counted.updated(), unchanged, counted.skipped(),
				counted.failed(), 0, counted.rekeyed(), counted.skipReasons(), counted.failureDetails());
	}

}
