package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import io.github.dbadapter.backup.CatalogTable.UniqueKey;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the catalog what identifies a row: inside its database and across databases.
 */
final class TableKeys {

	private static final Comparator<UniqueKey> FEWEST_COLUMNS = Comparator
		.comparingInt((UniqueKey key) -> key.columns().size())
		.thenComparing(UniqueKey::name);

	private TableKeys() {
	}

	/** The primary key, else the first unique key that refuses NULL. */
	static List<Identifier> identity(CatalogTable table) {
		if (!table.primaryKey().isEmpty()) {
			return table.primaryKey();
		}
		return table.uniqueKeys()
			.stream()
			.filter((key) -> table.isNeverNull(key.columns()))
			.min(FEWEST_COLUMNS)
			.map(UniqueKey::columns)
			.orElse(List.of());
	}

	/**
	 * The unique key of NOT NULL columns with the fewest columns. A number from a
	 * sequence says nothing in another database, and neither does what the primary key
	 * already decides. A primary key that nobody generates is natural itself.
	 */
	static List<Identifier> natural(CatalogTable table, List<String> reasons) {
		List<String> left = new ArrayList<>();
		for (UniqueKey key : table.uniqueKeys().stream().sorted(FEWEST_COLUMNS).toList()) {
			String reason = unfit(table, key.columns());
			if (reason == null) {
				reasons.add("natural key (%s) from unique %s".formatted(names(key.columns()), key.name()));
				return key.columns();
			}
			left.add("%s %s".formatted(key.name(), reason));
		}
		if (!left.isEmpty()) {
			reasons.add("not a natural key: " + String.join("; ", left));
		}
		if (!table.primaryKey().isEmpty()
				&& table.primaryKey().stream().noneMatch((name) -> isGenerated(table, name))) {
			reasons.add("natural key is the primary key (%s)".formatted(names(table.primaryKey())));
			return table.primaryKey();
		}
		reasons.add(table.primaryKey().isEmpty() ? "no key: rows are matched by their whole content"
				: "no natural key: rows are matched by primary key (%s)".formatted(names(table.primaryKey())));
		return List.of();
	}

	private static @Nullable String unfit(CatalogTable table, List<Identifier> columns) {
		if (!table.isNeverNull(columns)) {
			return "allows NULL";
		}
		if (!table.primaryKey().isEmpty() && columns.containsAll(table.primaryKey())) {
			return "contains the primary key";
		}
		for (Identifier name : columns) {
			CatalogColumn column = table.column(name);
			if (column == null || column.generated()) {
				return "contains a generated column";
			}
			if (column.sequence() != null) {
				return "contains a number from a sequence";
			}
		}
		return null;
	}

	private static boolean isGenerated(CatalogTable table, Identifier name) {
		CatalogColumn column = table.column(name);
		boolean references = table.foreignKeys().stream().anyMatch((key) -> key.columns().contains(name));
		return column != null && !references && (column.isGeneratable());
	}

	static String names(List<Identifier> columns) {
		return String.join(", ", columns.stream().map(Identifier::value).toList());
	}

}
