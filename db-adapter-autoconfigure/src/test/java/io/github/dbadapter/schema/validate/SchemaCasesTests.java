package io.github.dbadapter.schema.validate;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
class SchemaCasesTests {

	private static final List<String> ROLES = List.of("role_1", "role_2", "testuser", "schemainspect_test_role");

	/**
	 * The suites count grants as changes, or leave their own differences out; pg_dump
	 * without grants tells that the others of these are the same.
	 */
	private static final String NOT_RELIABLE = "pgschema/(default_)?privilege/.*|migra/privileges";

	private final TestDatabase database;

	private final List<SchemaCase> cases = SchemaCase.read(Path.of(System.getProperty("schema.cases.dir")));

	private final Map<String, String> unloadable = new TreeMap<>();

	private final List<String> wrong = new ArrayList<>();

	SchemaCasesTests(TestDatabase database) {
		this.database = database;
		ROLES.forEach((role) -> database.execute("""
				DO $$ BEGIN
				  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN CREATE ROLE %1$s; END IF;
				END $$""".formatted(role)));
	}

	@Test
	void aSchemaIsInSyncWithItselfAndDriftsFromADifferentOne() {
		int different = 0;
		int same = 0;
		Optional<PgDump> pgDump = pgDump();
		for (SchemaCase schemaCase : this.cases) {
			DatabaseSchema expected = read(schemaCase, schemaCase.after());
			DatabaseSchema again = read(schemaCase, schemaCase.after());
			DatabaseSchema before = read(schemaCase, schemaCase.before());
			if (expected == null || again == null || before == null) {
				continue;
			}
			check(schemaCase, compare(expected, again), false);
			boolean comparable = pgDump.isPresent() || !schemaCase.name().matches(NOT_RELIABLE);
			if (comparable) {
				boolean differs = pgDump.map((dump) -> differs(schemaCase, dump)).orElse(schemaCase.changed());
				check(schemaCase, compare(expected, before), differs);
				different += differs ? 1 : 0;
				same += differs ? 0 : 1;
			}
		}
		System.out.printf("Schema cases: %d pairs; by %s %d differ and %d are the same; not loadable here: %s%n",
				this.cases.size(), pgDump.isPresent() ? "pg_dump" : "the suites", different, same, this.unloadable);
		assertThat(this.cases).isNotEmpty();
		assertThat(this.wrong).isEmpty();
	}

	private void check(SchemaCase schemaCase, SchemaDiff diff, boolean differs) {
		if (diff.inSync(true) == differs) {
			this.wrong.add(
					"%s should %s: %s".formatted(schemaCase.name(), differs ? "differ" : "be the same", diff.toText()));
		}
	}

	private Optional<PgDump> pgDump() {
		String version = String.valueOf(this.database.queryForValue("SHOW server_version_num"));
		return PgDump.ofMajorVersion(Integer.parseInt(version) / 10000);
	}

	private static boolean differs(SchemaCase schemaCase, PgDump dump) {
		return !dump(schemaCase.before(), dump).equals(dump(schemaCase.after(), dump));
	}

	private static List<String> dump(String script, PgDump dump) {
		try (TestDatabase database = TestDatabase.create()) {
			database.execute(script);
			return PgDump.statements(dump.dump(database));
		}
	}

	/** In a transaction that is rolled back, which is faster than a database for each. */
	private @Nullable DatabaseSchema read(SchemaCase schemaCase, String script) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(script.isBlank() ? "SELECT" : script);
			DatabaseSchema schema = new SchemaIntrospector().introspect(connection, IntrospectionOptions.all())
				.schema();
			connection.rollback();
			return schema;
		}
		catch (SQLException ex) {
			this.unloadable.put(schemaCase.name(),
					Objects.requireNonNull(ex.getMessage()).lines().findFirst().orElse(""));
			return null;
		}
	}

	private static SchemaDiff compare(DatabaseSchema expected, DatabaseSchema actual) {
		return SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
	}

}
