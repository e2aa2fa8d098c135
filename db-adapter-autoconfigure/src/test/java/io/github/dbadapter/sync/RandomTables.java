package io.github.dbadapter.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Random tables with random keys, references and types, and rows for them that differ a
 * little between two sides. Rows have a number, by which rows of both sides are the same;
 * it is their key or, where the key may be another one, their code.
 */
final class RandomTables {

	/** Values that are easily taken for each other, by type. */
	private static final Map<String, List<String>> VALUES = new TreeMap<>(
			Map.ofEntries(Map.entry("int", List.of("1", "2", "-7", "NULL", "2147483647")),
					Map.entry("boolean", List.of("true", "false", "NULL")),
					Map.entry("text",
							List.of("'a'", "'A'", "''", "'ü'", "'a '", "E'a\\tb\\nc\\\\'", "NULL", "'\"NULL\"'",
									"'\\N'")),
					Map.entry("varchar(9)", List.of("'a'", "'A'", "''", "'(,)'", "NULL")),
					Map.entry("char(4)", List.of("'a'", "'ab'", "''", "NULL")),
					Map.entry("numeric", List.of("1.0", "1.00", "1", "'NaN'", "-0.5", "1e40", "NULL")),
					Map.entry("numeric(9,2)", List.of("1.0", "2.25", "'NaN'", "NULL")),
					Map.entry("float8", List.of("0", "'-0'", "'NaN'", "'Infinity'", "0.1", "1e-300", "NULL")),
					Map.entry("float4", List.of("0", "'-0'", "'NaN'", "0.1", "NULL")),
					Map.entry("jsonb", List.of("'1.0'", "'1.00'", "'null'", "'{\"a\": 1}'", "NULL")),
					Map.entry("json", List.of("'1.0'", "'{\"a\":1, \"a\":2}'", "'{\"a\": 1}'", "NULL")),
					Map.entry("interval", List.of("'1 day'", "'24:00:00'", "'1 mon'", "'30 days'", "NULL")),
					Map.entry("timestamptz", List.of("'2026-01-01 00:00Z'", "'infinity'", "'0044-03-15 BC'", "NULL")),
					Map.entry("date", List.of("'2026-01-01'", "'-infinity'", "NULL")),
					Map.entry("text[]", List.of("'{}'", "'{a,NULL}'", "'{a,\"NULL\"}'", "'[0:0]={a}'", "NULL")),
					Map.entry("bytea", List.of("'\\x'", "'\\x00ff'", "NULL")),
					Map.entry("bit varying", List.of("B''", "B'10'", "NULL")),
					Map.entry("int4range", List.of("'empty'", "'[1,3)'", "NULL")),
					Map.entry("money", List.of("1", "2.5", "NULL")),
					Map.entry("inet", List.of("'10.0.0.1/8'", "'10.0.0.1'", "NULL")),
					Map.entry("xml", List.of("'<a/>'", "'<a></a>'", "NULL")),
					Map.entry("point", List.of("'(0,1)'", "'(-0,1)'", "NULL"))));

	private static final Map<String, String> WIDER = Map.of("int", "bigint", "varchar(9)", "text", "float4", "float4");

	private final Random random;

	final List<Table> tables = new ArrayList<>();

	RandomTables(Random random) {
		this.random = random;
		int number = 2 + random.nextInt(4);
		for (int i = 0; i < number; i++) {
			this.tables.add(table(i));
		}
		for (Table table : this.tables) {
			table.unlogged = !table.partitioned && random.nextInt(6) == 0
					&& this.tables.stream()
						.flatMap((other) -> other.references.stream())
						.noneMatch((link) -> link.to == table);
		}
	}

	private Table table(int index) {
		Key key = (index == 0) ? pick(List.of(Key.SERIAL, Key.UUID, Key.TEXT, Key.BIGINT))
				: pick(List.of(Key.values()));
		Table table = new Table("t" + index, key);
		for (int i = 0; i < index; i++) {
			if (this.tables.get(i).key != Key.NONE && this.random.nextInt(3) == 0) {
				table.references.add(
						new Link("f" + i, this.tables.get(i), this.random.nextInt(3) == 0, this.random.nextInt(3) > 0));
			}
		}
		// without a code, a row below a parent that the source does not have is another
		// one
		table.code = key != Key.NONE
				&& (this.random.nextBoolean() || (key.isGenerated() && !table.references.isEmpty()));
		table.byParent = table.code && !table.references.isEmpty() && table.references.get(0).required
				&& this.random.nextInt(3) == 0;
		if (key != Key.NONE && this.random.nextInt(5) == 0) {
			table.references.add(new Link("me", table, this.random.nextInt(3) == 0, false));
		}
		if (index > 0 && key != Key.NONE && this.tables.get(0).key != Key.NONE && this.random.nextInt(6) == 0) {
			this.tables.get(0).references.add(new Link("back" + index, table, this.random.nextInt(3) == 0, false));
		}
		table.partitioned = !table.code && (key == Key.BIGINT || key == Key.TEXT || key == Key.COMPOSITE)
				&& this.random.nextInt(4) == 0;
		List<String> types = new ArrayList<>(VALUES.keySet());
		Collections.shuffle(types, this.random);
		table.types.addAll(types.subList(0, 1 + this.random.nextInt(4)));
		table.wider = this.random.nextInt(4) == 0;
		table.otherOrder = this.random.nextInt(4) == 0;
		table.generated = this.random.nextInt(4) == 0;
		return table;
	}

	private <T> T pick(List<T> from) {
		return from.get(this.random.nextInt(from.size()));
	}

	/** Definitions of all tables. */
	String schema(boolean target) {
		StringBuilder sql = new StringBuilder("DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n");
		this.tables.forEach((table) -> sql.append(table.create(target)));
		this.tables.forEach((table) -> table.references.forEach(
				(link) -> sql.append("ALTER TABLE %s ADD FOREIGN KEY (%s) REFERENCES %s (%s)%s;\n".formatted(table.name,
						link.columns(), link.to.name, link.target(),
						link.name.startsWith("back") ? " DEFERRABLE INITIALLY DEFERRED" : ""))));
		return sql.toString();
	}

	/** Rows that both sides have. */
	Rows rows() {
		Rows rows = new Rows();
		for (Table table : this.tables) {
			int number = 40 + this.random.nextInt(300);
			Map<Integer, Row> added = rows.of(table);
			for (int n = 1; n <= number; n++) {
				added.put(n, new Row());
			}
		}
		rows.byTable.forEach((table, added) -> added.values().forEach((row) -> fill(rows, table, row)));
		return rows;
	}

	private void fill(Rows rows, Table table, Row row) {
		for (Link link : table.references) {
			row.parents.put(link.name, parent(rows, table, link));
		}
		for (String type : table.types) {
			row.values.add(pick(VALUES.get(type)));
		}
	}

	private int parent(Rows rows, Table table, Link link) {
		List<Integer> there = new ArrayList<>(rows.of(link.to).keySet());
		return (!link.required && this.random.nextInt(4) == 0) || there.isEmpty() ? 0 : pick(there);
	}

	/** Changes a few rows of one side. */
	Rows meddled(Rows given, int newRows) {
		Rows rows = given.copy();
		for (Table table : this.tables) {
			Map<Integer, Row> mine = rows.of(table);
			int few = this.random.nextInt(6);
			for (int i = 0; i < few; i++) {
				int n = newRows + this.random.nextInt(40);
				if (!mine.containsKey(n)) {
					Row row = new Row();
					mine.put(n, row);
					fill(rows, table, row);
				}
			}
			List<Integer> all = new ArrayList<>(mine.keySet());
			for (int i = this.random.nextInt(6); i > 0; i--) {
				int n = pick(all);
				Row row = mine.get(n).copy();
				int column = this.random.nextInt(table.types.size());
				row.values.set(column, pick(VALUES.get(table.types.get(column))));
				mine.put(n, row);
			}
			for (int i = this.random.nextInt(4); i > 0 && !table.references.isEmpty(); i--) {
				int n = pick(all);
				Link link = pick(table.references);
				if (!table.byParent || link != table.references.get(0)) {
					Row row = mine.get(n).copy();
					row.parents.put(link.name, parent(rows, table, link));
					mine.put(n, row);
				}
			}
			for (int i = this.random.nextInt(5); i > 0; i--) {
				mine.remove(pick(all));
			}
			if (this.random.nextInt(25) == 0) {
				mine.clear();
			}
		}
		repair(rows);
		return rows;
	}

	/** Rows whose required parent is gone go as well. */
	private void repair(Rows rows) {
		boolean again = true;
		while (again) {
			again = false;
			for (Table table : this.tables) {
				for (Link link : table.references) {
					Map<Integer, Row> parents = rows.of(link.to);
					for (Integer n : List.copyOf(rows.of(table).keySet())) {
						Row row = rows.of(table).get(n);
						Integer parent = row.parents.get(link.name);
						if (parent != null && parent != 0 && !parents.containsKey(parent)) {
							if (link.required) {
								rows.of(table).remove(n);
							}
							else {
								Row changed = row.copy();
								changed.parents.put(link.name, 0);
								rows.of(table).put(n, changed);
							}
							again = true;
						}
						else if (link.required && (parent == null || parent == 0)) {
							rows.of(table).remove(n);
							again = true;
						}
					}
				}
			}
		}
	}

	/**
	 * How a table identifies its rows.
	 */
	enum Key {

		SERIAL("id serial PRIMARY KEY", "id", "int"),
		IDENTITY("id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "id", "bigint"),
		UUID("id uuid DEFAULT gen_random_uuid() PRIMARY KEY", "id", "uuid"),
		BIGINT("id bigint PRIMARY KEY", "id", "bigint"), TEXT("id text PRIMARY KEY", "id", "text"),
		NUMERIC("id numeric PRIMARY KEY", "id", "numeric"),
		COMPOSITE("id int, part text, PRIMARY KEY (id, part)", "id, part", "int"),
		UNIQUE("id int NOT NULL UNIQUE", "id", "int"), NONE("", "", "");

		final String definition;

		final String columns;

		final String type;

		Key(String definition, String columns, String type) {
			this.definition = definition;
			this.columns = columns;
			this.type = type;
		}

		boolean isGenerated() {
			return this == SERIAL || this == IDENTITY || this == UUID;
		}

		/** Values of the columns for a number. */
		List<String> values(int n) {
			return switch (this) {
				case NONE -> List.of();
				case UUID -> List.of("'00000000-0000-0000-0000-%012d'".formatted(n));
				case TEXT -> List.of("'k%d'".formatted(n));
				case COMPOSITE -> List.of(Integer.toString(n), "'p%d'".formatted(n % 3));
				default -> List.of(Integer.toString(n));
			};
		}

		List<String> nothing() {
			return (this == COMPOSITE) ? List.of("NULL", "NULL") : List.of("NULL");
		}

	}

	/**
	 * A foreign key.
	 *
	 * @param name its column, or what its columns begin with
	 * @param to the parent's table
	 * @param code whether it refers to the code of the parent, if it has one of its own
	 * @param required whether it is NOT NULL
	 */
	record Link(String name, Table to, boolean code, boolean required) {

		boolean isByCode() {
			return this.code && this.to.code && !this.to.byParent;
		}

		String target() {
			return isByCode() ? "code" : this.to.key.columns;
		}

		List<String> values(int n, boolean target) {
			if (isByCode()) {
				return List.of((n == 0) ? "NULL" : "'c%d'".formatted(n));
			}
			return (n == 0) ? this.to.key.nothing() : this.to.key.values(this.to.key(n, target));
		}

		String columns() {
			return (this.to.key == Key.COMPOSITE && !isByCode()) ? "%1$s, %1$s_part".formatted(this.name) : this.name;
		}

		String definition() {
			String end = this.required ? " NOT NULL" : "";
			String first = "%s %s%s".formatted(this.name, isByCode() ? "text" : this.to.key.type, end);
			return (this.to.key == Key.COMPOSITE && !isByCode()) ? "%s, %s_part text%s".formatted(first, this.name, end)
					: first;
		}

	}

	/**
	 * A table.
	 */
	static final class Table {

		final String name;

		final Key key;

		final List<Link> references = new ArrayList<>();

		final List<String> types = new ArrayList<>();

		boolean code;

		boolean byParent;

		boolean partitioned;

		boolean unlogged;

		boolean wider;

		boolean otherOrder;

		boolean generated;

		Table(String name, Key key) {
			this.name = name;
			this.key = key;
		}

		/** Whether rows may have another key on the other side. */
		boolean isShifted() {
			return this.code && this.key.isGenerated();
		}

		int key(int n, boolean target) {
			boolean shifted = target && isShifted();
			return (shifted && n >= 2000) ? n - 1000 : (shifted && n % 3 == 0) ? n + 5000 : n;
		}

		String create(boolean target) {
			List<String> parts = new ArrayList<>();
			if (this.key != Key.NONE) {
				parts.add(this.key.definition);
			}
			if (this.code) {
				parts.add("code text NOT NULL");
			}
			this.references.forEach((link) -> parts.add(link.definition()));
			for (int i = 0; i < this.types.size(); i++) {
				String type = this.types.get(i);
				parts.add("c%d %s".formatted(i, (target && this.wider) ? WIDER.getOrDefault(type, type) : type));
			}
			if (this.otherOrder && target) {
				Collections.reverse(parts);
			}
			if (this.generated && this.code) {
				parts.add("g text GENERATED ALWAYS AS (code || '!') STORED");
			}
			if (this.code) {
				parts.add(this.byParent ? "UNIQUE (%s, code)".formatted(this.references.get(0).columns())
						: "UNIQUE (code)");
			}
			String end = this.partitioned ? ") PARTITION BY HASH (id);\n" : ");\n";
			StringBuilder sql = new StringBuilder("CREATE %sTABLE %s (gone int, %s%s"
				.formatted(this.unlogged ? "UNLOGGED " : "", this.name, String.join(", ", parts), end));
			sql.append("ALTER TABLE %s DROP COLUMN gone;\n".formatted(this.name));
			for (int i = 0; this.partitioned && i < 3; i++) {
				sql.append("CREATE TABLE %s_%d PARTITION OF %1$s FOR VALUES WITH (MODULUS 3, REMAINDER %2$d);\n"
					.formatted(this.name, i));
			}
			return sql.toString();
		}

		private List<String> columns() {
			List<String> columns = new ArrayList<>();
			if (this.key != Key.NONE) {
				columns.add(this.key.columns);
			}
			if (this.code) {
				columns.add("code");
			}
			this.references.forEach((link) -> columns.add(link.columns()));
			IntStream.range(0, this.types.size()).forEach((i) -> columns.add("c" + i));
			return columns;
		}

		private String values(int n, Row row, boolean target) {
			List<String> values = new ArrayList<>(this.key.values(key(n, target)));
			if (this.code) {
				values.add("'c%d'".formatted(n));
			}
			for (Link link : this.references) {
				int parent = row.parents.get(link.name);
				values.addAll(link.values(parent, target));
			}
			values.addAll(row.values);
			return "(%s)".formatted(String.join(", ", values));
		}

		/**
		 * What the rows are wherever they are: the first column is the same for the same
		 * row, the second one is all else.
		 */
		String meaning() {
			String same = this.code ? "t.code" : (this.key == Key.NONE) ? "''"
					: this.key.columns.replaceAll("\\b(id|part)\\b", "t.$1").replace(", ", " || '/' || ");
			List<String> rest = new ArrayList<>();
			for (Link link : this.references) {
				rest.add(link.to.code
						? "(SELECT p.code FROM %s AS p WHERE (%s) = (%s))".formatted(link.to.name,
								link.target().replaceAll("\\b(\\w+)\\b", "p.$1"),
								link.columns().replaceAll("\\b(\\w+)\\b", "t.$1"))
						: link.columns().replaceAll("\\b(\\w+)\\b", "t.$1"));
			}
			for (int i = 0; i < this.types.size(); i++) {
				rest.add("t.c%d::text".formatted(i));
			}
			return "SELECT %s AS same, ROW(%s)::text AS rest FROM %s AS t ORDER BY 1, 2".formatted(same,
					String.join(", ", rest), this.name);
		}

	}

	/**
	 * A row: the numbers of its parents, 0 for none, and SQL of its other values.
	 */
	static final class Row {

		final Map<String, Integer> parents = new TreeMap<>();

		final List<String> values = new ArrayList<>();

		Row copy() {
			Row copy = new Row();
			copy.parents.putAll(this.parents);
			copy.values.addAll(this.values);
			return copy;
		}

	}

	/**
	 * Rows of all tables, by number.
	 */
	static final class Rows {

		final Map<Table, Map<Integer, Row>> byTable = new LinkedHashMap<>();

		Map<Integer, Row> of(Table table) {
			return this.byTable.computeIfAbsent(table, (key) -> new TreeMap<>());
		}

		Rows copy() {
			Rows copy = new Rows();
			this.byTable.forEach((table, rows) -> copy.of(table).putAll(rows));
			return copy;
		}

		/** Statements that insert them, whatever the order of tables. */
		String insert(boolean target) {
			StringBuilder sql = new StringBuilder("SET session_replication_role = replica;\n");
			this.byTable.forEach((table, rows) -> {
				if (!rows.isEmpty()) {
					sql.append("INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE VALUES %s;\n".formatted(table.name,
							String.join(", ", table.columns()),
							rows.entrySet()
								.stream()
								.map((row) -> table.values(row.getKey(), row.getValue(), target))
								.collect(Collectors.joining(",\n"))));
				}
			});
			return sql.append("ANALYZE").toString();
		}

	}

}
