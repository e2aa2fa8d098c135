package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dbadapter.sql.Identifier;

/**
 * Inserts and updates the rows of one table by its map. Rows that PostgreSQL rejects are
 * found by halving: a range is tried in a savepoint, and split if it fails.
 */
final class RowWriter {

	/** SQLSTATE of a value that another row has, and of a row that excludes another. */
	private static final Set<String> TAKEN = Set.of("23505", "23P01");

	private static final String ALL = "m.st = 'M'";

	private final Statements statements;

	private final RestoreTable table;

	private final RowMapping mapping;

	private boolean indexed;

	RowWriter(Statements statements, RestoreTable table, RowMapping mapping) {
		this.statements = statements;
		this.table = table;
		this.mapping = mapping;
	}

	RestoreTable table() {
		return this.table;
	}

	RowMapping mapping() {
		return this.mapping;
	}

	/** Inserts in one statement, without looking for the rows at fault. */
	String insertStatement(String which) {
		List<Identifier> columns = this.mapping.insertedColumns();
		String names = columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
		String values = columns.stream().map(this.mapping::value).collect(Collectors.joining(", "));
		String target = columns.isEmpty() ? "" : " (%s) OVERRIDING SYSTEM VALUE".formatted(names);
		return "INSERT INTO %s%s SELECT %s FROM %s AS s JOIN %s AS m ON m.r = s.r WHERE %s ORDER BY s.r"
			.formatted(this.table.table().name().quoted(), target, values, this.table.rows(), this.table.map(), which);
	}

	/** Inserts the rows in a state, one by one where it must be. */
	void insert(char state) throws SQLException {
		write((which) -> this.table.counts().inserted(this.statements.execute(insertStatement(which))), state);
	}

	/**
	 * Overwrites the rows that exist and differ.
	 * @return number of those that a trigger or rule left as they were
	 */
	long update() throws SQLException {
		if (changedColumns().isEmpty()) {
			return 0;
		}
		if (this.table.table().isUpdateWatched()) {
			return updateWatched();
		}
		updateAll();
		return 0;
	}

	/** What a statement counts may be what a trigger took back. */
	private long updateWatched() throws SQLException {
		String before = "pg_temp.%s_b".formatted(this.table.name());
		long differing = this.statements.execute(
				"CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT m.r, pg_catalog.md5(t::text) AS h %s AND %s AND m.st = 'M'"
					.formatted(before.replace("pg_temp.", ""), existing(target()), differs()));
		int failed = this.table.counts().failures();
		updateAll();
		long changed = this.statements.number(
				"SELECT count(*) FROM %s AS b JOIN %s AS m ON m.r = b.r LEFT JOIN %s AS t ON %s WHERE pg_catalog.md5(t::text) IS DISTINCT FROM b.h"
					.formatted(before, this.table.map(), this.table.table().from(),
							new KeyColumns(this.table.plan().identity()).named("t.%s = m.n%d", " AND ")));
		this.table.counts().updated(changed - this.table.counts().updatedRows());
		return differing - changed - (this.table.counts().failures() - failed);
	}

	private void updateAll() throws SQLException {
		SQLException found = this.statements.attempt(() -> update(ALL));
		boolean taken = found != null && TAKEN.contains(found.getSQLState());
		if (found != null && (!taken || this.statements.attempt(() -> {
			setAside();
			update(ALL);
		}) != null)) {
			isolate(this::update, RestoreTable.MATCHED, found);
		}
	}

	private void update(String which) throws SQLException {
		this.table.counts()
			.updated(this.statements.execute("UPDATE %s AS t SET %s %s AND %s AND %s"
				.formatted(this.table.table().from(), changes(), existing("FROM"), differs(), which)));
	}

	/** Overwrites the rows that exist and differ, or fails. */
	void updateAtOnce() throws SQLException {
		if (!changedColumns().isEmpty()) {
			update(ALL);
		}
	}

	/**
	 * Takes from rows that exist what they will give up. They have to be updated next.
	 */
	void setAside() throws SQLException {
		UniqueMoves moves = new UniqueMoves(this.table, this.mapping, changedColumns());
		if (moves.isPossible()) {
			this.statements.execute("UPDATE %s AS t SET %s %s AND %s AND %s AND %s".formatted(this.table.table().from(),
					moves.changes(), existing("FROM"), differs(), moves.condition(), ALL));
		}
	}

	private String target() {
		return "FROM %s AS t,".formatted(this.table.table().from());
	}

	/** Counts rows of the target that the file would change. */
	long differing() throws SQLException {
		return changedColumns().isEmpty() ? 0 : this.statements
			.number("SELECT count(*) %s AND %s AND m.st = 'M'".formatted(existing(target()), differs()));
	}

	private String changes() {
		return changedColumns().stream()
			.map((column) -> "%s = %s".formatted(column.quoted(), this.mapping.value(column)))
			.collect(Collectors.joining(", "));
	}

	private List<Identifier> changedColumns() {
		boolean isOwner = this.mapping.remapsOwner() && this.table.plan().isOwnerTable();
		if (isOwner || this.table.plan().identity().isEmpty()) {
			return List.of();
		}
		return this.table.columns()
			.stream()
			.map(CatalogColumn::name)
			.filter((column) -> !this.table.plan().identity().contains(column))
			.filter((column) -> !this.table.table().isAlwaysIdentity(column))
			.toList();
	}

	private String existing(String from) {
		StringBuilder keys = new StringBuilder(
				"%s %s AS s, %s AS m WHERE m.r = s.r".formatted(from, this.table.rows(), this.table.map()));
		List<Identifier> identity = this.table.plan().identity();
		for (int i = 0; i < identity.size(); i++) {
			keys.append(" AND t.%s = m.n%d".formatted(identity.get(i).quoted(), i));
		}
		return keys.toString();
	}

	/** Compared as they are stored: 1.0 and 1.00 are equal, and not the same. */
	private String differs() {
		List<Identifier> columns = changedColumns();
		return "ROW(%s)::record *<> ROW(%s)::record".formatted(
				columns.stream().map((column) -> "t." + column.quoted()).collect(Collectors.joining(", ")),
				columns.stream()
					.map((column) -> "(%s)::%s".formatted(this.mapping.value(column), this.table.type(column)))
					.collect(Collectors.joining(", ")));
	}

	private void write(Write write, char state) throws SQLException {
		String all = "m.st = '%s'".formatted(state);
		SQLException found = this.statements.attempt(() -> write.rows(all));
		if (found != null) {
			isolate(write, state, found);
		}
	}

	private void isolate(Write write, char state, SQLException found) throws SQLException {
		index();
		long rows = this.table.file().rows();
		halve(write, state, 0, rows - 1, found);
	}

	private void halve(Write write, char state, long from, long to, SQLException known) throws SQLException {
		if (from == to) {
			fail(from, Statements.describe(known));
			return;
		}
		long middle = from + (to - from) / 2;
		part(write, state, from, middle);
		part(write, state, middle + 1, to);
	}

	private void part(Write write, char state, long from, long to) throws SQLException {
		long low = this.statements.number("SELECT coalesce(min(r), -1) FROM %s WHERE st = '%s' AND r BETWEEN %d AND %d"
			.formatted(this.table.map(), state, from, to));
		if (low < 0) {
			return;
		}
		long high = this.statements.number("SELECT max(r) FROM %s WHERE st = '%s' AND r BETWEEN %d AND %d"
			.formatted(this.table.map(), state, from, to));
		String range = "m.st = '%s' AND m.r BETWEEN %d AND %d AND s.r BETWEEN %d AND %d".formatted(state, low, high,
				low, high);
		SQLException found = this.statements.attempt(() -> write.rows(range));
		if (found != null) {
			halve(write, state, low, high, found);
		}
	}

	/** Makes ranges of rows cheap to find. */
	void index() throws SQLException {
		if (!this.indexed) {
			this.statements.execute("CREATE INDEX ON %s (r)".formatted(this.table.rows()));
			this.statements.execute("CREATE INDEX ON %s (r)".formatted(this.table.map()));
			this.indexed = true;
		}
	}

	/** Reports rows and takes them out. */
	void fail(long row, String error) throws SQLException {
		failAll("r = " + row, error);
	}

	void failAll(String which, String error) throws SQLException {
		int keys = this.table.plan().identity().size();
		String key = IntStream.range(0, keys)
			.mapToObj((i) -> "o%d::text".formatted(i))
			.collect(Collectors.joining(", "));
		this.statements.each(
				"SELECT r, array_to_string(ARRAY[%s]::text[], ', ') FROM %s WHERE %s ORDER BY r".formatted(key,
						this.table.map(), which),
				(result) -> this.table.counts().failed(result.getLong(1), result.getString(2), error));
		this.statements.execute("UPDATE %s SET st = 'F' WHERE %s".formatted(this.table.map(), which));
	}

	/**
	 * A statement over the rows of a condition.
	 */
	private interface Write {

		void rows(String which) throws SQLException;

	}

}
