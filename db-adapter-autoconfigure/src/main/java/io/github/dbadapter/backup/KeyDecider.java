package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.Identifier;

/**
 * Matches rows by their primary key and decides which key every new row gets.
 */
final class KeyDecider {

	private final Statements statements;

	private final RestoreTable table;

	private final RowMapping mapping;

	private final KeyGenerator keys;

	private final List<Identifier> identity;

	private final KeyColumns columns;

	KeyDecider(Statements statements, RestoreTable table, RowMapping mapping, KeyGenerator keys) {
		this.statements = statements;
		this.table = table;
		this.mapping = mapping;
		this.keys = keys;
		this.identity = table.plan().identity();
		this.columns = new KeyColumns(this.identity);
	}

	/**
	 * Rows without a natural key are matched by primary key, owner and parent. A row of
	 * the target that has a natural key is never meant.
	 * @return number of rows
	 */
	long matchByKey(boolean natural) throws SQLException {
		List<String> conditions = new ArrayList<>();
		conditions.add(this.columns.named("t.%s = m.n%d", " AND "));
		if (natural) {
			conditions.add(anyNull());
			this.table.plan().naturalKey().forEach((column) -> conditions.add(sameNatural(column)));
		}
		Identifier owner = this.table.plan().owner();
		if (owner != null && !this.identity.contains(owner)) {
			conditions.add("t.%s IS NOT DISTINCT FROM %s".formatted(owner.quoted(), this.mapping.value(owner)));
		}
		MappedReference parent = this.mapping.parent();
		if (parent != null && !parent.inUnit() && !this.identity.containsAll(parent.reference().columns())) {
			conditions.add(sameParent(parent));
		}
		return this.statements.execute(
				"UPDATE %s AS u SET st = 'M' FROM %s AS s, %s AS m, %s AS t WHERE m.r = s.r AND u.r = m.r AND m.st = 'I' AND %s"
					.formatted(this.table.map(), this.table.staging(), this.table.map(), this.table.table().from(),
							String.join(" AND ", conditions)));
	}

	/** What refers into the unit has its final value only later. */
	private String sameNatural(Identifier column) {
		String value = this.mapping.value(column);
		return this.mapping.isInner(column) ? "(t.%s IS NULL) = (%s IS NULL)".formatted(column.quoted(), value)
				: "t.%s IS NOT DISTINCT FROM %s".formatted(column.quoted(), value);
	}

	private String anyNull() {
		return this.table.plan()
			.naturalKey()
			.stream()
			.map((column) -> this.mapping.value(column) + " IS NULL")
			.collect(Collectors.joining(" OR ", "(", ")"));
	}

	/** The same parent, or another one of those restored: then the row was moved. */
	private String sameParent(MappedReference parent) {
		List<Identifier> columns = parent.reference().columns();
		String same = columns.stream()
			.map((column) -> "t.%s IS NOT DISTINCT FROM %s".formatted(column.quoted(), this.mapping.value(column)))
			.collect(Collectors.joining(" AND "));
		RestoreTable source = parent.source();
		if (source == null || !source.plan().identity().equals(parent.reference().targetColumns())) {
			return "(%s)".formatted(same);
		}
		List<String> moved = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			moved.add("q.n%d = t.%s".formatted(i, columns.get(i).quoted()));
		}
		return "(%s OR EXISTS (SELECT FROM %s AS q WHERE q.st IN ('I', 'M') AND %s))".formatted(same, source.map(),
				String.join(" AND ", moved));
	}

	/** Gives a new key to rows whose own is taken, and to all if keys are made anew. */
	void decide(boolean natural, boolean regenerates) throws SQLException {
		boolean owners = this.table.plan().isOwnerTable() && this.mapping.remapsOwner();
		boolean byContent = !owners && (!natural || !this.mapping.neverNull()) && !this.table.isTargetEmpty();
		if (this.identity.isEmpty()) {
			if (byContent) {
				new ContentMatcher(this.statements, this.table, this.mapping).match("true");
			}
			return;
		}
		String taken = regenerates ? "true"
				: this.table.isTargetEmpty() ? incomplete() : "(%s OR EXISTS (SELECT FROM %s AS t WHERE %s))"
					.formatted(incomplete(), this.table.table().from(), this.columns.named("t.%s = m.n%d", " AND "));
		if (byContent) {
			new ContentMatcher(this.statements, this.table, this.mapping).match(natural ? anyNull() : taken);
		}
		Identifier generated = this.mapping.generatedKey();
		String which = "m.st = 'I' AND " + taken;
		if (!this.statements.exists("SELECT FROM %s AS m WHERE %s".formatted(this.table.map(), which))) {
			return;
		}
		if (generated != null) {
			this.statements.execute(
					"UPDATE %s AS m SET n%d = %s WHERE %s".formatted(this.table.map(), this.identity.indexOf(generated),
							this.keys.expression(this.table, generated).replace("s.r", "m.r"), which));
			return;
		}
		String error = "the primary key is taken by a different row, and no new one can be made";
		this.statements.each(
				"SELECT r, array_to_string(ARRAY[%s], ', ') FROM %s AS m WHERE %s ORDER BY r"
					.formatted(this.columns.each("o%d::text", ", "), this.table.map(), which),
				(row) -> this.table.counts().failed(row.getLong(1), row.getString(2), error));
		this.statements.execute("UPDATE %s AS m SET st = 'F' WHERE %s".formatted(this.table.map(), which));
	}

	private String incomplete() {
		return "(%s)".formatted(this.columns.each("m.n%d IS NULL", " OR "));
	}

}
