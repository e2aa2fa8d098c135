package io.github.dbadapter.schema.fix;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.TargetLock;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of fixes that end in the middle: the database is as before or as planned.
 */
@PostgresTest
class FixFaultTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	static final String BEFORE = "CREATE TABLE t (id int PRIMARY KEY, first int); INSERT INTO t SELECT g, g FROM generate_series(1, 50) g";

	static final String EXPECTED = "CREATE TABLE t (id int PRIMARY KEY, first bigint, slow text NOT NULL, last int)";

	/** One statement of the plan takes long enough to be met. */
	static final FixOptions SLOW = FixOptions.defaults()
		.withFill(Map.of(new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "t"), "slow"),
				"coalesce(pg_sleep(2)::text, '') || 'x'"));

	private static final String SLEEPING = "query LIKE 'ALTER TABLE%pg_sleep%' AND wait_event = 'PgSleep'";

	private final TestDatabase database;

	FixFaultTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

	@Test
	void aSessionThatIsTerminatedLeavesNothingBehind() throws Exception {
		this.database.execute(BEFORE);
		DatabaseSchema expected = Fixes.model(EXPECTED);
		String before = fingerprint();
		FixPlan plan = Fixes.plan(this.database, expected, SLOW);
		CompletableFuture<FixReport> running = Fixes.service(this.database, expected)
			.apply(plan, Fixes.EVERYTHING)
			.toFuture();
		this.database.execute("SELECT pg_terminate_backend(%d)".formatted(await(SLEEPING)));
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
		this.database.awaitNoSessions();
		assertThat(fingerprint()).isEqualTo(before);
		assertThat(this.database.count("t WHERE first = id")).isEqualTo(50);
	}

	@Test
	void aProcessThatIsKilledLeavesNothingBehindAndHoldsNoLock() throws Exception {
		this.database.execute(BEFORE);
		String before = fingerprint();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), FixProcess.class.getName(), this.database.host().name(),
				String.valueOf(this.database.host().port()), this.database.name(),
				String.valueOf(this.database.parameters().user()),
				String.valueOf(this.database.parameters().password()))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			await(SLEEPING);
		}
		finally {
			process.destroyForcibly().waitFor();
		}
		this.database.awaitNoSessions();
		assertThat(fingerprint()).isEqualTo(before);
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, first bigint)");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).isEmpty()).isTrue();
	}

	@Test
	void aServerThatStopsInTheMiddleComesBackAsBefore(@TempDir Path folder) throws Exception {
		DatabaseSchema expected = Fixes.model(EXPECTED);
		Path data = folder.resolve("data");
		String before;
		EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			// otherwise the stop may lose what was there before
			.setServerConfig("synchronous_commit", "on")
			.start();
		try {
			execute(server.getPort(), BEFORE);
			AdministrativeDatabase database = database(server.getPort());
			FixService service = new FixService(
					new FixTarget(null, database, Fixes.target(this.database, expected).expected()));
			FixPlan plan = Fixes.await(service.plan(SLOW, 0));
			before = plan.fingerprint();
			CompletableFuture<FixReport> running = service.apply(plan, Fixes.EVERYTHING).toFuture();
			awaitOn(server.getPort(), SLEEPING);
			long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
			new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
			while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
				Thread.sleep(50);
			}
		}
		finally {
			server.close();
		}
		try (EmbeddedPostgres again = EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.start()) {
			FixService service = new FixService(
					new FixTarget(null, database(again.getPort()), Fixes.target(this.database, expected).expected()));
			assertThat(Fixes.await(service.plan(SLOW, 0)).fingerprint()).isEqualTo(before);
		}
	}

	@Test
	void ofTwoAtOnceOneIsRefusedAndOneIsDone() throws Exception {
		this.database.execute(BEFORE);
		DatabaseSchema expected = Fixes.model(EXPECTED);
		FixPlan plan = Fixes.plan(this.database, expected, SLOW);
		CompletableFuture<FixReport> one = Fixes.service(this.database, expected)
			.apply(plan, Fixes.EVERYTHING)
			.toFuture();
		await(SLEEPING);
		assertThatExceptionOfType(FixRefusedException.class)
			.isThrownBy(() -> Fixes.apply(this.database, expected, plan))
			.withMessageContaining("another fix is running")
			.withMessageContaining("process ")
			.withMessageContaining("of postgres");
		this.database.execute("SELECT pg_cancel_backend(%d)".formatted(await(SLEEPING)));
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> one.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
			.withMessageContaining("everything was rolled back");
		this.database.awaitNoSessions();
		FixOptions quick = FixOptions.defaults().withFill(Map.of(SLOW.fill().keySet().iterator().next(), "'x'"));
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, quick));
		assertThat(this.database.count("t WHERE slow = 'x' AND first = id")).isEqualTo(50);
	}

	@Test
	void whoStandsInTheWayIsNamedAndWhoDoesNotIsNot() throws SQLException {
		this.database.execute("CREATE TABLE t (id int)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int); CREATE INDEX t_id ON t (id)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		try (Connection reader = this.database.connect();
				Statement reading = reader.createStatement();
				Connection writer = this.database.connect();
				Statement writing = writer.createStatement()) {
			reader.setAutoCommit(false);
			reading.execute("SET application_name = 'innocent reader'");
			reading.execute("LOCK TABLE t IN ACCESS SHARE MODE");
			writer.setAutoCommit(false);
			writing.execute("SET application_name = 'busy writer'");
			writing.execute("INSERT INTO t VALUES (1)");
			FixApproval hasty = Fixes.EVERYTHING.withLockTimeout(Duration.ofMillis(200));
			assertThatExceptionOfType(FixRefusedException.class)
				.isThrownBy(() -> Fixes.await(Fixes.service(this.database, expected).apply(plan, hasty)))
				.withMessageContaining("busy writer")
				.withMessageNotContaining("innocent reader")
				.withMessageContaining("Nothing was changed");
		}
	}

	@Test
	void anOnlinePlanThatIsInterruptedGoesOnWithANewOne() throws Exception {
		this.database
			.execute("CREATE TABLE t (id int, n int); INSERT INTO t SELECT g, g FROM generate_series(1, 50) g");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL CHECK (n > 0), note text);
				CREATE INDEX t_n ON t (n)""");
		FixOptions online = FixOptions.defaults().withOnline(true);
		FixPlan plan = Fixes.plan(this.database, expected, online);
		try (Connection older = this.database.connect(); Statement statement = older.createStatement()) {
			older.setAutoCommit(false);
			statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
			statement.execute("CREATE TEMP TABLE anything (id int)");
			CompletableFuture<FixReport> running = Fixes.service(this.database, expected)
				.apply(plan, Fixes.EVERYTHING.withLockTimeout(Duration.ofMillis(200)))
				.toFuture();
			int pid = await("query LIKE '%INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'");
			Thread.sleep(500);
			assertThat(running).as("waits for an older transaction longer than for a lock").isNotDone();
			this.database.execute("SELECT pg_terminate_backend(%d)".formatted(pid));
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
		}
		this.database.awaitNoSessions();
		assertThat(this.database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid")).hasSize(1);
		assertThat(this.database.count("t WHERE note IS NULL")).isEqualTo(50);
		FixPlan rest = Fixes.plan(this.database, expected, online);
		assertThat(rest.isEmpty()).isFalse();
		Fixes.apply(this.database, expected, rest);
		assertThat(Fixes.plan(this.database, expected, online.withDropExtra(true)).isEmpty()).isTrue();
		assertThat(this.database.query("SELECT 1 FROM pg_index WHERE NOT indisvalid")).isEmpty();
	}

	@Test
	void fixesAndRestoresRefuseEachOther() throws Exception {
		this.database.execute(BEFORE);
		DatabaseSchema expected = Fixes.model(EXPECTED);
		FixPlan plan = Fixes.plan(this.database, expected, SLOW);
		try (Connection restore = this.database.connect()) {
			restore.setAutoCommit(false);
			TargetLock.acquire(restore, "restore");
			assertThatExceptionOfType(FixRefusedException.class)
				.isThrownBy(() -> Fixes.apply(this.database, expected, plan))
				.withMessageContaining("a restore or sync is writing to it: process ")
				.withMessageContaining("Nothing was changed")
				.satisfies((refused) -> assertThat(refused.getReason()).isEqualTo(FixRefusedException.Reason.BUSY));
			restore.rollback();
			CompletableFuture<FixReport> running = Fixes.service(this.database, expected)
				.apply(plan, Fixes.EVERYTHING)
				.toFuture();
			await(SLEEPING);
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> TargetLock.acquire(restore, "restore"))
				.withMessageContaining("another restore, fix or sync is writing");
			restore.rollback();
			this.database.execute("SELECT pg_cancel_backend(%d)".formatted(await(SLEEPING)));
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
			TargetLock.acquire(restore, "restore");
		}
	}

	/** At repeatable read its eyes would be older than its locks. */
	@Test
	void rowsOfAWriterThatHoldsTheTableAreSeenWhateverTheIsolation() throws Exception {
		this.database.execute("CREATE TABLE gone (id int PRIMARY KEY)");
		this.database.execute("ALTER DATABASE \"%s\" SET default_transaction_isolation = 'repeatable read'"
			.formatted(this.database.name()));
		DatabaseSchema expected = Fixes.model("");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		try (Connection writer = this.database.connect(); Statement writing = writer.createStatement()) {
			writer.setAutoCommit(false);
			writing.execute("INSERT INTO gone VALUES (1)");
			CompletableFuture<FixReport> running = Fixes.service(this.database, expected)
				.apply(plan, FixApproval.none())
				.toFuture();
			this.database.awaitBlocked();
			writer.commit();
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
				.withCauseInstanceOf(FixRefusedException.class);
		}
		finally {
			this.database
				.execute("ALTER DATABASE \"%s\" RESET default_transaction_isolation".formatted(this.database.name()));
		}
		assertThat(this.database.count("gone")).isOne();
	}

	@Test
	void anOnlinePlanThatMeetsALockTellsWhatIsDone() throws Exception {
		this.database.execute("CREATE TABLE t (id int); INSERT INTO t SELECT g FROM generate_series(1, 50) g");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int UNIQUE)");
		FixOptions online = FixOptions.defaults().withOnline(true);
		FixPlan plan = Fixes.plan(this.database, expected, online);
		try (Connection older = this.database.connect();
				Statement waitedFor = older.createStatement();
				Connection reader = this.database.connect();
				Statement reading = reader.createStatement()) {
			older.setAutoCommit(false);
			waitedFor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
			waitedFor.execute("CREATE TEMP TABLE anything (id int)");
			CompletableFuture<FixReport> running = Fixes.service(this.database, expected)
				.apply(plan, Fixes.EVERYTHING.withLockTimeout(Duration.ofMillis(300)))
				.toFuture();
			await("query LIKE '%INDEX CONCURRENTLY%' AND wait_event_type = 'Lock'");
			reader.setAutoCommit(false);
			reading.execute("SET application_name = 'long reader'");
			reading.execute("SELECT count(*) FROM t");
			older.commit();
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> running.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
				.withMessageContaining("long reader")
				.withMessageContaining("Committed before and kept: statements 1")
				.withMessageContaining("Nothing more was changed");
		}
		this.database.awaitNoSessions();
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, online));
		assertThat(Fixes.plan(this.database, expected, online.withDropExtra(true)).isEmpty()).isTrue();
	}

	private String fingerprint() {
		return SchemaFingerprint.of(Fixes.read(this.database));
	}

	private int await(String activity) throws SQLException, InterruptedException {
		return await(this.database.parameters(), activity);
	}

	private static void awaitOn(int port, String activity) throws SQLException, InterruptedException {
		await(parameters(port), activity);
	}

	private static int await(ConnectionParameters parameters, String activity)
			throws SQLException, InterruptedException {
		try (Connection connection = new AdministrativeDatabase(parameters).open();
				Statement statement = connection.createStatement()) {
			long end = System.nanoTime() + LIMIT.toNanos();
			while (System.nanoTime() < end) {
				try (ResultSet row = statement.executeQuery(
						"SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database() AND state = 'active' AND "
								+ activity)) {
					if (row.next()) {
						return row.getInt(1);
					}
				}
				Thread.sleep(20);
			}
		}
		throw new AssertionError("Nothing was seen with " + activity);
	}

	private static void execute(int port, String sql) throws SQLException {
		try (Connection connection = DriverManager
			.getConnection("jdbc:postgresql://localhost:%d/postgres".formatted(port), "postgres", "postgres");
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	private static AdministrativeDatabase database(int port) {
		return new AdministrativeDatabase(parameters(port));
	}

	private static ConnectionParameters parameters(int port) {
		return new ConnectionParameters(List.of(new Host("localhost", port)), "postgres", "postgres", "postgres",
				Map.of());
	}

}
