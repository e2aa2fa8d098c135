package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Masks resolved to columns, as SQL expressions. Texts travel as settings of the
 * transaction, never inside SQL.
 */
final class Masking {

	static final String SALT = "db_adapter.mask_salt";

	private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar", "citext");

	private static final int SHORTEST = 24;

	private static final String FIRST_NAMES = "'{Ada,Ben,Cleo,Dan,Eva,Finn,Gia,Hal,Ida,Jon,Kim,Leo,Mia,Ned,Ola,Pia}'::text[]";

	private final Map<Long, Map<Identifier, String>> expressions = new HashMap<>();

	private final Map<String, String> settings = new HashMap<>();

	private final Map<Mask, String> fixed = new LinkedHashMap<>();

	private Masking() {
	}

	static Masking resolve(List<Mask> masks, TableResolver resolver, @Nullable String salt) {
		Masking masking = new Masking();
		masking.settings.put(SALT, (salt != null) ? salt : "");
		for (Mask mask : masks) {
			CatalogTable table = resolver.table(mask.table());
			CatalogColumn column = table.column(mask.column());
			if (column == null) {
				throw new InvalidInputException("Could not mask '%s.%s': table '%s' has no such column. It has %s"
					.formatted(mask.table(), mask.column(), mask.table(),
							TableKeys.names(table.columns().stream().map(CatalogColumn::name).toList())));
			}
			masking.check(mask, table, column);
			masking.expressions.computeIfAbsent(table.oid(), (oid) -> new HashMap<>())
				.put(column.name(), masking.expression(mask, column));
		}
		return masking;
	}

	private void check(Mask mask, CatalogTable table, CatalogColumn column) {
		Identifier name = column.name();
		boolean key = table.primaryKey().contains(name)
				|| table.foreignKeys().stream().anyMatch((foreignKey) -> foreignKey.columns().contains(name));
		boolean unique = table.uniqueKeys().stream().anyMatch((candidate) -> candidate.columns().contains(name));
		List<String> problems = new ArrayList<>();
		if (key) {
			problems.add("it belongs to a primary or foreign key");
		}
		if (column.generated()) {
			problems.add("it is generated: mask the columns that it is computed from");
		}
		switch (mask.kind()) {
			case NULL -> {
				if (column.notNull()) {
					problems.add("it refuses NULL");
				}
			}
			case FIXED -> {
				if (unique) {
					problems.add("its values must stay unique");
				}
			}
			case HASH -> {
				if (!TEXTS.contains(column.baseType()) && !Set.of("uuid", "bytea").contains(column.baseType())) {
					problems.add("a hash needs a text, uuid or bytea column, and it is " + column.type());
				}
			}
			default -> {
				if (!TEXTS.contains(column.baseType())) {
					problems.add("this mask needs a text column, and it is " + column.type());
				}
			}
		}
		if (column.length() >= 0 && column.length() < SHORTEST && mask.kind() != Mask.Kind.NULL
				&& mask.kind() != Mask.Kind.FIXED) {
			problems.add("%d characters are too few for distinct values".formatted(column.length()));
		}
		if (!problems.isEmpty()) {
			throw new InvalidInputException("Could not mask '%s.%s' with '%s': %s".formatted(mask.table(),
					mask.column(), mask.kind().name().toLowerCase(Locale.ROOT), String.join(", ", problems)));
		}
	}

	private String expression(Mask mask, CatalogColumn column) {
		String value = "t." + column.name().quoted();
		String text = column.baseType().equals("citext") ? "lower(%s::text)".formatted(value) : value + "::text";
		String bytes = "pg_catalog.sha256(pg_catalog.convert_to(pg_catalog.current_setting('%s') || %s, 'UTF8'))"
			.formatted(SALT, text);
		String hex = "pg_catalog.encode(%s, 'hex')".formatted(bytes);
		String masked = switch (mask.kind()) {
			case NULL -> "NULL";
			case HASH -> switch (column.baseType()) {
				case "uuid" -> "pg_catalog.substr(%s, 1, 32)::uuid".formatted(hex);
				case "bytea" -> bytes;
				default -> (column.length() >= 0) ? "pg_catalog.left(%s, %d)".formatted(hex, column.length()) : hex;
			};
			case EMAIL -> "pg_catalog.left(%s, %d) || '@example.com'".formatted(hex,
					(column.length() >= 0) ? Math.min(20, column.length() - 12) : 20);
			case NAME ->
				"(%s)[pg_catalog.get_byte(%s, 31) %% 16 + 1] || ' ' || pg_catalog.initcap(pg_catalog.left(%s, 16))"
					.formatted(FIRST_NAMES, bytes, hex);
			case FIXED -> {
				String given = "pg_catalog.current_setting('%s')".formatted(setting(mask));
				this.fixed.put(mask, "%s::%s".formatted(given, column.type()));
				yield given;
			}
		};
		return "CASE WHEN %s IS NOT NULL THEN (%s)::%s END".formatted(value, masked, column.type());
	}

	private String setting(Mask mask) {
		String name = "db_adapter.mask_" + this.settings.size();
		this.settings.put(name, (mask.text() != null) ? mask.text() : "");
		return name;
	}

	/**
	 * Sees whether the columns take the texts of {@link Mask.Kind#FIXED}, once the
	 * settings have been made.
	 */
	void check(Statements statements) throws SQLException {
		for (Map.Entry<Mask, String> text : this.fixed.entrySet()) {
			Mask mask = text.getKey();
			SQLException rejection = statements.attempt(() -> statements.execute("SELECT " + text.getValue()));
			if (rejection != null) {
				throw new InvalidInputException("Could not mask '%s.%s' with '%s': %s".formatted(mask.table(),
						mask.column(), mask.text(), Statements.describe(rejection)));
			}
		}
	}

	/** Settings that the expressions read, by name. */
	Map<String, String> settings() {
		return Map.copyOf(this.settings);
	}

	boolean isMasked(CatalogTable table) {
		return this.expressions.containsKey(table.oid());
	}

	/** The masked value of a column of the table called {@code t}, or its own. */
	String value(CatalogTable table, Identifier column) {
		return this.expressions.getOrDefault(table.oid(), Map.of()).getOrDefault(column, "t." + column.quoted());
	}

}
