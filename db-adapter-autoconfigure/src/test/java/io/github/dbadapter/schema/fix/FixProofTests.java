package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
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
 * Fixes databases with rows in them from one schema to another and back, to nothing and
 * from nothing: those of public test suites that {@code -Dschema.cases.dir} names, and
 * our own.
 */
class FixProofTests {

	private static final Log logger = LogFactory.getLog(FixProofTests.class);

	private static final List<String> ROLES = List.of("role_1", "role_2", "testuser", "schemainspect_test_role");

	private final Map<String, String> failed = new TreeMap<>();

	private final Map<String, String> notLoaded = new TreeMap<>();

	private @Nullable DatabaseSchema nothing;

	private int passed;

	private int withoutRows;

	private int tables;

	@Test
	@EnabledIfSystemProperty(named = "fix.case", matches = ".*")
	void everyCaseIsRepairedInBothDirections() throws IOException, SQLException {
		try (TestDatabase any = TestDatabase.create()) {
			ROLES.forEach((role) -> any.execute(
					"DO $$ BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object THEN NULL; END $$".formatted(role)));
		}
		String only = System.getProperty("fix.case", "");
		for (String file : List.of("pgschema.json", "migra.json")) {
			Path path = Path.of(System.getProperty("schema.cases.dir")).resolve(file);
			for (JsonNode pair : JsonMapper.shared().readTree(Files.readString(path))) {
				String name = file.replace(".json", "/") + pair.get("name").asString();
				if (name.contains(only)) {
					prove(name, pair.get("old").asString(), pair.get("new").asString());
				}
			}
		}
		report("public cases");
		assertThat(this.failed).isEmpty();
	}

	@Test
	void ownCasesAreRepairedInBothDirections() throws IOException, SQLException {
		List<Path> scripts;
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/schema/fix"))) {
			scripts = files.filter((file) -> file.toString().endsWith(".sql")).sorted().toList();
		}
		for (Path script : scripts) {
			List<String> sides = Arrays.asList(Files.readString(script).split("(?m)^-- =+ new =+$"));
			prove(String.valueOf(script.getFileName()), sides.get(0), sides.get(1));
		}
		report("own cases");
		assertThat(this.failed).isEmpty();
		assertThat(this.notLoaded).isEmpty();
	}

	private void prove(String name, String before, String after) throws SQLException {
		try (TestDatabase old = TestDatabase.create(); TestDatabase next = TestDatabase.create()) {
			DatabaseSchema nothing = (this.nothing != null) ? this.nothing : Fixes.read(old);
			this.nothing = nothing;
			if (!load(name, old, before) || !load(name, next, after)) {
				return;
			}
			FixProof forward = new FixProof(old);
			FixProof back = new FixProof(next);
			DatabaseSchema first = forward.actual();
			DatabaseSchema second = back.actual();
			countRows(forward.fill(second).size(), first);
			countRows(back.fill(first).size(), second);
			List<Boolean> results = new ArrayList<>();
			results.add(lead(name + " old to new", forward, second));
			results.add(results.get(0) && lead(name + " new to nothing", forward, nothing));
			results.add(results.get(1) && lead(name + " nothing to new", forward, second));
			results.add(lead(name + " new to old", back, first));
			results.add(results.get(3) && lead(name + " old to nothing", back, nothing));
		}
	}

	private void countRows(int empty, DatabaseSchema schema) {
		this.withoutRows += empty;
		this.tables += (int) schema.objects(io.github.dbadapter.schema.Table.class).count();
	}

	private boolean lead(String name, FixProof proof, DatabaseSchema goal) throws SQLException {
		String problem;
		try {
			proof.goal(goal);
			problem = proof.leadTo(goal);
		}
		catch (RuntimeException ex) {
			problem = ex.toString();
		}
		if (problem != null) {
			this.failed.put(name, problem);
			logger.warn(name + ": " + problem);
			return false;
		}
		this.passed++;
		return true;
	}

	private boolean load(String name, TestDatabase database, String sql) {
		try {
			database.execute(sql);
			return true;
		}
		catch (IllegalStateException ex) {
			this.notLoaded.put(name, String.valueOf(ex.getMessage()).lines().findFirst().orElse(""));
			return false;
		}
	}

	private void report(String what) {
		logger.warn("%s: %d fixes passed, %d failed, %d cases could not be loaded, %d of %d tables took no row"
			.formatted(what, this.passed, this.failed.size(), this.notLoaded.size(), this.withoutRows, this.tables));
		this.failed.forEach((name, problem) -> logger.warn("failed     " + name + ": " + problem));
		this.notLoaded.forEach((name, problem) -> logger.warn("not loaded " + name + ": " + problem));
	}

}
