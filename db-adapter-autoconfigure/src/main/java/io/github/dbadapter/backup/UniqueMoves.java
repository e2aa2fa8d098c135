package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.CatalogTable.UniqueKey;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Values that have to be unique and move between rows that exist, as places in a list do.
 * PostgreSQL looks at each row as it is changed, so that two rows cannot exchange theirs
 * in one statement: before they get their own, all of them are given values that no row
 * has or will have.
 */
final class UniqueMoves {

	private final RestoreTable table;

	private final RowMapping mapping;

	/** Expressions that set values aside, by column. */
	private final Map<Identifier, String> aside = new LinkedHashMap<>();

	private final List<String> moved = new ArrayList<>();

	UniqueMoves(RestoreTable table, RowMapping mapping, List<Identifier> changed) {
		this.table = table;
		this.mapping = mapping;
		for (UniqueKey key : table.table().uniqueKeys()) {
			Identifier column = key.columns()
				.stream()
				.filter((name) -> changed.contains(name) && aside(name) != null)
				.min(Comparator.comparing((name) -> table.table().isNotNull(List.of(name))))
				.orElse(null);
			String value = (column != null) ? aside(column) : null;
			if (column != null && value != null) {
				this.aside.put(column, value);
				key.columns()
					.stream()
					.filter(changed::contains)
					.forEach((name) -> this.moved
						.add("t.%s IS DISTINCT FROM %s".formatted(name.quoted(), mapping.value(name))));
			}
		}
	}

	boolean isPossible() {
		return !this.aside.isEmpty();
	}

	/** SET of an update, over {@code m}. */
	String changes() {
		return this.aside.entrySet()
			.stream()
			.map((entry) -> "%s = %s".formatted(entry.getKey().quoted(), entry.getValue()))
			.collect(Collectors.joining(", "));
	}

	/** Condition on the rows {@code t} whose values move. */
	String condition() {
		return this.moved.stream().collect(Collectors.joining(" OR ", "(", ")"));
	}

	/**
	 * A value that is different for each row {@code m}, {@code null} if none is known.
	 */
	private @Nullable String aside(Identifier name) {
		CatalogColumn column = this.table.table().column(name);
		boolean refers = this.table.plan().references().stream().anyMatch((key) -> key.columns().contains(name));
		if (column == null || refers || column.generated() || this.mapping.value(name).startsWith("m.")) {
			return null;
		}
		if (!column.notNull()) {
			return "NULL";
		}
		boolean fits = column.length() < 0 || column.length() >= 36;
		return switch (column.baseType()) {
			case "int2", "int4", "int8", "numeric" -> highest(name) + " + 1 + m.r)::" + column.type();
			case "date" -> highest(name) + " + 1 + m.r::int)::" + column.type();
			case "timestamp", "timestamptz" -> highest(name) + " + (1 + m.r) * interval '1 day')::" + column.type();
			case "uuid" -> "pg_catalog.gen_random_uuid()::" + column.type();
			case "text", "varchar", "citext" -> fits ? "pg_catalog.gen_random_uuid()::text::" + column.type() : null;
			default -> null;
		};
	}

	private String highest(Identifier name) {
		return "(greatest((SELECT max(t.%s) FROM %s AS t), (SELECT max(%s) FROM %s AS s))".formatted(name.quoted(),
				this.table.table().from(), this.table.staged(name), this.table.rows());
	}

}
