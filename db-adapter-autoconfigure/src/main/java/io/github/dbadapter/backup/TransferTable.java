package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * One table of a {@link Transfer}: how its rows are read on both sides, which of them may
 * differ, and what became of them.
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

	private final TransferStaging staging;

	private List<Identifier> mapped = List.of();

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
		this.staging = new TransferStaging(statements, table, columns);
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
		this.staging.roles(keyColumns, digestedColumns);
	}

	/** The temporary tables through which its rows pass. */
	public TransferStaging staging() {
		return this.staging;
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
