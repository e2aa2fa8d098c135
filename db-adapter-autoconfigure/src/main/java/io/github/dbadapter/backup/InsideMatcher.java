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
		List<MappedReference> inner = this.mapping.inner();
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
					UPDATE %s AS u SET st = 'M', %s FROM (SELECT DISTINCT ON (m.r) m.r, %s FROM %s AS s JOIN %s AS m
						ON m.r = s.r AND m.st = 'I'%s JOIN %s AS t ON %s WHERE true%s ORDER BY m.r, %s) x
					WHERE u.r = x.r""".formatted(this.table.map(), this.identity.each("n%d = x.k%<d", ", "),
					this.identity.named("t.%s AS k%d", ", "), this.table.staging(), this.table.map(), joins,
					this.table.table().from(), conditions, resolved, this.identity.named("t.%s", ", ")));
		}
	}

}
