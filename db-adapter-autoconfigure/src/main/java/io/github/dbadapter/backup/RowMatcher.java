package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.sql.Identifier;

/**
 * Makes the map of a table: which rows the target has, and which key every row gets.
 */
final class RowMatcher {

	private final Statements statements;

	private final RestoreRequest request;

	private final RestoreTable table;

	private final RowMapping mapping;

	private final KeyGenerator keys;

	private final List<Identifier> identity;

	RowMatcher(Statements statements, RestoreRequest request, RestoreTable table, RowMapping mapping,
			KeyGenerator keys) {
		this.statements = statements;
		this.request = request;
		this.table = table;
		this.mapping = mapping;
		this.keys = keys;
		this.identity = table.plan().identity();
	}

	/** Makes the map; members of a unit are matched one after the other. */
	void match() throws SQLException {
		this.table.targetEmpty(!this.statements.exists("SELECT FROM " + this.table.table().from()));
		boolean natural = matchesNaturally();
		boolean inner = natural && matchColumns().anyMatch(this.mapping::isInner);
		boolean regenerated = regenerates() && (this.table.isTargetEmpty() || (natural && !inner && neverNull()));
		create(natural && !inner && !this.table.isTargetEmpty(), regenerated);
		if (!this.identity.isEmpty()) {
			refuseRepeatedKeys();
		}
		if (!this.table.isTargetEmpty() && !this.identity.isEmpty()) {
			if (inner) {
				matchInside();
			}
			if (!regenerates()) {
				matchByKey(natural);
			}
		}
		if (!regenerated && !this.table.plan().lookup()) {
			decideKeys(natural);
		}
		if (this.table.plan().lookup()) {
			this.statements.execute("UPDATE %s SET st = 'S' WHERE st = 'I'".formatted(this.table.map()));
		}
	}

	private boolean matchesNaturally() {
		boolean owners = this.table.plan().isOwnerTable() && this.mapping.remapsOwner();
		List<Identifier> natural = this.table.plan().naturalKey();
		return !owners && !natural.isEmpty() && !this.identity.isEmpty()
				&& natural.stream()
					.allMatch((column) -> this.table.isStaged(column)
							|| (this.mapping.remapsOwner() && column.equals(this.table.plan().owner())));
	}

	private boolean neverNull() {
		return this.table.table().isNotNull(this.table.plan().naturalKey());
	}

	private boolean regenerates() {
		return this.request.keys() == KeyMode.REGENERATE && this.mapping.generatedKey() != null;
	}

	/** Natural key and owner; the parent too where these do not make a row unique. */
	private Stream<Identifier> matchColumns() {
		List<Identifier> columns = new ArrayList<>(this.table.plan().naturalKey());
		Identifier owner = this.table.plan().owner();
		if (owner != null && !columns.contains(owner)) {
			columns.add(owner);
		}
		MappedReference parent = this.mapping.parent();
		if (parent != null && !this.table.table().isUnique(columns)) {
			parent.reference().columns().stream().filter((column) -> !columns.contains(column)).forEach(columns::add);
		}
		return columns.stream();
	}

	private void create(boolean natural, boolean regenerated) throws SQLException {
		List<MappedReference> outer = this.mapping.outer();
		String required = outer.stream()
			.filter((reference) -> !reference.reference().optional())
			.map((reference) -> "WHEN %s THEN %d".formatted(reference.isMissing(this.table), reference.index()))
			.collect(Collectors.joining(" "));
		String why = required.isEmpty() ? "NULL::int" : "CASE %s END".formatted(required);
		List<String> columns = new ArrayList<>(List.of("s.r", "%s AS why".formatted(why)));
		Identifier generated = regenerated ? this.mapping.generatedKey() : null;
		for (int i = 0; i < this.identity.size(); i++) {
			Identifier column = this.identity.get(i);
			String wanted = column.equals(generated) ? this.keys.expression(this.table, column)
					: this.mapping.wanted(column);
			String value = natural ? "CASE WHEN t.%s IS NOT NULL THEN t.%s ELSE %s END"
				.formatted(this.identity.get(0).quoted(), column.quoted(), wanted) : wanted;
			columns.add("%s AS o%d, %s AS n%d".formatted(this.table.staged(column), i, value, i));
		}
		List<Identifier> mapped = this.mapping.mappedColumns();
		for (int i = 0; i < mapped.size(); i++) {
			columns.add("%s AS f%d".formatted(this.mapping.wanted(mapped.get(i)), i));
		}
		columns.add(natural ? "CASE WHEN t.%s IS NOT NULL THEN 'M' ELSE 'I' END::\"char\" AS st"
			.formatted(this.identity.get(0).quoted()) : "'I'::\"char\" AS st");
		String joins = outer.stream().map((reference) -> reference.join(this.table)).collect(Collectors.joining())
				+ (natural ? naturalJoin() : "");
		this.statements.execute("CREATE TEMP TABLE %s ON COMMIT DROP AS SELECT %s FROM %s AS s%s".formatted(
				this.table.map().replace("pg_temp.", ""), String.join(", ", columns), this.table.staging(), joins));
		if (!required.isEmpty()) {
			this.statements.execute("UPDATE %s SET st = 'S' WHERE why IS NOT NULL".formatted(this.table.map()));
		}
		this.statements.execute("ANALYZE " + this.table.map());
	}

	private String naturalJoin() {
		List<Identifier> columns = matchColumns().toList();
		String source = this.table.table().from();
		if (!this.table.table().isUnique(columns)) {
			String list = columns.stream().map(Identifier::quoted).collect(Collectors.joining(", "));
			source = "(SELECT DISTINCT ON (%s) * FROM %s ORDER BY %s, %s)".formatted(list, source, list,
					this.identity.stream().map(Identifier::quoted).collect(Collectors.joining(", ")));
		}
		return " LEFT JOIN %s AS t ON %s".formatted(source,
				columns.stream()
					.map((column) -> "t.%s = %s".formatted(column.quoted(), this.mapping.wanted(column)))
					.collect(Collectors.joining(" AND ")));
	}

	/** Two rows with one key make references to it ambiguous. */
	private void refuseRepeatedKeys() throws SQLException {
		String key = columns("o");
		String[] found = new String[1];
		String complete = range("o%d IS NOT NULL", " AND ");
		this.statements.each(
				"SELECT array_to_string(ARRAY[%s], ', '), min(r), max(r) FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
					.formatted(range("o%d::text", ", "), this.table.map(), complete, key),
				(row) -> found[0] = "table '%s': rows %d and %d have the same key %s".formatted(this.table.file().key(),
						row.getLong(2), row.getLong(3), row.getString(1)));
		if (found[0] != null) {
			throw new InvalidBackupException(this.request.file(), found[0]);
		}
	}

	/** Rows whose natural key refers to rows of the same unit, level by level. */
	private void matchInside() throws SQLException {
		List<MappedReference> inner = this.mapping.inner();
		String conditions = matchColumns().map((column) -> {
			MappedReference reference = inner.stream()
				.filter((candidate) -> candidate.reference().columns().contains(column) && this.mapping.isInner(column))
				.findFirst()
				.orElse(null);
			if (reference == null) {
				return "t.%s = %s".formatted(column.quoted(), valueNow(column));
			}
			boolean parent = !this.table.plan().naturalKey().contains(column);
			return "t.%s %s %s".formatted(column.quoted(), parent ? "IS NOT DISTINCT FROM" : "=",
					reference.value(this.table, column));
		}).collect(Collectors.joining(" AND "));
		String joins = inner.stream()
			.map((reference) -> reference.join(this.table).replace("IN ('I', 'M', 'W')", "= 'M'"))
			.collect(Collectors.joining());
		String resolved = inner.stream()
			.map((reference) -> " AND NOT " + reference.isMissing(this.table))
			.collect(Collectors.joining());
		long matched = 1;
		while (matched > 0) {
			matched = this.statements.execute("""
					UPDATE %s AS u SET st = 'M', %s FROM (SELECT DISTINCT ON (m.r) m.r, %s FROM %s AS s JOIN %s AS m
						ON m.r = s.r AND m.st = 'I'%s JOIN %s AS t ON %s WHERE true%s ORDER BY m.r, %s) x
					WHERE u.r = x.r""".formatted(this.table.map(), range("n%d = x.k%<d", ", "), keysAs(),
					this.table.staging(), this.table.map(), joins, this.table.table().from(), conditions, resolved,
					tKeys()));
		}
	}

	/** A column's value over {@code s} and {@code m} before the unit is resolved. */
	private String valueNow(Identifier column) {
		return this.mapping.value(column);
	}

	/** Rows without a natural key are matched by primary key, owner and parent. */
	private void matchByKey(boolean natural) throws SQLException {
		List<String> conditions = new ArrayList<>();
		conditions.add(range("t.%s = m.n%d"));
		if (natural) {
			conditions.add("(%s)".formatted(anyNull()));
		}
		Identifier owner = this.table.plan().owner();
		if (owner != null && !this.identity.contains(owner)) {
			conditions.add("t.%s IS NOT DISTINCT FROM %s".formatted(owner.quoted(), valueNow(owner)));
		}
		MappedReference parent = this.mapping.parent();
		if (parent != null && !parent.inUnit() && !this.identity.containsAll(parent.reference().columns())) {
			conditions.add(sameParent(parent));
		}
		this.statements.execute(
				"UPDATE %s AS u SET st = 'M' FROM %s AS s, %s AS m, %s AS t WHERE m.r = s.r AND u.r = m.r AND m.st = 'I' AND %s"
					.formatted(this.table.map(), this.table.staging(), this.table.map(), this.table.table().from(),
							String.join(" AND ", conditions)));
	}

	private String anyNull() {
		return this.table.plan()
			.naturalKey()
			.stream()
			.map((column) -> valueNow(column) + " IS NULL")
			.collect(Collectors.joining(" OR "));
	}

	/** The same parent, or another one of those restored: then the row was moved. */
	private String sameParent(MappedReference parent) {
		List<Identifier> columns = parent.reference().columns();
		String same = columns.stream()
			.map((column) -> "t.%s IS NOT DISTINCT FROM %s".formatted(column.quoted(), valueNow(column)))
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

	private void decideKeys(boolean natural) throws SQLException {
		boolean owners = this.table.plan().isOwnerTable() && this.mapping.remapsOwner();
		boolean byContent = !owners && (!natural || !neverNull()) && !this.table.isTargetEmpty();
		if (this.identity.isEmpty()) {
			if (byContent) {
				new ContentMatcher(this.statements, this.table, this.mapping).match("true");
			}
			return;
		}
		String taken = regenerates() ? "true"
				: this.table.isTargetEmpty() ? incomplete() : "(%s OR EXISTS (SELECT FROM %s AS t WHERE %s))"
					.formatted(incomplete(), this.table.table().from(), range("t.%s = m.n%d"));
		if (byContent) {
			String keyless = natural ? " AND (%s)".formatted(anyNull()) : "";
			new ContentMatcher(this.statements, this.table, this.mapping).match(taken + keyless);
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
					.formatted(range("o%d::text", ", "), this.table.map(), which),
				(row) -> this.table.failed(row.getLong(1), row.getString(2), error));
		this.statements.execute("UPDATE %s AS m SET st = 'F' WHERE %s".formatted(this.table.map(), which));
	}

	private String incomplete() {
		return "(%s)".formatted(range("m.n%d IS NULL", " OR "));
	}

	private String columns(String prefix) {
		return range(prefix + "%d", ", ");
	}

	private String keysAs() {
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < this.identity.size(); i++) {
			parts.add("t.%s AS k%d".formatted(this.identity.get(i).quoted(), i));
		}
		return String.join(", ", parts);
	}

	private String tKeys() {
		return this.identity.stream().map((column) -> "t." + column.quoted()).collect(Collectors.joining(", "));
	}

	private String range(String pattern, String separator) {
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < this.identity.size(); i++) {
			parts.add(pattern.formatted(i));
		}
		return String.join(separator, parts);
	}

	private String range(String pattern) {
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < this.identity.size(); i++) {
			parts.add(pattern.formatted(this.identity.get(i).quoted(), i));
		}
		return String.join(" AND ", parts);
	}

}
