package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.Identifier;

/**
 * Matches rows whose natural key refers to rows of the same unit.
 */
final class InsideMatcher {

	private final Statements statements;

	private final RestoreTable table;

	private final RowMapping mapping;

	private final KeyColumns identity;

	InsideMatcher(Statements statements, RestoreTable table, RowMapping mapping) {
		this.statements = statements;
		this.table = table;
		this.mapping = mapping;
		this.identity = new KeyColumns(table.plan().identity());
	}

	/** Matches level by level, from rows that refer to nothing outwards. */
	void match(List<Identifier> columns) throws SQLException {
		List<MappedReference> inner = this.mapping.inner()
			.stream()
			.filter((reference) -> reference.reference().columns().stream().anyMatch(columns::contains))
			.toList();
		String conditions = columns.stream().map((column) -> {
			MappedReference reference = inner.stream()
				.filter((candidate) -> candidate.reference().columns().contains(column) && this.mapping.isInner(column))
				.findFirst()
				.orElse(null);
			if (reference == null) {
				return "t.%s = %s".formatted(column.quoted(), this.mapping.value(column));
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
					UPDATE %1$s AS u SET st = 'M', %2$s FROM (SELECT DISTINCT ON (%3$s) * FROM (
							SELECT DISTINCT ON (m.r) m.r, %4$s, %5$s AS own FROM %6$s AS s JOIN %1$s AS m
								ON m.r = s.r AND m.st = 'I'%7$s JOIN %8$s AS t ON %9$s
							WHERE NOT EXISTS (SELECT FROM %1$s AS y WHERE y.st = 'M' AND %10$s)%11$s
							ORDER BY m.r, own DESC, %12$s) AS c ORDER BY %3$s, own DESC, r) AS x
					WHERE u.r = x.r""".formatted(this.table.map(), this.identity.each("n%d = x.k%<d", ", "),
					this.identity.each("k%d", ", "), this.identity.named("t.%s AS k%d", ", "),
					this.identity.named("t.%s IS NOT DISTINCT FROM m.n%d", " AND "), this.table.staging(), joins,
					this.table.table().from(), conditions, this.identity.named("y.n%2$d = t.%1$s", " AND "), resolved,
					this.identity.named("t.%s", ", ")));
		}
	}

}
