package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.Identifier;

/**
 * Adds rows that are equal on both sides, and for that reason did not come over, to the
 * map of their table when rows that did come over refer to them.
 */
final class EqualParents {

	/**
	 * Rows that the planner should know of, lest it walk through all of them for each.
	 */
	private static final long MANY = 1000;

	private final Statements statements;

	private final TransferTable child;

	private final MappedReference reference;

	private final TransferTable parent;

	private final TransferUnit unit;

	EqualParents(Statements statements, TransferTable child, MappedReference reference, TransferTable parent,
			TransferUnit unit) {
		this.statements = statements;
		this.child = child;
		this.reference = reference;
		this.parent = parent;
		this.unit = unit;
	}

	void add() throws SQLException {
		if (this.parent.isComplete()) {
			return;
		}
		this.unit.matchNothing("NULL::bigint");
		RestoreTable table = this.parent.table();
		long lowest = this.statements.number("SELECT least(coalesce(min(r), 0), 0) FROM " + table.staging());
		List<TransferColumn> staged = this.parent.staging().columns();
		KeyColumns identity = new KeyColumns(table.plan().identity());
		String names = staged.stream()
			.map((column) -> ", c" + this.parent.columns().indexOf(column))
			.collect(Collectors.joining());
		String values = staged.stream().map((column) -> ", " + column.target()).collect(Collectors.joining());
		String had = table.plan()
			.identity()
			.stream()
			.map((column) -> "%s = t.%s".formatted(table.staged(column).replace("s.", "x."), column.quoted()))
			.collect(Collectors.joining(" AND "));
		long added = this.statements.execute("""
				INSERT INTO %s (r%s) SELECT %d - row_number() OVER ()%s FROM %s AS t WHERE (%s) IN (%s) AND NOT (%s)
					AND NOT EXISTS (SELECT FROM %s AS x WHERE %s)""".formatted(table.staging(), names, lowest, values,
				this.parent.target(), columns("t", this.reference.reference().targetColumns()), referred(),
				this.parent.candidates(), table.staging(), had));
		if (added > 0) {
			map(table, identity, lowest);
		}
		if (added > MANY) {
			this.statements.execute("ANALYZE %s; ANALYZE %s".formatted(table.staging(), table.map()));
		}
	}

	/** What the rows refer to, on either side. */
	private String referred() {
		RestoreTable table = this.child.table();
		List<Identifier> columns = this.reference.reference().columns();
		String ours = "SELECT %s FROM %s AS s"
			.formatted(columns.stream().map(table::staged).collect(Collectors.joining(", ")), table.staging());
		if (!this.child.isIdentified()) {
			return ours;
		}
		String same = table.plan()
			.identity()
			.stream()
			.map((column) -> "c.%s = %s".formatted(column.quoted(), table.staged(column)))
			.collect(Collectors.joining(" AND "));
		return "%s UNION SELECT %s FROM %s AS c JOIN %s AS s ON %s".formatted(ours, columns("c", columns),
				this.child.target(), table.staging(), same);
	}

	private void map(RestoreTable table, KeyColumns identity, long lowest) throws SQLException {
		List<String> values = new ArrayList<>();
		identity.columns().forEach((column) -> {
			values.add(table.staged(column));
			values.add(table.staged(column));
		});
		List<Identifier> mapped = this.unit.mapping(this.parent).mappedColumns();
		mapped.forEach((column) -> values.add(table.staged(column)));
		String names = identity.each("o%d, n%<d", ", ") + new KeyColumns(mapped).columns()
			.stream()
			.map((column) -> ", f" + mapped.indexOf(column))
			.collect(Collectors.joining());
		this.statements.execute("INSERT INTO %s (r, %s, st) SELECT s.r, %s, 'M' FROM %s AS s WHERE s.r < %d"
			.formatted(table.map(), names, String.join(", ", values), table.staging(), lowest));
	}

	private static String columns(String alias, List<Identifier> columns) {
		return columns.stream().map((column) -> alias + "." + column.quoted()).collect(Collectors.joining(", "));
	}

}
