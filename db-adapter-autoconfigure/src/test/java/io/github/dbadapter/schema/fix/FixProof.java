package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Fixes a database with rows in it, and sees whether everything is as it should be.
 */
final class FixProof {

	private static final int ROUNDS = 4;

	private final TestDatabase database;

	private DatabaseSchema actual;

	FixProof(TestDatabase database) {
		this.database = database;
		this.actual = Fixes.read(database);
	}

	/**
	 * Leads the database to a schema.
	 * @return what is wrong, {@code null} for nothing
	 */
	@Nullable String leadTo(DatabaseSchema expected) throws SQLException {
		Map<String, String> before;
		FixPlan plan = Fixes.plan(this.database, expected, options(expected));
		for (int round = 0; round < ROUNDS && plan.isBlocked(); round++) {
			correctRows(plan);
			plan = Fixes.plan(this.database, expected, options(expected));
		}
		try (Connection connection = this.database.connect()) {
			before = KeptRows.of(connection, this.actual, expected);
		}
		if (!plan.unresolved().isEmpty()) {
			return "not repaired: " + plan.unresolved();
		}
		try {
			Fixes.apply(this.database, expected, plan);
		}
		catch (RuntimeException ex) {
			return String.valueOf(ex.getMessage());
		}
		FixPlan second = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		if (!second.isEmpty() || !second.left().isEmpty()) {
			return "the second plan is not empty: " + second.toText();
		}
		try (Connection connection = this.database.connect()) {
			Map<String, String> after = KeptRows.of(connection, this.actual, expected);
			this.actual = Fixes.read(this.database);
			return before.equals(after) ? null : "rows changed from " + before + " to " + after;
		}
	}

	/** Tables that only a new table can replace are written anew. */
	private FixOptions options(DatabaseSchema expected) {
		FixOptions options = FixOptions.defaults().withDropExtra(true).withFill(this.fills);
		Set<QualifiedName> recreate = FixPlanner
			.plan(SchemaComparator.compare(expected, this.actual, ComparisonOptions.defaults()), expected, this.actual,
					options)
			.unresolved()
			.stream()
			.map(FixPlan.Remaining::reason)
			.filter((reason) -> reason.contains("--recreate "))
			.map((reason) -> QualifiedName.parse(reason.substring(reason.indexOf("--recreate ") + 11)))
			.collect(Collectors.toCollection(TreeSet::new));
		return options.withRecreate(recreate);
	}

	private final Map<ObjectReference, String> fills = new HashMap<>();

	/** As a person would: a value for a new column, rows that do not fit away. */
	private void correctRows(FixPlan plan) throws SQLException {
		Set<QualifiedName> deleted = new HashSet<>();
		for (FixStatement statement : plan.statements()) {
			for (FixHazard hazard : statement.hazards()) {
				DataCheck check = hazard.check();
				if (!hazard.blocks() || check == null || check.condition() == null) {
					continue;
				}
				String column = fillOffered(hazard);
				if (column != null && "true".equals(check.condition())) {
					this.fills.put(new ObjectReference(ObjectKind.COLUMN, check.table(), column),
							value(check.table(), column));
				}
				else if (deleted.add(check.table())) {
					delete(check);
				}
			}
		}
	}

	private static @Nullable String fillOffered(FixHazard hazard) {
		String text = hazard.alternative();
		int at = text.indexOf("--fill \"");
		if (at < 0) {
			return null;
		}
		String target = text.substring(at + 8, text.indexOf("=expression"));
		return target.substring(target.lastIndexOf('.') + 1);
	}

	private @Nullable DatabaseSchema goal;

	void goal(DatabaseSchema goal) {
		this.goal = goal;
	}

	private String value(QualifiedName table, String column) {
		Table expected = (this.goal != null) ? this.goal.table(table) : null;
		String type = (expected != null && expected.column(column) != null)
				? java.util.Objects.requireNonNull(expected.column(column)).type() : "text";
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
			statement.execute("DELETE FROM %s r WHERE %s".formatted(check.table().quoted(), check.condition()));
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

}
