package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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

	/** What is known of the rows of one of its tables. */
	public TransferMatches matches(TransferTable table) {
		return new TransferMatches(this.statements, table, mapping(table), this.transfer.overwrites(table));
	}

	/**
	 * Inserts and updates. Whole rows are there for all that is new, and, where rows are
	 * overwritten, for all that differs.
	 */
	public void write() throws SQLException {
		for (TransferTable table : this.tables) {
			if (!this.transfer.overwrites(table)) {
				table.left(matches(table).countDiffering());
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
		restored.counts().suppressed(matches(table).countNew() - restored.counts().insertedRows());
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

}
