package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.fix.FixProof.Goal;
import io.github.dbadapter.test.PgDump;
import io.github.dbadapter.test.TestDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fixes databases with rows in them from one schema to another and back, to nothing and
 * from nothing: those of public test suites that {@code -Dschema.cases.dir} names, and
 * our own. Judged by our comparison, by the rows, and by {@code pg_dump} where there is
 * one of the server's version.
 */
class FixProofTests {

	private static final Log logger = LogFactory.getLog(FixProofTests.class);

	private static final List<String> ROLES = List.of("role_1", "role_2", "testuser", "schemainspect_test_role");

	private static final Pattern FROM = Pattern.compile("^-- from (\\d+)");

	private final Map<String, String> failed = new ConcurrentSkipListMap<>();

	private final Map<String, String> notLoaded = new ConcurrentSkipListMap<>();

	private final AtomicInteger passed = new AtomicInteger();

	private final AtomicInteger withoutRows = new AtomicInteger();

	private final AtomicInteger tables = new AtomicInteger();

	private @Nullable PgDump program;

	private Goal nothing = new Goal(Fixes.model(""), List.of(), null);

	@BeforeEach
	void prepare() {
		try (TestDatabase empty = TestDatabase.create()) {
			ROLES.forEach((role) -> empty.execute(
					"DO $$ BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object THEN NULL; END $$".formatted(role)));
			DatabaseSchema schema = Fixes.read(empty);
			this.program = PgDump.ofMajorVersion(schema.majorVersion()).orElse(null);
			this.nothing = Goal.of(empty, schema, this.program);
		}
	}

	/**
	 * {@code -Dfix.case=} chooses by a part of the name, {@code -Dfix.every=} each n-th.
	 */
	@Test
	@EnabledIfSystemProperty(named = "fix.case", matches = ".*")
	void everyCaseIsRepairedInBothDirections() throws Exception {
		String only = System.getProperty("fix.case", "");
		int every = Integer.getInteger("fix.every", 1);
		List<Case> cases = new ArrayList<>();
		for (String file : List.of("pgschema.json", "migra.json")) {
			Path path = Path.of(System.getProperty("schema.cases.dir")).resolve(file);
			for (JsonNode pair : JsonMapper.shared().readTree(Files.readString(path))) {
				String name = file.replace(".json", "/") + pair.get("name").asString();
				if (name.contains(only)) {
					cases.add(new Case(name, pair.get("old").asString(), pair.get("new").asString()));
				}
			}
		}
		prove("public cases", cases.stream().filter((one) -> cases.indexOf(one) % every == 0).toList());
	}

	@Test
	void ownCasesAreRepairedInBothDirections() throws Exception {
		List<Case> cases = new ArrayList<>();
		try (Stream<Path> files = Files.list(Path.of("src/test/resources/schema/fix"))) {
			for (Path script : files.filter((file) -> file.toString().endsWith(".sql")).sorted().toList()) {
				String text = Files.readString(script);
				Matcher from = FROM.matcher(text);
				if (!from.find() || Integer.parseInt(from.group(1)) <= this.nothing.schema().majorVersion()) {
					List<String> sides = Arrays.asList(text.split("(?m)^-- =+ new =+$"));
					cases.add(new Case(String.valueOf(script.getFileName()), sides.get(0), sides.get(1)));
				}
			}
		}
		prove("own cases", cases);
		assertThat(this.notLoaded).isEmpty();
	}

	private void prove(String what, List<Case> cases) throws IOException, InterruptedException, ExecutionException {
		// each has several of the server's 200 connections
		ExecutorService threads = Executors
			.newFixedThreadPool(Math.min(16, Runtime.getRuntime().availableProcessors()));
		try {
			List<Future<?>> running = new ArrayList<>();
			for (Case one : cases) {
				running.add(threads.submit(() -> {
					prove(one);
					return null;
				}));
			}
			for (Future<?> future : running) {
				future.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		logger.warn(
				"%s on PostgreSQL %d, judged %s: %d fixes passed, %d failed, %d cases could not be loaded, %d of %d tables took no row"
					.formatted(what, this.nothing.schema().majorVersion(),
							(this.program != null) ? "by pg_dump too" : "without pg_dump", this.passed.get(),
							this.failed.size(), this.notLoaded.size(), this.withoutRows.get(), this.tables.get()));
		this.failed.forEach((name, problem) -> logger.warn("failed     " + name + ": " + problem));
		this.notLoaded.forEach((name, problem) -> logger.warn("not loaded " + name + ": " + problem));
		assertThat(this.failed).isEmpty();
	}

	private void prove(Case one) throws SQLException {
		try (TestDatabase old = TestDatabase.create(); TestDatabase next = TestDatabase.create()) {
			if (!load(one.name(), old, one.before()) || !load(one.name(), next, one.after())) {
				return;
			}
			FixProof forward = new FixProof(old);
			FixProof back = new FixProof(next);
			Goal first = Goal.of(old, forward.actual(), this.program);
			Goal second = Goal.of(next, back.actual(), this.program);
			countRows(forward.fill(second.schema()).size(), first.schema());
			countRows(back.fill(first.schema()).size(), second.schema());
			boolean good = lead(one.name() + " old to new", forward, second)
					&& lead(one.name() + " new to nothing", forward, this.nothing)
					&& lead(one.name() + " nothing to new", forward, second);
			good = lead(one.name() + " new to old", back, first)
					&& lead(one.name() + " old to nothing", back, this.nothing) && good;
			logger.debug(one.name() + (good ? " passed" : " failed"));
		}
	}

	private void countRows(int empty, DatabaseSchema schema) {
		this.withoutRows.addAndGet(empty);
		this.tables.addAndGet((int) schema.objects(Table.class).count());
	}

	private boolean lead(String name, FixProof proof, Goal goal) {
		String problem;
		try {
			problem = proof.leadTo(goal);
		}
		catch (SQLException | RuntimeException ex) {
			problem = ex.toString();
		}
		if (problem != null) {
			this.failed.put(name, problem);
			return false;
		}
		this.passed.incrementAndGet();
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

	/**
	 * A pair of schemas.
	 */
	private record Case(String name, String before, String after) {

	}

}
