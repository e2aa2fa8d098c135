package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dbadapter.sql.Identifier;

/**
 * Tables of a {@link Transfer} that are matched and written together: a single one, or
 * those of a cycle.
 *
 * @since 0.1.0
 */
public final class TransferUnit {

	private final Statements statements;

	private final UnitRestorer restorer;

	private final List<TransferTable> tables;

	private final Transfer transfer;

	private boolean matched;

	TransferUnit(Statements statements, UnitRestorer restorer, List<TransferTable> tables, Transfer transfer) {
		this.statements = statements;
		this.restorer = restorer;
		this.tables = List.copyOf(tables);
		this.transfer = transfer;
		this.restorer.writers()
			.forEach((writer) -> table(writer).roles(keys(writer), digested(writer), writer.mapping().mappedColumns()));
		if (transfer.isCompareOnly()) {
			this.restorer.writers().forEach((writer) -> writer.table().unwritten());
		}
	}

	private static Set<Identifier> keys(RowWriter writer) {
		PlannedTable plan = writer.table().plan();
		Set<Identifier> keys = new LinkedHashSet<>(plan.identity());
		keys.addAll(plan.naturalKey());
		if (plan.owner() != null) {
			keys.add(plan.owner());
		}
		plan.references().forEach((reference) -> keys.addAll(reference.columns()));
		keys.removeIf((column) -> !writer.table().isStaged(column));
		return keys;
	}

	private static Set<Identifier> digested(RowWriter writer) {
		RestoreTable table = writer.table();
		return table.columns()
			.stream()
			.map(CatalogColumn::name)
			.filter((column) -> !table.plan().identity().contains(column) && !table.table().isAlwaysIdentity(column)
					&& !writer.mapping().mappedColumns().contains(column))
			.collect(Collectors.toSet());
	}

	private TransferTable table(RowWriter writer) {
		return this.tables.stream().filter((table) -> table.table() == writer.table()).findFirst().orElseThrow();
	}

	private RowWriter writer(TransferTable table) {
		return this.restorer.writers()
			.stream()
			.filter((writer) -> writer.table() == table.table())
			.findFirst()
			.orElseThrow();
	}

	public List<TransferTable> tables() {
		return this.tables;
	}

	/** Whether its rows refer to each other. */
	public boolean isCyclic() {
		return this.restorer.isCyclic();
	}

	/** Tables of other units that its rows refer to, and that rows came over for. */
	public List<TransferTable> parents() {
		return this.restorer.writers()
			.stream()
			.flatMap((writer) -> writer.mapping().outer().stream())
			.filter((reference) -> reference.source() != null)
			.map((reference) -> this.transfer.find(Objects.requireNonNull(reference.source())))
			.distinct()
			.toList();
	}

	/**
	 * Finds the rows of the target and the keys of the others. The staging of each table
	 * is filled.
	 */
	public void match() throws SQLException {
		for (RowWriter writer : this.restorer.writers()) {
			for (MappedReference reference : writer.mapping().outer()) {
				TransferTable parent = (reference.source() != null) ? this.transfer.find(reference.source()) : null;
				if (parent != null && !parent.isComplete()) {
					new EqualParents(this.statements, table(writer), reference, parent, this.transfer.unit(parent))
						.add();
				}
			}
		}
		this.restorer.match();
		this.matched = true;
	}

	/** Makes empty maps, also of parents, for rows that are equal and referred to. */
	void matchNothing(String digest) throws SQLException {
		if (!this.matched) {
			for (TransferTable parent : parents()) {
				if (!parent.staging().isCreated()) {
					this.transfer.unit(parent).matchNothing(digest);
				}
			}
			for (TransferTable table : this.tables) {
				table.staging().create(false, digest);
			}
			this.restorer.match();
			this.matched = true;
		}
	}

	RowMapping mapping(TransferTable table) {
		return writer(table).mapping();
	}

	/**
	 * Whether every row has, or will have, the key in the target that it has in the
	 * source.
	 */
	public boolean isAligned(TransferTable table) throws SQLException {
		return !table.staging().isCreated() || !table.isIdentified()
				|| !this.statements.exists("SELECT FROM %s WHERE st NOT IN ('I', 'M') OR %s"
					.formatted(table.table().map(), UnitRestorer.rekeyed(table.table())));
	}

	/** FROM and WHERE of rows that exist and differ: {@code s}, {@code m}, {@code t}. */
	private String differing(TransferTable table) {
		List<Identifier> identity = table.table().plan().identity();
		if (identity.isEmpty()) {
			return "FROM %s AS s JOIN %s AS m ON m.r = s.r WHERE false".formatted(table.table().staging(),
					table.table().map());
		}
		List<String> differences = new ArrayList<>(table.mappedDifferences(mapping(table)));
		differences.add("s.h IS DISTINCT FROM " + table.table().digest());
		return "FROM %s AS s JOIN %s AS m ON m.r = s.r JOIN %s AS t ON %s WHERE m.st = 'M' AND s.r >= 0 AND (%s)"
			.formatted(table.table().staging(), table.table().map(), table.target(),
					new KeyColumns(identity).named("t.%s = m.n%d", " AND "), String.join(" OR ", differences));
	}

	public long countNew(TransferTable table) throws SQLException {
		return table.staging().isCreated()
				? this.statements.number("SELECT count(*) FROM %s WHERE st = 'I'".formatted(table.table().map())) : 0;
	}

	/** Rows that came over for matching and exist. */
	public long countMatched(TransferTable table) throws SQLException {
		return table.staging().isCreated() ? this.statements
			.number("SELECT count(*) FROM %s WHERE st = 'M' AND r >= 0".formatted(table.table().map())) : 0;
	}

	public long countDiffering(TransferTable table) throws SQLException {
		return table.staging().isCreated() ? this.statements.number("SELECT count(*) " + differing(table)) : 0;
	}

	/**
	 * Returns keys of the source, one row each, as SQL.
	 * @param table the table
	 * @param existing rows that exist and differ, otherwise those that are new
	 * @return a query with a column for each of the identity's, as text
	 */
	public String keys(TransferTable table, boolean existing) {
		String keys = new KeyColumns(table.table().plan().identity()).each("m.o%d::text AS k%<d", ", ");
		String values = keys.isEmpty() ? "m.r::text AS k0" : keys;
		return existing ? "SELECT %s %s ORDER BY s.r".formatted(values, differing(table))
				: "SELECT %s FROM %s AS m WHERE m.st = 'I' ORDER BY m.r".formatted(values, table.table().map());
	}

	/** Rows that could neither be matched nor get a key. */
	public long countUnmatched(TransferTable table) throws SQLException {
		return table.staging().isCreated() ? this.statements
			.number("SELECT count(*) FROM %s WHERE st NOT IN ('I', 'M')".formatted(table.table().map())) : 0;
	}

	/**
	 * Returns keys of the target's rows that the source does not have, as SQL.
	 * @param table the table
	 * @return a query with a column for each of the identity's, as text
	 */
	public String targetOnlyKeys(TransferTable table) {
		String keys = new KeyColumns(table.table().plan().identity()).named("t.%s::text AS k%d", ", ");
		return "SELECT %s %s ORDER BY %s".formatted(keys.isEmpty() ? "NULL AS k0" : keys, targetOnly(table),
				keys.isEmpty() ? "1" : new KeyColumns(table.table().plan().identity()).named("t.%s", ", "));
	}

	/** FROM and WHERE of the target's rows {@code t} that the source does not have. */
	public String targetOnly(TransferTable table) {
		List<Identifier> identity = table.table().plan().identity();
		if (identity.isEmpty()) {
			return new KeylessRows(table, mapping(table)).surplus();
		}
		String had = table.staging().isCreated() ? " AND NOT EXISTS (SELECT FROM %s AS m WHERE %s)"
			.formatted(table.table().map(), new KeyColumns(identity).named("m.n%2$d = t.%1$s", " AND ")) : "";
		return "%s AND %s%s".formatted(table.targetFrom(), table.candidates(), had);
	}

	/**
	 * Lists what has to come over whole.
	 * @param table a table whose staging has keys only
	 * @param batch rows a batch
	 * @return a query with a row for each batch: an array of the numbers {@code r}, and
	 * for each column of the identity an array of its values as text
	 * @throws SQLException if the server fails
	 */
	public String wanted(TransferTable table, int batch) throws SQLException {
		RestoreTable restored = table.table();
		String name = restored.name() + "_n";
		String keys = new KeyColumns(restored.plan().identity()).each("m.o%d::text AS k%<d", ", ");
		String changed = this.transfer.overwrites(table)
				? " UNION ALL SELECT m.r, %s %s".formatted(keys, differing(table)) : "";
		this.statements.execute(
				"CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT *, (row_number() OVER () - 1) / %d AS b FROM (SELECT m.r, %s FROM %s AS m WHERE m.st = 'I'%s) AS x"
					.formatted(name, batch, keys, restored.map(), changed));
		return "SELECT array_agg(r)::text, %s FROM pg_temp.%s GROUP BY b ORDER BY b"
			.formatted(IntStream.range(0, restored.plan().identity().size())
				.mapToObj((i) -> "array_agg(k%d)::text".formatted(i))
				.collect(Collectors.joining(", ")), name);
	}

	/**
	 * Inserts and updates. Whole rows are there for all that is new, and, where rows are
	 * overwritten, for all that differs.
	 */
	public void write() throws SQLException {
		for (TransferTable table : this.tables) {
			if (!this.transfer.overwrites(table)) {
				table.left(countDiffering(table));
			}
		}
		for (TransferTable table : this.tables) {
			if (!table.staging().isWhole()) {
				this.statements.execute("ANALYZE " + table.table().rows());
			}
		}
		this.restorer.write(this::existing, (writer) -> this.transfer.overwrites(table(writer)));
		for (RowWriter writer : this.restorer.writers()) {
			finish(writer, table(writer));
		}
	}

	private void existing(RowWriter writer) throws SQLException {
		if (this.transfer.overwrites(table(writer))) {
			writer.table().counts().suppressed(writer.update());
		}
	}

	private void finish(RowWriter writer, TransferTable table) throws SQLException {
		RestoreTable restored = writer.table();
		restored.counts().suppressed(countNew(table) - restored.counts().insertedRows());
		restored.counts()
			.rekeyed(this.statements.number("SELECT count(*) FROM %s WHERE st IN ('I', 'M') AND r >= 0 AND %s"
				.formatted(restored.map(), UnitRestorer.rekeyed(restored))));
		for (MappedReference reference : UnitRestorer.concat(writer.mapping())) {
			restored.counts()
				.skipped("required %s missing".formatted(reference.reference().target().key()),
						this.statements.number("SELECT count(*) FROM %s WHERE st = 'S' AND why = %d"
							.formatted(restored.map(), reference.index())));
		}
	}

	/** FROM and WHERE of the target's rows {@code t} whose key is not the source's. */
	public String rekeyed(TransferTable table) {
		return "FROM %s AS t JOIN %s AS m ON %s WHERE %s".formatted(table.target(), table.table().map(),
				new KeyColumns(table.table().plan().identity()).named("t.%s = m.n%d", " AND "),
				UnitRestorer.rekeyed(table.table()));
	}

	/**
	 * Counts rows that came over and are not in the target as they should be.
	 * @param table a table that has been written
	 * @return rows that differ or are missing
	 * @throws SQLException if the server fails
	 */
	public long countWrong(TransferTable table) throws SQLException {
		if (!table.staging().isCreated()) {
			return 0;
		}
		RowMapping mapping = mapping(table);
		if (!table.isIdentified()) {
			return this.statements.number(new KeylessRows(table, mapping(table)).lacking());
		}
		List<String> same = new ArrayList<>();
		same.add("s.h IS NOT DISTINCT FROM " + table.table().digest());
		mapping.mappedColumns()
			.stream()
			.filter((column) -> !table.table().table().isAlwaysIdentity(column))
			.forEach((column) -> same
				.add("t.%s IS NOT DISTINCT FROM %s".formatted(column.quoted(), mapping.value(column))));
		boolean overwrites = this.transfer.overwrites(table);
		String which = overwrites ? "m.st IN ('I', 'M')" : "m.st = 'I'";
		long left = overwrites ? 0 : Math.abs(countDiffering(table) - table.left());
		return left + table.countEqualChanged() + this.statements.number(
				"SELECT count(*) FROM %s AS s JOIN %s AS m ON m.r = s.r LEFT JOIN %s AS t ON %s WHERE s.r >= 0 AND %s AND NOT coalesce(t.tableoid IS NOT NULL AND %s, false)"
					.formatted(table.table().staging(), table.table().map(), table.target(),
							new KeyColumns(table.table().plan().identity()).named("t.%s = m.n%d", " AND "), which,
							String.join(" AND ", same)));
	}

}
