package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A schema made up from a seed, with rows, and random changes to it.
 */
final class RandomTablesWithRows {

	private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.ofEntries(
			Map.entry("integer", List.of("1", "7", "-3", "NULL")),
			Map.entry("bigint", List.of("1", "70000", "5000000000", "NULL")),
			Map.entry("text", List.of("'a'", "''", "'12'", "'longer than nine'", "NULL")),
			Map.entry("varchar(9)", List.of("'a'", "'12'", "NULL")),
			Map.entry("numeric(9,2)", List.of("1.50", "2.25", "NULL")),
			Map.entry("numeric", List.of("1.5", "2", "NULL")), Map.entry("boolean", List.of("true", "false", "NULL")),
			Map.entry("jsonb", List.of("'{\"a\": 1}'", "'null'", "NULL")),
			Map.entry("text[]", List.of("'{}'", "'{a,NULL}'", "NULL")),
			Map.entry("timestamptz", List.of("'2026-01-01 00:00Z'", "'infinity'", "NULL")),
			Map.entry("mood", List.of("'ok'", "'sad'", "NULL")), Map.entry("mood[]", List.of("'{ok,sad}'", "NULL")),
			Map.entry("code", List.of("'x'", "'yy'", "NULL")), Map.entry("pair", List.of("'(a,1)'", "'(,)'", "NULL"))));

	private static final Map<String, String> DEFAULTS = Map.of("integer", "7", "bigint", "8", "text", "'t'", "numeric",
			"1.25", "boolean", "true", "mood", "'ok'", "code", "'c'", "varchar(9)", "upper('v')");

	private final Random random;

	private final List<Table> tables = new ArrayList<>();

	private List<String> labels = List.of("sad", "ok", "good");

	private String code = "text CHECK (VALUE <> 'no')";

	private String pair = "a text, b integer";

	private String twice = "n * 2";

	RandomTablesWithRows(Random random) {
		this.random = random;
		int number = 1 + random.nextInt(3);
		for (int i = 0; i < number; i++) {
			this.tables.add(table("t" + i));
		}
	}

	private Table table(String name) {
		Table table = new Table(name,
				pick(List.of("id serial", "id integer", "id bigint GENERATED ALWAYS AS IDENTITY")),
				this.random.nextInt(5) == 0);
		int columns = 1 + this.random.nextInt(5);
		for (int i = 0; i < columns; i++) {
			table.columns.put("c" + i, column());
		}
		for (String extra : List.of("generated", "check", "unique", "index", "view", "trigger", "comment", "parent")) {
			if (this.random.nextInt(3) == 0) {
				table.extras.put(extra, this.random.nextInt(3));
			}
		}
		return table;
	}

	private Column column() {
		String type = pick(List.copyOf(VALUES.keySet()));
		return new Column(type, this.random.nextInt(3) == 0, this.random.nextInt(6) == 0);
	}

	private <T> T pick(List<T> from) {
		return from.get(this.random.nextInt(from.size()));
	}

	/** Changes one thing. */
	void change() {
		Table table = pick(this.tables);
		String column = pick(List.copyOf(table.columns.keySet()));
		Column given = table.columns.get(column);
		switch (this.random.nextInt(15)) {
			case 0 -> table.columns.put("n" + this.random.nextInt(100), column());
			case 1 -> {
				if (table.columns.size() > 1) {
					table.columns.remove(column);
				}
			}
			case 2, 3 -> table.columns.put(column, new Column(column().type(), given.standard(), given.required()));
			case 4 -> table.columns.put(column, new Column(given.type(), !given.standard(), given.required()));
			case 5 -> table.columns.put(column, new Column(given.type(), given.standard(), !given.required()));
			case 6 -> this.tables.add(table("new" + this.random.nextInt(1000)));
			case 7 -> this.labels = pick(List.of(List.of("sad", "ok", "good", "best"), List.of("ok", "sad"),
					List.of("great", "sad", "ok", "good")));
			case 8 -> this.code = pick(List.of("varchar(5) CHECK (VALUE <> 'no')", "text DEFAULT 'd'",
					"text CHECK (length(VALUE) < 9) CHECK (VALUE <> 'no')", "varchar(1)"));
			case 9 -> this.pair = pick(List.of("a text, b bigint", "b integer, a text", "a text, b integer, c text",
					"a varchar(3), b integer"));
			case 10 -> this.twice = pick(List.of("n * 3", "n + n", "n * 2"));
			default -> {
				String extra = pick(
						List.of("generated", "check", "unique", "index", "view", "trigger", "comment", "parent"));
				if (table.extras.remove(extra) == null || this.random.nextBoolean()) {
					table.extras.put(extra, this.random.nextInt(3));
				}
			}
		}
	}

	String schema() {
		StringBuilder sql = new StringBuilder(
				"CREATE TYPE mood AS ENUM ('%s');\nCREATE DOMAIN code AS %s;\nCREATE TYPE pair AS (%s);\n"
					.formatted(String.join("', '", this.labels), this.code, this.pair));
		sql.append("CREATE FUNCTION twice(n bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT %s';\n"
			.formatted(this.twice));
		sql.append("CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;\n");
		this.tables.forEach((table) -> sql.append(table.create()));
		for (Table table : this.tables) {
			if (table.extras.containsKey("parent")) {
				Table parent = this.tables.get(table.extras.get("parent") % this.tables.size());
				sql.append(
						"ALTER TABLE %1$s ADD CONSTRAINT %1$s_parent FOREIGN KEY (parent) REFERENCES %2$s (id)%3$s;\n"
							.formatted(table.name, parent.name,
									(table.extras.get("parent") == 1) ? " ON DELETE CASCADE" : ""));
			}
		}
		return sql.toString();
	}

	/** Rows for a database that has this schema. */
	String rows() {
		StringBuilder sql = new StringBuilder();
		for (Table table : this.tables) {
			for (int i = 1; i <= this.random.nextInt(9); i++) {
				Map<String, String> values = new LinkedHashMap<>();
				values.put("id", Integer.toString(i));
				table.columns.forEach((name, column) -> {
					List<String> from = VALUES.get(column.type());
					values.put(name, pick(column.required() ? from.subList(0, from.size() - 1) : from));
				});
				sql.append("INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES (%s) ON CONFLICT DO NOTHING;\n"
					.formatted(table.name, String.join(", ", values.keySet()), String.join(", ", values.values())));
			}
		}
		return sql.toString();
	}

	/**
	 * A column.
	 *
	 * @param type its type
	 * @param standard whether it has a default
	 * @param required whether it is NOT NULL
	 */
	private record Column(String type, boolean standard, boolean required) {

		String definition(String name) {
			String value = DEFAULTS.get(this.type);
			return name + " " + this.type + ((this.standard && value != null) ? " DEFAULT " + value : "")
					+ (this.required ? " NOT NULL" : "");
		}

	}

	/**
	 * A table.
	 */
	private static final class Table {

		private final String name;

		private final String key;

		private final boolean partitioned;

		private final Map<String, Column> columns = new LinkedHashMap<>();

		private final Map<String, Integer> extras = new TreeMap<>();

		Table(String name, String key, boolean partitioned) {
			this.name = name;
			this.key = partitioned ? "id integer" : key;
			this.partitioned = partitioned;
		}

		String create() {
			List<String> parts = new ArrayList<>(List.of(this.key, "parent bigint"));
			this.columns.forEach((column, definition) -> parts.add(definition.definition(column)));
			String first = this.columns.keySet().iterator().next();
			Integer generated = this.extras.get("generated");
			if (generated != null) {
				parts.add("g bigint GENERATED ALWAYS AS (%s) STORED"
					.formatted(List.of("id * 2", "twice(id)", "id + 1").get(generated)));
			}
			if (this.extras.containsKey("check")) {
				parts.add("CONSTRAINT %s_check CHECK (%s)".formatted(this.name,
						List.of("id > 0", "id < 1000 OR %s IS NULL", (generated != null) ? "g < 12" : "twice(id) > 1")
							.get(this.extras.get("check"))
							.formatted(first)));
			}
			parts.add("CONSTRAINT %s_key PRIMARY KEY (id)".formatted(this.name));
			StringBuilder sql = new StringBuilder("CREATE TABLE %s (\n  %s)%s;\n".formatted(this.name,
					String.join(",\n  ", parts), this.partitioned ? " PARTITION BY RANGE (id)" : ""));
			if (this.partitioned) {
				sql.append("CREATE TABLE %1$s_1 PARTITION OF %1$s FOR VALUES FROM (0) TO (4);\n".formatted(this.name));
				sql.append("CREATE TABLE %1$s_d PARTITION OF %1$s DEFAULT;\n".formatted(this.name));
			}
			boolean comparable = !this.columns.get(first).type().equals("pair");
			if (this.extras.containsKey("unique") && comparable) {
				sql.append("CREATE UNIQUE INDEX %1$s_unique ON %1$s (id, %2$s);\n".formatted(this.name, first));
			}
			if (this.extras.containsKey("index")) {
				sql.append("CREATE INDEX %1$s_index ON %1$s %2$s;\n".formatted(this.name,
						List.of("(twice(id)) WHERE %s IS NOT NULL", "((%s::text)) INCLUDE (parent)",
								(generated != null) ? "(g DESC)" : "(parent)")
							.get(this.extras.get("index").equals(1)
									&& !List.of("integer", "text", "varchar(9)", "bigint", "numeric", "code")
										.contains(this.columns.get(first).type()) ? 0 : this.extras.get("index"))
							.formatted(first)));
			}
			if (this.extras.containsKey("view")) {
				sql.append("CREATE VIEW %1$s_view AS SELECT id, %2$s FROM %1$s;\n".formatted(this.name,
						List.of(first, "%1$s::text AS %1$s".formatted(first), String.join(", ", this.columns.keySet()))
							.get(this.extras.get("view"))));
			}
			if (this.extras.containsKey("trigger")) {
				sql.append(
						"CREATE TRIGGER touched BEFORE UPDATE OF %2$s ON %1$s FOR EACH ROW EXECUTE FUNCTION touch();\n"
							.formatted(this.name, first));
			}
			if (this.extras.containsKey("comment")) {
				sql.append("COMMENT ON COLUMN %1$s.%2$s IS 'number %3$d';\n".formatted(this.name, first,
						this.extras.get("comment")));
			}
			return sql.toString();
		}

	}

}
