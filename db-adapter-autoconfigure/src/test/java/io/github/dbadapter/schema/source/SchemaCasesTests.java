package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DdlScript;
import io.github.dbadapter.schema.DdlStatement;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Loads the schemas of public test suites, where these are at hand
 * ({@code -Dschema.cases.dir}), in both scratch places and compares what comes of it.
 */
@PostgresTest
@EnabledIfSystemProperty(named = "schema.cases.dir", matches = ".+")
class SchemaCasesTests {

	private static final Log logger = LogFactory.getLog(SchemaCasesTests.class);

	/** Roles, extensions and syntax that a server may lack. */
	private static final Pattern NOT_OF_THIS_SERVER = Pattern.compile(
			".*(role \"\\w+\" does not exist|extension \"\\w+\" is not available|SQLSTATE 42601).*", Pattern.DOTALL);

	private final TestDatabase database;

	SchemaCasesTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void bothPlacesGiveTheSameModel() throws IOException {
		Map<String, String> database = new TreeMap<>();
		Map<String, String> transaction = new TreeMap<>();
		List<String> wrong = new ArrayList<>();
		for (SqlScript script : scripts()) {
			LoadedSchema expected = load(script, ScratchMode.DATABASE, database);
			LoadedSchema actual = load(script, ScratchMode.TRANSACTION, transaction);
			if (expected != null && actual != null && !expected.schema().equals(actual.schema())) {
				wrong.add(difference(script, expected, actual));
			}
			if (expected == null && actual != null) {
				wrong.add(script.name() + " loads in a transaction only");
			}
		}
		report("a scratch database", database);
		report("a scratch transaction", transaction);
		assertThat(wrong).isEmpty();
		assertThat(database).allSatisfy((name, reason) -> assertThat(reason).matches(NOT_OF_THIS_SERVER));
	}

	/** Expressions are compared at this fixed point. */
	@Test
	void whatIsRenderedTwiceStaysTheSame() throws IOException {
		Map<String, String> refused = new TreeMap<>();
		Map<String, String> failed = new TreeMap<>();
		List<String> wrong = new ArrayList<>();
		for (SqlScript script : scripts()) {
			LoadedSchema first = load(script, ScratchMode.TRANSACTION, refused);
			if (first != null) {
				LoadedSchema second = load(rendered(script.name(), first.schema()), ScratchMode.TRANSACTION, failed);
				LoadedSchema third = (second != null)
						? load(rendered(script.name(), second.schema()), ScratchMode.TRANSACTION, failed) : null;
				if (second != null && third != null && !second.schema().equals(third.schema())) {
					wrong.add(difference(script, second, third));
				}
			}
		}
		report("a scratch transaction once rendered", failed);
		assertThat(wrong).isEmpty();
		assertThat(failed).isEmpty();
	}

	private static SqlScript rendered(String name, DatabaseSchema schema) {
		String text = DdlScript.create(schema)
			.stream()
			.map(DdlStatement::toString)
			.collect(Collectors.joining("\n", "SET search_path = '';\nSET TimeZone = 'UTC';\n", "\n"));
		return SqlScript.parse(name, text);
	}

	/** Needs a pg_dump of the server's version or newer ({@code -Dpg.dump=/path}). */
	@Test
	@EnabledIfSystemProperty(named = "pg.dump", matches = ".+")
	void aDumpGivesWhatWasDumped() throws IOException, InterruptedException {
		List<String> wrong = new ArrayList<>();
		Map<String, String> transaction = new TreeMap<>();
		int compared = 0;
		for (SqlScript script : scripts()) {
			if (!script.name().endsWith(".new")) {
				continue;
			}
			try (TestDatabase dumped = TestDatabase.create()) {
				ScriptPlan plan = ScriptPlan.forDatabase(List.of(script));
				plan.run().forEach((statement) -> dumped.execute(statement.text()));
				compared++;
				LoadedSchema expected = new LoadedSchema(Objects
					.requireNonNull(
							new SchemaIntrospector().introspect(dumped.administrative(), IntrospectionOptions.all())
								.block(Duration.ofMinutes(1)))
					.schema(), List.of(), ScratchMode.DATABASE);
				SqlScript dump = SqlScript.parse(script.name(), dump(dumped));
				LoadedSchema actual = load(dump, ScratchMode.DATABASE, transaction);
				LoadedSchema other = load(dump, ScratchMode.TRANSACTION, transaction);
				if (actual != null && other != null && !other.schema().equals(actual.schema())) {
					wrong.add(difference(dump, actual, other));
				}
				if (actual == null) {
					wrong.add(script.name());
				}
				else if (!expected.schema().objects().keySet().equals(actual.schema().objects().keySet())) {
					wrong.add(difference(dump, expected, actual));
				}
			}
			catch (IllegalStateException ex) {
				logger.warn(script.name() + " is not of this server: " + ex.getMessage());
			}
		}
		report("a scratch place", transaction);
		assertThat(wrong).isEmpty();
		assertThat(compared).isGreaterThan(200);
	}

	private static String dump(TestDatabase database) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(System.getProperty("pg.dump"), "-s", "-d", database.url())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).isZero();
		return dump;
	}

	private static void report(String place, Map<String, String> failures) {
		logger.warn("%d scripts cannot be read in %s".formatted(failures.size(), place));
		failures.values().forEach(logger::warn);
	}

	private static String difference(SqlScript script, LoadedSchema expected, LoadedSchema actual) {
		StringBuilder text = new StringBuilder(script.name());
		expected.schema().objects().forEach((reference, object) -> {
			if (!object.equals(actual.schema().objects().get(reference))) {
				text.append("\n  expected ")
					.append(object)
					.append("\n  actual   ")
					.append(actual.schema().objects().get(reference));
			}
		});
		actual.schema().objects().forEach((reference, object) -> {
			if (!expected.schema().objects().containsKey(reference)) {
				text.append("\n  extra ").append(object);
			}
		});
		if (!expected.schema().dependencies().equals(actual.schema().dependencies())) {
			text.append("\n  dependencies ")
				.append(expected.schema().dependencies())
				.append("\n  actual ")
				.append(actual.schema().dependencies());
		}
		return text.toString();
	}

	private @Nullable LoadedSchema load(SqlScript script, ScratchMode mode, Map<String, String> failures) {
		try {
			return new SchemaScratch(this.database.administrative(), ScratchOptions.of(mode)).load(List.of(script))
				.block(Duration.ofMinutes(1));
		}
		catch (DbAdapterException ex) {
			failures.put(script.name(), String.valueOf(ex.getMessage()));
			return null;
		}
	}

	private static List<SqlScript> scripts() throws IOException {
		List<SqlScript> scripts = new ArrayList<>();
		Path directory = Path.of(System.getProperty("schema.cases.dir"));
		for (String file : List.of("migra.json", "pgschema.json")) {
			for (JsonNode pair : JsonMapper.shared().readTree(Files.readString(directory.resolve(file)))) {
				for (String side : List.of("old", "new")) {
					scripts.add(SqlScript.parse(pair.get("name").asString() + "." + side, pair.get(side).asString()));
				}
			}
		}
		return scripts;
	}

}
