package io.github.dbadapter.schema.introspect;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DdlScript;
import io.github.dbadapter.schema.DdlStatement;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.SchemaSnapshot;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.test.TestDatabase;
import io.github.dbadapter.test.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A schema that is introspected, written as DDL and run into an empty database gives the
 * same model, and the same {@code pg_dump} where one that fits the server is installed.
 */
class SchemaRoundTripTests {

	private static final @Nullable Path PG_DUMP = pgDump();

	private static final String EMPTY = """
			DO $$
			DECLARE command text;
			BEGIN
				FOR command IN
					SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
					UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
					UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE oid >= 16384
					UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
						WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
					UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
					UNION ALL SELECT format('DROP LANGUAGE %I CASCADE', lanname) FROM pg_language WHERE oid >= 16384
					UNION ALL SELECT format('DROP ACCESS METHOD %I CASCADE', amname) FROM pg_am WHERE oid >= 16384
				LOOP
					EXECUTE command;
				END LOOP;
			END $$;
			CREATE SCHEMA public;
			COMMENT ON SCHEMA public IS 'standard public schema';
			""";

	private static final List<TestDatabase> DATABASES = new ArrayList<>();

	@BeforeAll
	static void createDatabases() {
		DATABASES.add(TestDatabase.create());
		DATABASES.add(TestDatabase.create());
	}

	@BeforeAll
	static void createRoles() throws SQLException {
		for (String role : List.of("role_1", "role_2", "testuser", "schemainspect_test_role", "nobody_here",
				"someone_else")) {
			try (Connection connection = new AdministrativeDatabase(TestServer.superuser()).open();
					Statement statement = connection.createStatement()) {
				statement
					.execute("DO $$ BEGIN CREATE ROLE " + role + "; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
			}
		}
	}

	static List<SchemaCases.Case> cases() {
		return SchemaCases.all();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void writtenAndReadAgainIsEqual(SchemaCases.Case example) throws SQLException, IOException, InterruptedException {
		TestDatabase original = DATABASES.get(0);
		TestDatabase copy = DATABASES.get(1);
		load(original, example);
		DatabaseSchema schema = introspect(original);
		assertThat(SchemaSnapshot.read(SchemaSnapshot.write(schema), "snapshot")).isEqualTo(schema);
		DatabaseSchema again = copy(schema, copy);
		if (!differences(schema, again).isEmpty()) {
			// PostgreSQL's own rendering of an IN list over varchar settles only at the
			// second pass.
			empty(0);
			schema = again;
			again = copy(again, DATABASES.get(0));
		}
		assertThat(differences(schema, again)).as(script(DdlScript.create(schema))).isEmpty();
		assertThat(again.dependencies()).isEqualTo(schema.dependencies());
		if (PG_DUMP != null) {
			assertThat(dump(PG_DUMP, copy)).containsExactlyElementsOf(dump(PG_DUMP, original));
		}
	}

	private static DatabaseSchema copy(DatabaseSchema schema, TestDatabase target) throws SQLException {
		run(target, DdlScript.create(schema));
		return introspect(target);
	}

	/** Making a database anew takes far longer than emptying one. */
	@AfterEach
	void emptyDatabases() throws SQLException {
		empty(0);
		empty(1);
	}

	private static void empty(int number) throws SQLException {
		TestDatabase database = DATABASES.get(number);
		database.execute(EMPTY);
		if (introspect(database).objects().size() != 1) {
			database.close();
			DATABASES.set(number, TestDatabase.create());
		}
	}

	@AfterAll
	static void dropDatabases() {
		DATABASES.forEach(TestDatabase::close);
	}

	private static void load(TestDatabase database, SchemaCases.Case example) {
		try {
			if (!example.sql().isBlank()) {
				database.executeScript(example.sql());
			}
		}
		catch (IllegalStateException ex) {
			if (example.name().contains(".json")) {
				abort("Not loadable here: " + example.name() + ": " + ex.getMessage().lines().findFirst().orElse(""));
			}
			throw ex;
		}
	}

	private static void run(TestDatabase database, List<DdlStatement> statements) throws SQLException {
		try (Connection connection = database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute(DdlScript.SETTINGS);
			for (DdlStatement ddl : statements) {
				try {
					statement.execute(ddl.sql());
				}
				catch (SQLException ex) {
					throw new IllegalStateException(ex.getMessage() + " in " + ddl + "\n\n" + script(statements), ex);
				}
			}
			connection.commit();
		}
	}

	private static String script(List<DdlStatement> statements) {
		return statements.stream().map(DdlStatement::toString).collect(Collectors.joining("\n"));
	}

	private static DatabaseSchema introspect(TestDatabase database) throws SQLException {
		try (Connection connection = database.connect()) {
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema();
		}
	}

	private static Map<ObjectReference, String> differences(DatabaseSchema one, DatabaseSchema other) {
		Map<ObjectReference, String> differences = new TreeMap<>();
		TreeSet<ObjectReference> names = new TreeSet<>(one.objects().keySet());
		names.addAll(other.objects().keySet());
		for (ObjectReference name : names) {
			SchemaObject expected = withoutVersion(one.objects().get(name));
			SchemaObject actual = withoutVersion(other.objects().get(name));
			if (expected == null || !expected.equals(actual)) {
				differences.put(name, "\n expected " + expected + "\n but was  " + actual);
			}
		}
		return differences;
	}

	private static @Nullable SchemaObject withoutVersion(@Nullable SchemaObject object) {
		return (object instanceof Extension extension)
				? new Extension(extension.name(), extension.schema(), "", extension.comment()) : object;
	}

	private static @Nullable Path pgDump() {
		String major = System.getProperty("pg.version", "17").split("\\.")[0];
		List<Path> folders = new ArrayList<>(List.of(Path.of("/usr/lib/postgresql", major, "bin")));
		for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
			folders.add(Path.of(folder));
		}
		return folders.stream()
			.map((folder) -> folder.resolve("pg_dump"))
			.filter(Files::isExecutable)
			.filter((file) -> version(file).compareTo(Integer.valueOf(major)) >= 0)
			.findFirst()
			.orElse(null);
	}

	private static Integer version(Path pgDump) {
		try {
			Process process = new ProcessBuilder(pgDump.toString(), "--version").start();
			String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			var matcher = Pattern.compile("(\\d+)\\.").matcher(text);
			return matcher.find() ? Integer.valueOf(matcher.group(1)) : Integer.valueOf(0);
		}
		catch (IOException ex) {
			return 0;
		}
	}

	/** Statements in any order, since that of equal rank is by oid or name. */
	private static List<String> dump(Path pgDump, TestDatabase database) throws IOException, InterruptedException {
		ConnectionParameters parameters = database.parameters();
		ProcessBuilder builder = new ProcessBuilder(pgDump.toString(), "-s", "-O", "-x", "-h", database.host().name(),
				"-p", String.valueOf(database.host().port()), "-U", String.valueOf(parameters.user()), database.name());
		builder.environment().put("PGPASSWORD", String.valueOf(parameters.password()));
		Process process = builder.redirectErrorStream(true).start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(text).isZero();
		return Arrays.stream(text.split("\n--\n"))
			.map((block) -> block.lines().filter((line) -> !line.startsWith("\\")).collect(Collectors.joining("\n")))
			.sorted()
			.toList();
	}

}
