package io.github.dbadapter.schema.validate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.test.PgDump;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares each pair of the public test suites, the folder of which
 * {@code -Dschema.cases.dir} names.
 */
@PostgresTest
@EnabledIfSystemProperty(named = "schema.cases.dir", matches = ".+")
class SchemaPairsTests {

	private static final List<String> ROLES = List.of("role_1", "role_2", "testuser", "schemainspect_test_role");

	/** Here the suites count grants as changes; only pg_dump tells what else there is. */
	private static final String CHANGED_BY_GRANTS = "pgschema/(default_)?privilege/.*|migra/privileges";

	/** From 18 on an attached partition keeps a not-null constraint of its own name. */
	private static final String CHANGED_FROM_18 = "pgschema/create_table/issue_495_.*";

	private final TestDatabase database;

	private final int majorVersion;

	private final Optional<PgDump> pgDump;

	private final FixedPoint fixedPoint = new FixedPoint();

	private final List<SchemaCase> cases = SchemaCase.read(Path.of(System.getProperty("schema.cases.dir")));

	private final Map<String, String> unloadable = new TreeMap<>();

	private final List<String> wrong = new ArrayList<>();

	private int settled;

	private int different;

	private int same;

	SchemaPairsTests(TestDatabase database) {
		this.database = database;
		String version = String.valueOf(this.database.queryForValue("SHOW server_version_num"));
		this.majorVersion = Integer.parseInt(version) / 10000;
		this.pgDump = PgDump.ofMajorVersion(this.majorVersion);
		ROLES.forEach((role) -> database.execute("""
				DO $$ BEGIN
				  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF;
				END $$""".formatted(role)));
	}

	@Test
	void aSchemaIsInSyncWithItselfAndDriftsFromADifferentOne() throws SQLException {
		try (Connection connection = this.database.connect()) {
			connection.setAutoCommit(false);
			for (SchemaCase schemaCase : this.cases) {
				compare(schemaCase, connection);
			}
		}
		System.out.printf(
				"Schema cases: %d pairs; by %s %d differ and %d are the same; %d comparisons were settled "
						+ "by a second rendering; not loadable here: %s%n",
				this.cases.size(), this.pgDump.isPresent() ? "pg_dump" : "the suites", this.different, this.same,
				this.settled, this.unloadable);
		assertThat(this.cases).isNotEmpty();
		assertThat(this.wrong).isEmpty();
	}

	private void compare(SchemaCase schemaCase, Connection connection) throws SQLException {
		DatabaseSchema expected = read(schemaCase, List.of(schemaCase.after()), connection);
		DatabaseSchema before = read(schemaCase, List.of(schemaCase.before()), connection);
		if (expected == null || before == null) {
			return;
		}
		DatabaseSchema again = read(schemaCase, List.of(schemaCase.after()), connection);
		DatabaseSchema restored = read(schemaCase, Renderings.statements(expected), connection);
		check(schemaCase, "again", expected, Objects.requireNonNull(again), false);
		if (restored != null) {
			check(schemaCase, "restored", expected, restored, false);
		}
		else {
			this.wrong.add("%s cannot be restored from its rendering: %s".formatted(schemaCase.name(),
					this.unloadable.remove(schemaCase.name())));
		}
		if (this.pgDump.isPresent() || !schemaCase.name().matches(CHANGED_BY_GRANTS)) {
			boolean differs = this.pgDump.map((dump) -> differs(schemaCase, dump)).orElse(changed(schemaCase));
			check(schemaCase, "before", expected, before, differs);
			this.different += differs ? 1 : 0;
			this.same += differs ? 0 : 1;
		}
	}

	private void check(SchemaCase schemaCase, String what, DatabaseSchema expected, DatabaseSchema actual,
			boolean differs) {
		SchemaDiff first = SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
		SchemaScratch scratch = new SchemaScratch(this.database.administrative(),
				ScratchOptions.of(ScratchMode.DATABASE));
		this.settled += first.unsettled().isEmpty() ? 0 : 1;
		try {
			SchemaDiff diff = this.fixedPoint.settle(first, expected, actual, ComparisonOptions.defaults(), scratch)
				.block(Duration.ofMinutes(1));
			if (Objects.requireNonNull(diff).inSync(true) == differs) {
				this.wrong.add("%s %s should %s: %s".formatted(schemaCase.name(), what,
						differs ? "differ" : "be the same", diff.toText()));
			}
		}
		catch (RuntimeException ex) {
			this.wrong.add("%s %s could not be settled: %s".formatted(schemaCase.name(), what, ex.getMessage()));
		}
	}

	private boolean changed(SchemaCase schemaCase) {
		return schemaCase.changed() || (this.majorVersion >= 18 && schemaCase.name().matches(CHANGED_FROM_18));
	}

	/** The dumps of restored dumps as well, where the rendering has come to rest. */
	private static boolean differs(SchemaCase schemaCase, PgDump dump) {
		String before = dump(List.of(schemaCase.before()), dump);
		String after = dump(List.of(schemaCase.after()), dump);
		return !PgDump.statements(before).equals(PgDump.statements(after))
				&& !restored(before, dump).equals(restored(after, dump));
	}

	private static List<String> restored(String script, PgDump dump) {
		List<String> statements = SqlScript.parse("dump", script)
			.statements()
			.stream()
			.map(SqlStatement::text)
			.toList();
		return PgDump.statements(dump(statements, dump));
	}

	private static String dump(List<String> scripts, PgDump dump) {
		try (TestDatabase database = TestDatabase.create();
				Connection connection = database.connect();
				Statement statement = connection.createStatement()) {
			for (String script : scripts) {
				statement.execute(script.isBlank() ? "SELECT" : script);
			}
			return dump.dump(database);
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** In a transaction that is rolled back, which is faster than a database for each. */
	private @Nullable DatabaseSchema read(SchemaCase schemaCase, List<String> scripts, Connection connection)
			throws SQLException {
		try (Statement statement = connection.createStatement()) {
			for (String script : scripts) {
				statement.execute(script.isBlank() ? "SELECT" : script);
			}
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema();
		}
		catch (SQLException ex) {
			this.unloadable.put(schemaCase.name(),
					Objects.requireNonNull(ex.getMessage()).lines().findFirst().orElse(""));
			return null;
		}
		finally {
			connection.rollback();
		}
	}

}
