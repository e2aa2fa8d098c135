package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Restores the tables of one unit: a single table, or those of a cycle. Foreign keys are
 * checked at the end of a statement, so that one statement with an INSERT for each table
 * satisfies a cycle whatever its constraints.
 */
final class UnitRestorer {

	private final Statements statements;

	private final RestoreRequest request;

	private final KeyGenerator keys;

	private final List<RowWriter> writers = new ArrayList<>();

	private final boolean cyclic;

	UnitRestorer(Statements statements, RestoreRequest request, List<RestoreTable> unit, RestorePlan plan,
			KeyGenerator keys) {
		this.statements = statements;
		this.request = request;
		this.keys = keys;
		unit.forEach((table) -> this.writers
			.add(new RowWriter(statements, table, new RowMapping(table, unit, plan, request.userId() != null))));
		this.writers.forEach((writer) -> writer.table().mapping(writer.mapping()));
		this.cyclic = unit.size() > 1
				|| this.writers.stream().anyMatch((writer) -> !writer.mapping().inner().isEmpty());
	}

	void restore() throws SQLException {
		match();
		write();
	}

	List<RowWriter> writers() {
		return this.writers;
	}

	boolean isCyclic() {
		return this.cyclic;
	}

	void match() throws SQLException {
		Map<RestoreTable, RowMatcher> open = new LinkedHashMap<>();
		for (RowWriter writer : this.writers) {
			RowMatcher matcher = new RowMatcher(this.statements, this.request, writer.table(), writer.mapping(),
					this.keys);
			matcher.prepare();
			open.put(writer.table(), matcher);
		}
		while (!open.isEmpty()) {
			next(open).match();
		}
		if (this.cyclic && this.request.mode() != RestoreMode.FAIL) {
			new UnitReferences(this.statements, this.writers).bind();
		}
	}

	/** One whose natural key refers to nothing that is open, if there is one. */
	private static RowMatcher next(Map<RestoreTable, RowMatcher> open) {
		RestoreTable table = open.entrySet()
			.stream()
			.filter((entry) -> entry.getValue().awaited().stream().noneMatch(open::containsKey))
			.findFirst()
			.orElse(open.entrySet().iterator().next())
			.getKey();
		return Objects.requireNonNull(open.remove(table));
	}

	private void write() throws SQLException {
		if (this.request.mode() == RestoreMode.FAIL) {
			for (RowWriter writer : this.writers) {
				writer.failAll("st = 'M'", "the row exists already, and the mode is fail");
			}
			if (this.cyclic) {
				new UnitReferences(this.statements, this.writers).bind();
			}
		}
		write(this::existing, (writer) -> this.request.mode() == RestoreMode.OVERWRITE);
		for (RowWriter writer : this.writers) {
			finish(writer);
		}
	}

	/**
	 * Inserts the rows that are new. Those that exist come first, because what they give
	 * up may be what a new row needs to be unique; in a cycle they come last, because
	 * they may refer to a new row.
	 * @param existing treats the rows that exist
	 * @param overwritten which tables' rows that exist become as given
	 */
	void write(RowWork existing, Predicate<RowWriter> overwritten) throws SQLException {
		if (!this.cyclic) {
			existing.on(this.writers.get(0));
			this.writers.get(0).insert(RestoreTable.INSERT);
			return;
		}
		insertCycle(this.writers.stream().filter(overwritten).toList());
		for (RowWriter writer : this.writers) {
			existing.on(writer);
		}
	}

	private void insertCycle(List<RowWriter> overwritten) throws SQLException {
		if (this.statements.attempt(this::insertTogether) != null && !isExchanged(overwritten)) {
			new CycleInserter(this.statements, this.writers).insert(this::insertTogether);
		}
	}

	/** Makes place for new rows and overwrites the others, if all of it is possible. */
	private boolean isExchanged(List<RowWriter> overwritten) throws SQLException {
		if (overwritten.isEmpty()
				|| overwritten.stream().anyMatch((writer) -> writer.table().table().isUpdateWatched())) {
			return false;
		}
		boolean done = this.statements.attempt(() -> {
			for (RowWriter writer : overwritten) {
				writer.setAside();
			}
			insertTogether();
			for (RowWriter writer : overwritten) {
				writer.updateAtOnce();
			}
		}) == null;
		if (!done) {
			this.writers.stream().map(RowWriter::table).map(RestoreTable::counts).forEach(RowCounts::forgetWritten);
		}
		return done;
	}

	private void insertTogether() throws SQLException {
		String inserts = this.writers.stream()
			.map((writer) -> "i%d AS (%s RETURNING 1)".formatted(this.writers.indexOf(writer),
					writer.insertStatement("m.st = 'I'")))
			.collect(Collectors.joining(", "));
		String counts = this.writers.stream()
			.map((writer) -> "(SELECT count(*) FROM i%d)".formatted(this.writers.indexOf(writer)))
			.collect(Collectors.joining(", "));
		this.statements.each("WITH %s SELECT %s".formatted(inserts, counts), (row) -> {
			for (int i = 0; i < this.writers.size(); i++) {
				this.writers.get(i).table().counts().inserted(row.getLong(i + 1));
			}
		});
	}

	private void finish(RowWriter writer) throws SQLException {
		RestoreTable table = writer.table();
		long[] counts = new long[2];
		this.statements
			.each("SELECT count(*) FILTER (WHERE st = 'I'), count(*) FILTER (WHERE st IN ('I', 'M') AND %s) FROM %s"
				.formatted(rekeyed(table), table.map()), (row) -> {
					counts[0] = row.getLong(1);
					counts[1] = row.getLong(2);
				});
		table.counts().suppressed(counts[0] - table.counts().insertedRows());
		table.counts().rekeyed(counts[1]);
		for (MappedReference reference : concat(writer.mapping())) {
			table.counts()
				.skipped("required %s missing".formatted(reference.reference().target().key()),
						this.statements.number("SELECT count(*) FROM %s WHERE st = 'S' AND why = %d"
							.formatted(table.map(), reference.index())));
		}
	}

	static List<MappedReference> concat(RowMapping mapping) {
		List<MappedReference> all = new ArrayList<>(mapping.outer());
		all.addAll(mapping.inner());
		return all;
	}

	private void existing(RowWriter writer) throws SQLException {
		RestoreTable table = writer.table();
		long rows = this.statements.number("SELECT count(*) FROM %s WHERE st = 'M'".formatted(table.map()));
		if (rows == 0) {
			return;
		}
		if (this.request.mode() == RestoreMode.OVERWRITE) {
			int before = table.counts().failures();
			long suppressed = writer.update();
			table.counts().suppressed(suppressed);
			table.counts()
				.unchanged(rows - suppressed - table.counts().updatedRows() - (table.counts().failures() - before));
		}
		else {
			long differing = writer.differing();
			table.counts().skipped("exist and differ", differing);
			table.counts().unchanged(rows - differing);
		}
	}

	static String rekeyed(RestoreTable table) {
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < table.plan().identity().size(); i++) {
			parts.add("n%d IS DISTINCT FROM o%d".formatted(i, i));
		}
		return parts.isEmpty() ? "false" : "(" + String.join(" OR ", parts) + ")";
	}

	/**
	 * Work on the rows of one table.
	 */
	interface RowWork {

		void on(RowWriter writer) throws SQLException;

	}

}
