package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.DatabaseOperationException;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ScratchDatabaseTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String SLOW = "CREATE TABLE t (x int); INSERT INTO t SELECT generate_series(1, 2000000000)";

	private final TestDatabase database;

	/** Scratch databases are found by their owner, so each test gets an owner. */
	private String role = "";

	ScratchDatabaseTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void createRole() {
		this.role = "scratch_%d".formatted(System.nanoTime());
		this.database.execute("CREATE ROLE %s LOGIN CREATEDB PASSWORD 'secret'".formatted(this.role));
	}

	@AfterEach
	void dropRole() {
		for (Map<String, Object> row : this.database.query(owned())) {
			this.database.execute("DROP DATABASE %s WITH (FORCE)".formatted(row.get("datname")));
		}
		this.database.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(this.role));
	}

	@Test
	void readsWhatPsqlWouldMakeOfTheScripts() {
		SqlScript first = SqlScript.parse("1.sql", """
				\\restrict x
				SET statement_timeout = 0;
				SET transaction_timeout = 0;
				SET no_such_setting = on;
				CREATE SCHEMA app AUTHORIZATION nobody;
				SET search_path = app;
				CREATE TABLE t (id int PRIMARY KEY, label text DEFAULT '?{fn x}');
				COPY t (id) FROM stdin;
				1
				2
				\\.
				GRANT SELECT ON t TO nobody;
				""");
		SqlScript second = SqlScript.parse("2.sql", """
				DO $$ BEGIN IF (SELECT count(*) FROM t) <> 2 THEN RAISE 'no data'; END IF; END $$;
				CREATE RULE r AS ON DELETE TO t DO ALSO (SELECT 1; SELECT 2);
				CREATE INDEX CONCURRENTLY i ON t (label);
				DROP TABLE IF EXISTS u;
				""");
		StepVerifier.create(scratch().load(List.of(first, second))).assertNext((loaded) -> {
			Table table = table(loaded.schema(), "app", "t");
			assertThat(table.column("label").defaultExpression()).isEqualTo("'?{fn x}'::text");
			assertThat(table.indexes()).hasSize(1);
			assertThat(table.rules()).hasSize(1);
			assertThat(loaded.place()).isEqualTo(ScratchMode.DATABASE);
			assertThat(loaded.skipped()).extracting(SkippedStatement::excerpt)
				.containsExactly("GRANT SELECT ON t TO nobody", "SET no_such_setting = on");
		}).expectComplete().verify(PATIENCE);
		assertThat(left()).isEmpty();
	}

	@Test
	void takesEncodingCollationAndSearchPathFromTheLiveDatabase() {
		this.database.execute("CREATE SCHEMA IF NOT EXISTS app");
		this.database.execute("GRANT USAGE, CREATE ON SCHEMA app TO " + this.role);
		this.database.execute("ALTER ROLE %s SET search_path = app, public".formatted(this.role));
		SqlScript script = SqlScript.parse("schema.sql", "CREATE TABLE t (x int)");
		StepVerifier.create(scratch().load(List.of(script)))
			.assertNext((loaded) -> assertThat(table(loaded.schema(), "app", "t")).isNotNull())
			.expectComplete()
			.verify(PATIENCE);
		String query = "SELECT format('%s %s %s', encoding, datcollate, datctype) FROM pg_database "
				+ "WHERE datname = current_database()";
		StepVerifier
			.create(scratch().probe()
				.flatMap((server) -> scratch().inDatabase(server,
						(connection, parameters) -> new TestQuery(new AdministrativeDatabase(parameters))
							.value(query))))
			.expectNext(String.valueOf(this.database.queryForValue(query)))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void aRefusedScriptCreatesNothingAndDoesNotEvenConnect() {
		SqlScript script = SqlScript.parse("schema.sql", "CREATE TABLE a (x int);\nCOMMIT;");
		AdministrativeDatabase nowhere = new AdministrativeDatabase(
				new ConnectionParameters(List.of(new Host("localhost", 1)), "none", "none", null, Map.of()));
		StepVerifier.create(new SchemaScratch(nowhere, ScratchOptions.of(ScratchMode.DATABASE)).load(List.of(script)))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(RefusedStatementException.class)
				.hasMessageStartingWith("schema.sql:2:1: "))
			.verify(PATIENCE);
	}

	@Test
	void aFailingStatementIsToldWithItsPlaceAndTheDatabaseIsDropped() {
		SqlScript script = SqlScript.parse("schema.sql", "CREATE TABLE ä (x int);\nCREATE TABLE b (\n  x nosuch);");
		StepVerifier.create(scratch().load(List.of(script))).expectErrorSatisfies((failure) -> {
			assertThat(failure).isInstanceOf(ScriptFailedException.class)
				.hasMessageContaining("type \"nosuch\" does not exist");
			assertThat(((ScriptFailedException) failure).getPosition()).hasToString("schema.sql:3:5");
			assertThat(((ScriptFailedException) failure).getSqlState()).isEqualTo("42704");
		}).verify(PATIENCE);
		assertThat(left()).isEmpty();
	}

	@Test
	void anUnavailableExtensionIsToldClearly() {
		StepVerifier.create(scratch().load(List.of(SqlScript.parse("schema.sql", "CREATE EXTENSION nosuch"))))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(ScriptFailedException.class)
				.hasMessageContaining("schema.sql:1:1: ")
				.hasMessageContaining("nosuch")
				.hasMessageContaining("snapshot"))
			.verify(PATIENCE);
	}

	@Test
	void aStatementThatTakesTooLongIsCancelledAndTheDatabaseDropped() {
		SchemaScratch scratch = new SchemaScratch(live(),
				ScratchOptions.of(ScratchMode.DATABASE).withStatementTimeout(Duration.ofMillis(300)));
		StepVerifier.create(scratch.load(List.of(SqlScript.parse("schema.sql", SLOW))))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(DatabaseOperationException.class)
				.hasMessageContaining("statement timeout"))
			.verify(PATIENCE);
		assertThat(left()).isEmpty();
	}

	@Test
	void aCancelDropsTheDatabaseAtWhateverMomentItComes() throws InterruptedException {
		for (int millis : List.of(0, 20, 60, 120, 250, 600)) {
			Disposable subscription = scratch().load(List.of(SqlScript.parse("schema.sql", SLOW))).subscribe();
			Thread.sleep(millis);
			subscription.dispose();
		}
		awaitQuiet();
		assertThat(left()).isEmpty();
	}

	/** What was cancelled may not have begun yet, or be between two connections. */
	private void awaitQuiet() throws InterruptedException {
		String sessions = "SELECT FROM pg_stat_activity WHERE usename = '%s'".formatted(this.role);
		Instant end = Instant.now().plus(PATIENCE);
		for (int quiet = 0; quiet < 10 && Instant.now().isBefore(end);) {
			Thread.sleep(100);
			quiet = (left().isEmpty() && this.database.query(sessions).isEmpty()) ? quiet + 1 : 0;
		}
	}

	@Test
	void aKilledProcessLeavesADatabaseThatALaterRunDrops() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp",
				System.getProperty("java.class.path"), KilledLoader.class.getName(), this.database.host().name(),
				String.valueOf(this.database.host().port()), this.database.name(), this.role, SLOW)
			.inheritIO()
			.start();
		try {
			for (Instant end = Instant.now().plus(PATIENCE); left().isEmpty() && Instant.now().isBefore(end);) {
				Thread.sleep(100);
			}
			assertThat(left()).hasSize(1);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		SqlScript script = SqlScript.parse("schema.sql", "CREATE TABLE t (x int)");
		SchemaScratch later = new SchemaScratch(live(),
				ScratchOptions.of(ScratchMode.DATABASE).withAbandonedAfter(Duration.ZERO));
		for (Instant end = Instant.now().plus(PATIENCE); !left().isEmpty() && Instant.now().isBefore(end);) {
			StepVerifier.create(later.load(List.of(script))).expectNextCount(1).expectComplete().verify(PATIENCE);
			Thread.sleep(200);
		}
		assertThat(left()).isEmpty();
	}

	@Test
	void onlyOldScratchDatabasesOfOursThatNobodyUsesAreDropped() throws Exception {
		long now = Instant.now().getEpochSecond();
		String abandoned = "dbadapter_scratch_%010d_0123456789ab".formatted(now - 3600);
		String young = "dbadapter_scratch_%010d_0123456789ac".formatted(now);
		String used = "dbadapter_scratch_%010d_0123456789ad".formatted(now - 3600);
		String others = "dbadapter_scratch_%010d_0123456789ae".formatted(now - 3600);
		String similar = "dbadapter_scratch_of_a_person_%d".formatted(now);
		for (String name : List.of(abandoned, young, used, similar)) {
			this.database.execute("CREATE DATABASE %s OWNER %s".formatted(name, this.role));
		}
		this.database.execute("CREATE DATABASE " + others);
		ConnectionParameters user = this.database.parameters(this.role, "secret").withDatabase(used);
		try (Connection connection = new AdministrativeDatabase(user).open()) {
			StepVerifier.create(scratch().load(List.of(SqlScript.parse("schema.sql", "CREATE TABLE t ()"))))
				.expectNextCount(1)
				.expectComplete()
				.verify(PATIENCE);
			assertThat(connection.isValid(1)).isTrue();
			assertThat(left()).containsExactlyInAnyOrder(young, used, similar);
			assertThat(this.database.query("SELECT FROM pg_database WHERE datname = '%s'".formatted(others)))
				.hasSize(1);
		}
		finally {
			this.database.execute("DROP DATABASE " + others);
		}
	}

	@Test
	void aRoleWithoutTheRightIsRefusedWithRemedies() {
		this.database.execute("ALTER ROLE %s NOCREATEDB".formatted(this.role));
		StepVerifier.create(scratch().load(List.of(SqlScript.parse("schema.sql", "CREATE TABLE t ()"))))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(OperationRefusedException.class)
				.hasMessageContaining("role '%s' may not create databases".formatted(this.role))
				.hasMessageContaining("CREATEDB")
				.hasMessageContaining("profile:<name>")
				.hasMessageContaining("snapshot"))
			.verify(PATIENCE);
	}

	@Test
	void theScratchDatabaseMayBeMadeOnAnotherServer() {
		this.database.execute("ALTER ROLE %s NOCREATEDB".formatted(this.role));
		SchemaScratch scratch = new SchemaScratch(live(), ScratchOptions.on(this.database.administrative()));
		StepVerifier.create(scratch.load(List.of(SqlScript.parse("schema.sql", "CREATE TABLE t ()"))))
			.expectNextCount(1)
			.expectComplete()
			.verify(PATIENCE);
	}

	private AdministrativeDatabase live() {
		return new AdministrativeDatabase(this.database.parameters(this.role, "secret"));
	}

	private SchemaScratch scratch() {
		return new SchemaScratch(live(), ScratchOptions.of(ScratchMode.DATABASE));
	}

	private String owned() {
		return "SELECT datname FROM pg_database WHERE datdba = '%s'::regrole".formatted(this.role);
	}

	private List<String> left() {
		return this.database.query(owned()).stream().map((row) -> String.valueOf(row.get("datname"))).toList();
	}

	private static Table table(DatabaseSchema schema, String namespace, String name) {
		return schema.table(QualifiedName.of(namespace, name));
	}

}
