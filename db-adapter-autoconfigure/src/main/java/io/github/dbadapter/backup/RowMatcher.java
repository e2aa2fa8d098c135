package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.OperationRefusedException;
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

	private boolean natural;

	/** Whether at most one row has a natural key, which tells nothing of the unit. */
	private boolean single;

	private boolean regenerated;

	RowMatcher(Statements statements, RestoreRequest request, RestoreTable table, RowMapping mapping,
			KeyGenerator keys) {
		this.statements = statements;
		this.request = request;
		this.table = table;
		this.mapping = mapping;
		this.keys = keys;
		this.identity = table.plan().identity();
	}

	/** Makes the map, in which nothing is matched that depends on rows of the unit. */
	void prepare() throws SQLException {
		this.table.targetEmpty(!this.statements.exists("SELECT FROM " + this.table.table().from()));
		this.natural = matchesNaturally();
		this.single = this.natural && !matchesInside() && this.table.table().isUnique(matchColumns().toList());
		this.regenerated = regenerates() && (this.table.isTargetEmpty() || (this.single && this.mapping.neverNull()));
		create(this.single && !this.table.isTargetEmpty(), this.regenerated);
	}

	private boolean matchesInside() {
		return this.natural && matchColumns().anyMatch(this.mapping::isInner);
	}

	/** Other tables of the unit whose rows have to be matched first. */
	List<RestoreTable> awaited() {
		List<Identifier> columns = matchesInside() ? matchColumns().toList() : List.of();
		return this.mapping.inner()
			.stream()
			.filter((reference) -> reference.reference().columns().stream().anyMatch(columns::contains))
			.map(MappedReference::source)
			.filter((source) -> source != null && source != this.table)
			.toList();
	}

	/** Matches rows; the maps of all tables of the unit are made. */
	void match() throws SQLException {
		List<Identifier> columns = matchColumns().toList();
		KeyDecider decider = new KeyDecider(this.statements, this.table, this.mapping, this.keys);
		if (!this.identity.isEmpty()) {
			refuseRepeatedKeys();
		}
		if (!this.table.isTargetEmpty() && !this.identity.isEmpty()) {
			if (this.single) {
				failShared();
			}
			else if (matchesInside()) {
				new InsideMatcher(this.statements, this.table, this.mapping).match(columns);
			}
			else if (this.natural) {
				new RepeatedMatcher(this.statements, this.table, this.mapping).match(columns);
			}
			if (!regenerates()) {
				long rows = decider.matchByKey(this.natural);
				if (this.natural && rows > 0 && this.request.mode() == RestoreMode.OVERWRITE) {
					this.table
						.notice("%d rows without a natural key were recognised by their primary key".formatted(rows));
				}
			}
		}
		failEqualKeys();
		refuseRepeatedTarget();
		if (!this.regenerated && !this.table.plan().lookup()) {
			decider.decide(this.natural, regenerates());
		}
		if (this.table.plan().lookup()) {
			this.statements.execute("UPDATE %s SET st = 'S' WHERE st = 'I'".formatted(this.table.map()));
		}
		if (!this.single && !this.table.isTargetEmpty()) {
			// most states have changed since, and to rows of which there seem to be none
			// the planner would walk in nested loops
			this.statements.execute("ANALYZE " + this.table.map());
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
		return " LEFT JOIN %s AS t ON %s".formatted(this.table.table().from(),
				columns.stream()
					.map((column) -> "t.%s = %s".formatted(column.quoted(), this.mapping.wanted(column)))
					.collect(Collectors.joining(" AND ")));
	}

	/**
	 * Of rows that are the same row of the target the first is meant: an empty table
	 * would take no other one either.
	 */
	private void failShared() throws SQLException {
		String keys = new KeyColumns(this.identity).each("n%d", ", ");
		String shared = "SELECT r, row_number() OVER (PARTITION BY %s ORDER BY r) AS k FROM %s WHERE st = 'M'"
			.formatted(keys, this.table.map());
		if (!this.table.plan().lookup() && this.statements.exists(
				"SELECT FROM %s WHERE st = 'M' GROUP BY %s HAVING count(*) > 1".formatted(this.table.map(), keys))) {
			failShared("r IN (SELECT r FROM (%s) AS d WHERE k > 1)".formatted(shared));
		}
		if (this.table.isStagedPartly() && this.table.isRepeatable()) {
			failShared(outsideCandidates());
		}
	}

	private void failShared(String rows) throws SQLException {
		new RowWriter(this.statements, this.table, this.mapping).failAll(rows, "another row has the same natural key");
	}

	/**
	 * Where rows that are equal did not come over, the target may call the key of another
	 * row equal to one of theirs, by its collation for example.
	 */
	private void failEqualKeys() throws SQLException {
		if (this.table.isStagedPartly() && !this.table.plan().lookup() && !this.table.hasExactKey()) {
			new RowWriter(this.statements, this.table, this.mapping).failAll(outsideCandidates(),
					"another row has the same key");
		}
	}

	/** Rows that are meant to be a row which is equal to another one of the source. */
	private String outsideCandidates() {
		return "r IN (SELECT m.r FROM %s AS m JOIN %s AS t ON %s WHERE m.st = 'M' AND NOT (%s))".formatted(
				this.table.map(), this.table.table().from(),
				new KeyColumns(this.identity).named("t.%s = m.n%d", " AND "), this.table.candidates());
	}

	/** A declared key may stand for several rows of the target. */
	private void refuseRepeatedTarget() throws SQLException {
		if (this.identity.isEmpty() || this.table.plan().lookup() || this.table.table().isUnique(this.identity)) {
			return;
		}
		KeyColumns columns = new KeyColumns(this.identity);
		String[] found = new String[1];
		this.statements.each(
				"SELECT array_to_string(ARRAY[%s], ', ') FROM %s AS m JOIN %s AS t ON %s WHERE m.st = 'M' GROUP BY m.r, %s HAVING count(*) > 1 LIMIT 1"
					.formatted(columns.each("m.n%d::text", ", "), this.table.map(), this.table.table().from(),
							columns.named("t.%s = m.n%d", " AND "), columns.each("m.n%d", ", ")),
				(row) -> found[0] = row.getString(1));
		if (found[0] != null) {
			throw new OperationRefusedException(
					"Could not match the rows of '%s': the target has several with the key %s, (%s). Nothing has been changed. Remove the surplus ones there, or declare another key"
						.formatted(this.table.plan().key(), found[0], TableKeys.names(this.identity)));
		}
	}

	/** Two rows with one key make references to it ambiguous. */
	private void refuseRepeatedKeys() throws SQLException {
		KeyColumns columns = new KeyColumns(this.identity);
		String key = columns.each("o%d", ", ");
		String[] found = new String[1];
		String complete = columns.each("o%d IS NOT NULL", " AND ");
		this.statements.each(
				"SELECT array_to_string(ARRAY[%s], ', '), min(r), max(r) FROM %s WHERE %s GROUP BY %s HAVING count(*) > 1 LIMIT 1"
					.formatted(columns.each("o%d::text", ", "), this.table.map(), complete, key),
				(row) -> found[0] = "table '%s': rows %d and %d have the same key %s".formatted(this.table.file().key(),
						row.getLong(2), row.getLong(3), row.getString(1)));
		if (found[0] != null) {
			throw new InvalidBackupException(this.request.file(), found[0]);
		}
	}

}
