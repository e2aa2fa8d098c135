package io.github.dbadapter.schema.validate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

import io.github.dbadapter.sql.Identifier;

/**
 * A schema made up from a seed, with hostile names, and single changes to it.
 */
final class RandomSchema {

	private static final List<String> NAMES = List.of("plain", "Mixed Case", "with\"quote", "größe", "select", "a.b",
			"trailing ", "percent%s", "back\\slash", "a_rather_long_name_of_an_object_that_is_cut_when_combined");

	private static final List<String> TYPES = List.of("integer", "bigint", "text", "varchar(20)", "numeric(10,2)",
			"boolean", "uuid", "timestamptz", "date", "jsonb", "text[]", "char(3)", "interval", "bytea");

	private static final List<Mutation> MUTATIONS = List.of(
			new Mutation("COLUMN", "EXTRA", (t) -> "ALTER TABLE %s ADD added integer".formatted(t.quoted())),
			new Mutation("COLUMN", "MISSING", (t) -> "ALTER TABLE %s DROP spare".formatted(t.quoted())),
			new Mutation("COLUMN", "TYPE_CHANGED",
					(t) -> "ALTER TABLE %s ALTER spare TYPE varchar(7)".formatted(t.quoted())),
			new Mutation("COLUMN", "NULLABILITY_CHANGED",
					(t) -> "ALTER TABLE %s ALTER spare SET NOT NULL".formatted(t.quoted())),
			new Mutation("COLUMN", "DEFAULT_CHANGED",
					(t) -> "ALTER TABLE %s ALTER spare SET DEFAULT 'x'".formatted(t.quoted())),
			new Mutation("COLUMN", "IDENTITY_CHANGED",
					(t) -> "ALTER TABLE %s ALTER n ADD GENERATED ALWAYS AS IDENTITY".formatted(t.quoted())),
			new Mutation("COLUMN", "STATISTICS_TARGET_CHANGED",
					(t) -> "ALTER TABLE %s ALTER spare SET STATISTICS 77".formatted(t.quoted())),
			new Mutation("COLUMN", "OPTIONS_CHANGED",
					(t) -> "ALTER TABLE %s ALTER spare SET (n_distinct = 5)".formatted(t.quoted())),
			new Mutation("COLUMN", "COMMENT_CHANGED",
					(t) -> "COMMENT ON COLUMN %s.spare IS 'it''s'".formatted(t.quoted())),
			new Mutation("COLUMN", "COLLATION_CHANGED",
					(t) -> "ALTER TABLE %s ALTER spare TYPE text COLLATE \"C\"".formatted(t.quoted())),
			new Mutation("TABLE", "COMMENT_CHANGED", (t) -> "COMMENT ON TABLE %s IS 'rows'".formatted(t.quoted())),
			new Mutation("TABLE", "OPTIONS_CHANGED",
					(t) -> "ALTER TABLE %s SET (fillfactor = 70)".formatted(t.quoted())),
			new Mutation("TABLE", "REPLICA_IDENTITY_CHANGED",
					(t) -> "ALTER TABLE %s REPLICA IDENTITY FULL".formatted(t.quoted())),
			new Mutation("TABLE", "ROW_SECURITY_CHANGED",
					(t) -> "ALTER TABLE %s ENABLE ROW LEVEL SECURITY".formatted(t.quoted())),
			new Mutation("TABLE", "FORCE_ROW_SECURITY_CHANGED",
					(t) -> "ALTER TABLE %s FORCE ROW LEVEL SECURITY".formatted(t.quoted())),
			new Mutation("TABLE", "MISSING", (t) -> "DROP TABLE %s CASCADE".formatted(t.quoted())),
			new Mutation("TABLE", "EXTRA",
					(t) -> "CREATE TABLE \"one more\" (LIKE %s INCLUDING ALL)".formatted(t.quoted())),
			new Mutation("CONSTRAINT", "EXTRA", (t) -> "ALTER TABLE %s ADD CHECK (n > 5)".formatted(t.quoted())),
			new Mutation("CONSTRAINT", "MISSING",
					(t) -> "ALTER TABLE %s DROP CONSTRAINT positive".formatted(t.quoted())),
			new Mutation("CONSTRAINT", "DEFINITION_CHANGED",
					(t) -> "ALTER TABLE %1$s DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (n > 1)"
						.formatted(t.quoted())),
			new Mutation("CONSTRAINT", "DEFINITION_CHANGED",
					(t) -> "ALTER TABLE %1$s DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (n > 0) NOT VALID"
						.formatted(t.quoted())),
			new Mutation("CONSTRAINT", "DEFINITION_CHANGED",
					(t) -> "ALTER TABLE %1$s DROP CONSTRAINT %2$s, ADD CONSTRAINT %2$s UNIQUE (u) DEFERRABLE"
						.formatted(t.quoted(), t.unique())),
			new Mutation("CONSTRAINT", "NAME_CHANGED",
					(t) -> "ALTER TABLE %s RENAME CONSTRAINT %s TO renamed".formatted(t.quoted(), t.primaryKey())),
			new Mutation("CONSTRAINT", "COMMENT_CHANGED",
					(t) -> "COMMENT ON CONSTRAINT positive ON %s IS 'x'".formatted(t.quoted())),
			new Mutation("INDEX", "EXTRA", (t) -> "CREATE INDEX added ON %s (spare)".formatted(t.quoted())),
			new Mutation("INDEX", "MISSING", (t) -> "DROP INDEX %s".formatted(t.index())),
			new Mutation("INDEX", "DEFINITION_CHANGED",
					(t) -> "DROP INDEX %1$s; CREATE INDEX %1$s ON %2$s (n DESC)%3$s".formatted(t.index(), t.quoted(),
							t.rest())),
			new Mutation("INDEX", "UNIQUENESS_CHANGED",
					(t) -> "DROP INDEX %1$s; CREATE UNIQUE INDEX %1$s ON %2$s (n)%3$s".formatted(t.index(), t.quoted(),
							t.rest())),
			new Mutation("INDEX", "CLUSTERING_CHANGED",
					(t) -> "ALTER TABLE %s CLUSTER ON %s".formatted(t.quoted(), t.index())),
			new Mutation("TRIGGER", "EXTRA",
					(t) -> "CREATE TRIGGER added AFTER INSERT ON %s FOR EACH ROW EXECUTE FUNCTION touch()"
						.formatted(t.quoted())),
			new Mutation("TRIGGER", "FIRING_CHANGED",
					(t) -> "ALTER TABLE %s DISABLE TRIGGER touched".formatted(t.quoted())),
			new Mutation("TRIGGER", "MISSING", (t) -> "DROP TRIGGER touched ON %s".formatted(t.quoted())),
			new Mutation("POLICY", "USING_CHANGED",
					(t) -> "ALTER POLICY own ON %s USING (n = 2)".formatted(t.quoted())),
			new Mutation("POLICY", "CHECK_CHANGED",
					(t) -> "ALTER POLICY own ON %s WITH CHECK (n = 2)".formatted(t.quoted())),
			new Mutation("POLICY", "MISSING", (t) -> "DROP POLICY own ON %s".formatted(t.quoted())),
			new Mutation("STATISTICS", "EXTRA",
					(t) -> "CREATE STATISTICS added ON n, spare FROM %s".formatted(t.quoted())),
			new Mutation("RULE", "EXTRA",
					(t) -> "CREATE RULE added AS ON DELETE TO %s DO INSTEAD NOTHING".formatted(t.quoted())));

	private final Random random;

	private final List<GeneratedTable> tables = new ArrayList<>();

	private final StringBuilder script = new StringBuilder(FixedObjects.SCRIPT);

	RandomSchema(long seed) {
		this.random = new Random(seed);
		List<String> names = new ArrayList<>(NAMES);
		Collections.shuffle(names, this.random);
		for (int i = 0; i <= 1 + this.random.nextInt(3); i++) {
			addTable(names.get(i));
		}
	}

	static List<Mutation> mutations() {
		return Stream.concat(MUTATIONS.stream(), FixedObjects.MUTATIONS.stream()).toList();
	}

	String script() {
		return this.script.toString();
	}

	String mutate(Mutation mutation) {
		return mutation.sql().apply(this.tables.get(this.random.nextInt(this.tables.size())));
	}

	private void addTable(String name) {
		GeneratedTable table = new GeneratedTable(name,
				pick(List.of("", " INCLUDE (w)", " WHERE n > 3", " WHERE w IN ('a', 'b')")));
		String quoted = table.quoted();
		this.script.append("CREATE TABLE %s (id %s PRIMARY KEY, n bigint NOT NULL CONSTRAINT positive CHECK (n > 0)"
			.formatted(quoted, pick(List.of("serial", "bigserial", "bigint GENERATED BY DEFAULT AS IDENTITY"))));
		this.script
			.append(", spare text, u integer, w text, UNIQUE (n), CONSTRAINT %s UNIQUE (u)".formatted(table.unique()));
		for (int i = this.random.nextInt(6); i > 0; i--) {
			this.script.append(", %s %s".formatted(new Identifier(pick(NAMES) + i).quoted(), column()));
		}
		this.script.append(");\n");
		if (!this.tables.isEmpty() && this.random.nextBoolean()) {
			this.script.append("ALTER TABLE %s ADD parent bigint REFERENCES %s (n)%s;\n".formatted(quoted,
					pick(this.tables).quoted(), pick(List.of("", " ON DELETE CASCADE", " DEFERRABLE", " NOT VALID"))));
		}
		this.script.append("CREATE INDEX %s ON %s (n)%s;\n".formatted(table.index(), quoted, table.rest()));
		this.script.append("CREATE TRIGGER touched BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION touch();\n"
			.formatted(quoted));
		this.script.append("CREATE POLICY own ON %s USING (n = 1);\n".formatted(quoted));
		this.tables.add(table);
	}

	private String column() {
		String type = pick(TYPES);
		String rest = pick(List.of("", "", " NOT NULL", " UNIQUE", " DEFAULT NULL"));
		return type
				+ (type.equals("text") ? pick(List.of("", " CHECK (true)", " DEFAULT 'it''s'", " COLLATE \"C\"")) : "")
				+ ((type.equals("jsonb") || !rest.equals(" UNIQUE")) ? rest : "");
	}

	private <T> T pick(List<T> choices) {
		return choices.get(this.random.nextInt(choices.size()));
	}

	/**
	 * A change and the only difference that it makes, when the schema before it is the
	 * expected one.
	 *
	 * @param kind kind in the type of the difference
	 * @param difference the rest of the type
	 * @param sql makes the statements for a table
	 */
	record Mutation(String kind, String difference, Function<GeneratedTable, String> sql) {

		static Mutation of(String kind, String difference, String sql) {
			return new Mutation(kind, difference, (table) -> sql);
		}

		String type() {
			return this.kind + "_" + this.difference;
		}

		String reversedType() {
			return switch (this.difference) {
				case "EXTRA" -> this.kind + "_MISSING";
				case "MISSING" -> this.kind + "_EXTRA";
				default -> type();
			};
		}

	}

	/**
	 * A table that the schema has.
	 *
	 * @param name its name
	 * @param rest what its index has besides its key
	 */
	record GeneratedTable(String name, String rest) {

		String quoted() {
			return new Identifier(this.name).quoted();
		}

		String index() {
			return new Identifier(this.name + " by n").quoted();
		}

		String unique() {
			return new Identifier(this.name + " once").quoted();
		}

		String primaryKey() {
			String shortened = (this.name.length() > 58) ? this.name.substring(0, 58) : this.name;
			return new Identifier(shortened + "_pkey").quoted();
		}

	}

}
