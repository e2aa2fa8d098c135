package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PgDump;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Fixes a database with rows in it, and sees whether everything is as it should be.
 */
final class FixProof {

	private static final int ROUNDS = 4;

	private static final String ONE_BY_ONE = """
			DO $$ DECLARE r record; BEGIN
			  FOR r IN SELECT x.tableoid, x.ctid, x.* FROM %s x LOOP
			    BEGIN
			      PERFORM %s;
			    EXCEPTION WHEN OTHERS THEN
			      DELETE FROM %s x WHERE (x.tableoid, x.ctid) = (r.tableoid, r.ctid);
			    END;
			  END LOOP;
			END $$""";

	private final TestDatabase database;

	private final Map<ObjectReference, String> fills = new HashMap<>();

	private final Set<QualifiedName> recreate = new TreeSet<>();

	private DatabaseSchema actual;

	FixProof(TestDatabase database) {
		this.database = database;
		this.actual = Fixes.read(database);
	}

	/**
	 * Leads the database to a goal.
	 * @return what is wrong, {@code null} for nothing
	 */
	@Nullable String leadTo(Goal goal) throws SQLException {
		DatabaseSchema expected = goal.schema();
		this.recreate.clear();
		this.fills.clear();
		// what is kept, and what would be done without blocking, has texts of its own
		Fixes.plan(this.database, expected, FixOptions.defaults().withOnline(true));
		FixPlan plan = Fixes.plan(this.database, expected, options());
		for (int round = 0; round < ROUNDS && (plan.isBlocked() || wantsMoreRecreated(plan)); round++) {
			correctRows(plan, expected);
			plan = Fixes.plan(this.database, expected, options());
		}
		Map<String, String> before = rows(expected);
		if (!plan.unresolved().isEmpty()) {
			return "not repaired: " + plan.unresolved();
		}
		try {
			Fixes.apply(this.database, expected, plan);
		}
		catch (RuntimeException ex) {
			return ex.getMessage() + (Boolean.getBoolean("fix.plan") ? "\n" + plan.toText() : "");
		}
		FixPlan second = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		if (!second.isEmpty() || !second.left().isEmpty()) {
			return "the second plan is not empty: " + second.toText();
		}
		Map<String, String> after = rows(expected);
		this.actual = expected;
		if (!before.equals(after)) {
			return "rows changed from " + before + " to " + after;
		}
		List<String> dumped = goal.dump(this.database);
		return dumped.equals(goal.dumped()) ? null : "pg_dump differs: " + difference(goal.dumped(), dumped);
	}

	private static String difference(List<String> expected, List<String> actual) {
		List<String> missing = new ArrayList<>(expected);
		missing.removeAll(actual);
		List<String> extra = new ArrayList<>(actual);
		extra.removeAll(expected);
		return "missing " + missing + ", extra " + extra;
	}

	private Map<String, String> rows(DatabaseSchema expected) throws SQLException {
		try (Connection connection = this.database.connect()) {
			return KeptRows.of(connection, this.actual, expected, this.recreate);
		}
	}

	/** Tables that only a new table can replace are written anew. */
	private boolean wantsMoreRecreated(FixPlan plan) {
		return this.recreate.addAll(plan.unresolved()
			.stream()
			.flatMap((remaining) -> remaining.reason().remedies().stream())
			.filter((remedy) -> remedy.kind() == Remedy.Kind.RECREATE)
			.map((remedy) -> QualifiedName.parse(remedy.subject()))
			.toList());
	}

	private FixOptions options() {
		return FixOptions.defaults().withDropExtra(true).withFill(this.fills).withRecreate(this.recreate);
	}

	/** As a person would: a value for a new column, rows that do not fit away. */
	private void correctRows(FixPlan plan, DatabaseSchema goal) throws SQLException {
		Set<QualifiedName> deleted = new HashSet<>();
		for (FixStatement statement : plan.statements()) {
			for (FixHazard hazard : statement.hazards()) {
				DataCheck check = hazard.check();
				if (!hazard.blocks() || check == null) {
					continue;
				}
				String column = fillOffered(hazard);
				if (column != null && "true".equals(check.condition())) {
					this.fills.put(new ObjectReference(ObjectKind.COLUMN, check.table(), column),
							value(goal.table(check.table()), column));
				}
				else if (deleted.add(check.table())) {
					delete(check);
				}
			}
		}
	}

	private static @Nullable String fillOffered(FixHazard hazard) {
		return hazard.alternative()
			.remedies()
			.stream()
			.filter((remedy) -> remedy.kind() == Remedy.Kind.FILL)
			.map((remedy) -> remedy.subject().substring(remedy.subject().lastIndexOf('.') + 1))
			.findFirst()
			.orElse(null);
	}

	private static String value(@Nullable Table expected, String column) {
		String type = (expected != null && expected.column(column) != null)
				? Objects.requireNonNull(expected.column(column)).type() : "text";
		return switch (TypeName.parse(type).base()) {
			case "smallint", "integer", "bigint", "numeric", "real", "double precision" ->
				"(('x' || substr(md5(ctid::text), 1, 6))::bit(24)::int % 30000)::" + type;
			case "boolean" -> "true";
			case "uuid" -> "md5(ctid::text)::uuid";
			case "json", "jsonb" -> "'{}'::" + type;
			case "date", "timestamp without time zone", "timestamp with time zone" -> "'2025-01-01'::" + type;
			case "text", "character varying", "character" -> "left(md5(ctid::text), %d)"
				.formatted(TypeName.parse(type).modifiers().isEmpty() ? 20 : TypeName.parse(type).modifiers().get(0));
			default -> type.endsWith("citext") ? "md5(ctid::text)::" + type : "NULL::" + type;
		};
	}

	private void delete(DataCheck check) throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement.execute("SET session_replication_role = replica");
			statement.execute((check.condition() != null)
					? "DELETE FROM %s r WHERE %s".formatted(check.table().quoted(), check.condition())
					: ONE_BY_ONE.formatted(check.table().quoted(), check.probe(), check.table().quoted()));
		}
	}

	List<QualifiedName> fill(DatabaseSchema other) throws SQLException {
		try (Connection connection = this.database.connect()) {
			return new RowGenerator(connection, this.actual, other).fill();
		}
	}

	DatabaseSchema actual() {
		return this.actual;
	}

	/**
	 * Where a database shall be led to.
	 *
	 * @param schema its model
	 * @param dumped what {@code pg_dump} says of a database made directly, empty without
	 * that program
	 * @param program the program, {@code null} for none
	 */
	record Goal(DatabaseSchema schema, List<String> dumped, @Nullable PgDump program) {

		static Goal of(TestDatabase made, DatabaseSchema schema, @Nullable PgDump program) {
			return new Goal(schema, dump(made, program), program);
		}

		List<String> dump(TestDatabase database) {
			return dump(database, this.program);
		}

		private static List<String> dump(TestDatabase database, @Nullable PgDump program) {
			return (program != null) ? PgDump.statements(program.dump(database)) : List.of();
		}

	}

}
