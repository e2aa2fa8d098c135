package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.sql.Identifier;

/**
 * Recognises rows that have no key of their own by everything else they hold, so that
 * restoring twice does not add them twice. Equal rows are matched one to one.
 */
final class ContentMatcher {

	private final Statements statements;

	private final RestoreTable table;

	private final RowMapping mapping;

	ContentMatcher(Statements statements, RestoreTable table, RowMapping mapping) {
		this.statements = statements;
		this.table = table;
		this.mapping = mapping;
	}

	/**
	 * Matches rows that are still to be inserted.
	 * @param which condition over {@code m} on the rows that may be matched
	 */
	void match(String which) throws SQLException {
		List<Identifier> columns = this.table.columns()
			.stream()
			.map(CatalogColumn::name)
			.filter((column) -> !column.equals(this.mapping.generatedKey()) && !this.mapping.isInner(column)
					&& !this.table.isDigested(column))
			.toList();
		String digest = this.table.digest();
		String ours = Stream
			.concat(columns.stream().map(this.mapping::value), Stream.ofNullable((digest != null) ? "s.h" : null))
			.collect(Collectors.joining(", "));
		String theirs = Stream
			.concat(columns.stream().map((column) -> "t." + column.quoted()), Stream.ofNullable(digest))
			.collect(Collectors.joining(", "));
		List<Identifier> identity = this.table.plan().identity();
		List<String> keys = new ArrayList<>();
		List<String> same = new ArrayList<>();
		List<String> set = new ArrayList<>(List.of("st = 'M'"));
		for (int i = 0; i < identity.size(); i++) {
			keys.add(", t.%s AS k%d".formatted(identity.get(i).quoted(), i));
			same.add("x.n%d = t.%s".formatted(i, identity.get(i).quoted()));
			set.add("n%d = h.k%d".formatted(i, i));
		}
		String unclaimed = same.isEmpty() ? "true" : "NOT EXISTS (SELECT FROM %s AS x WHERE x.st = 'M' AND %s)"
			.formatted(this.table.map(), String.join(" AND ", same));
		Identifier owner = this.table.plan().owner();
		String owned = (owner != null && this.mapping.remapsOwner())
				? " AND t.%s = %s".formatted(owner.quoted(), this.mapping.owner()) : "";
		this.statements.execute("""
				WITH c AS MATERIALIZED (SELECT m.r, md5(ROW(%s)::text) AS h FROM %s AS s JOIN %s AS m ON m.r = s.r
						WHERE m.st = 'I' AND %s),
					w AS (SELECT r, h, row_number() OVER (PARTITION BY h ORDER BY r) AS k FROM c),
					a AS (SELECT md5(ROW(%s)::text) AS h%s FROM %s AS t WHERE %s AND %s%s),
					g AS (SELECT *, row_number() OVER (PARTITION BY h) AS k FROM a WHERE h IN (SELECT h FROM c))
				UPDATE %s AS u SET %s FROM w JOIN g AS h ON h.h = w.h AND h.k = w.k WHERE u.r = w.r""".formatted(ours,
				this.table.staging(), this.table.map(), which, theirs, String.join("", keys), this.table.table().from(),
				this.table.candidates(), unclaimed, owned, this.table.map(), String.join(", ", set)));
	}

}
