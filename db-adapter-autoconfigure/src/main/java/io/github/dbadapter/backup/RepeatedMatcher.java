package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.dbadapter.sql.Identifier;

/**
 * Finds the rows that the target has by a natural key that no constraint of it keeps
 * unique. Rows with equal keys are paired one to one: those that have the same primary
 * key first, the others in order.
 */
final class RepeatedMatcher {

	private final Statements statements;

	private final RestoreTable table;

	private final RowMapping mapping;

	private final KeyColumns identity;

	RepeatedMatcher(Statements statements, RestoreTable table, RowMapping mapping) {
		this.statements = statements;
		this.table = table;
		this.mapping = mapping;
		this.identity = new KeyColumns(table.plan().identity());
	}

	void match(List<Identifier> columns) throws SQLException {
		String equal = columns.stream()
			.map((column) -> "t.%s = %s".formatted(column.quoted(), this.mapping.value(column)))
			.collect(Collectors.joining(" AND "));
		this.statements.execute(
				"UPDATE %s AS u SET st = 'M' FROM %s AS s, %1$s AS m, %s AS t WHERE m.r = s.r AND u.r = m.r AND m.st = 'I' AND %s AND %s"
					.formatted(this.table.map(), this.table.staging(), this.table.table().from(),
							this.identity.named("t.%s = m.n%d", " AND "), equal));
		String ours = values(columns.stream().map(this.mapping::value).toList());
		String theirs = values(columns.stream().map((column) -> "t." + column.quoted()).toList());
		String names = IntStream.range(0, columns.size()).mapToObj((i) -> "v" + i).collect(Collectors.joining(", "));
		String same = IntStream.range(0, columns.size())
			.mapToObj((i) -> "b.v%d = a.v%1$d".formatted(i))
			.collect(Collectors.joining(" AND "));
		this.statements.execute("""
				UPDATE %1$s AS u SET st = 'M', %2$s FROM (
						SELECT *, row_number() OVER (PARTITION BY %3$s ORDER BY r) AS k FROM (
							SELECT m.r, %4$s FROM %5$s AS s JOIN %1$s AS m ON m.r = s.r AND m.st = 'I') AS x) AS a
					JOIN (SELECT *, row_number() OVER (PARTITION BY %3$s ORDER BY %6$s) AS k FROM (
							SELECT %7$s, %8$s FROM %9$s AS t WHERE %10$s AND NOT EXISTS (
								SELECT FROM %1$s AS x WHERE x.st = 'M' AND %11$s)) AS x) AS b
					ON b.k = a.k AND %12$s WHERE u.r = a.r""".formatted(this.table.map(),
				this.identity.each("n%d = b.k%<d", ", "), names, ours, this.table.staging(),
				this.identity.each("k%d", ", "), this.identity.named("t.%s AS k%d", ", "), theirs,
				this.table.table().from(), this.table.candidates(), this.identity.named("x.n%2$d = t.%1$s", " AND "),
				same));
	}

	private static String values(List<String> expressions) {
		return IntStream.range(0, expressions.size())
			.mapToObj((i) -> "%s AS v%d".formatted(expressions.get(i), i))
			.collect(Collectors.joining(", "));
	}

}
