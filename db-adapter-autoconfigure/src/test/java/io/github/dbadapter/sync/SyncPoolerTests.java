package io.github.dbadapter.sync;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.backup.TargetLock;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.fix.FixApproval;
import io.github.dbadapter.schema.fix.FixOptions;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixRefusedException;
import io.github.dbadapter.schema.fix.FixService;
import io.github.dbadapter.schema.fix.FixTarget;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.test.TestDatabase;
import io.github.dbadapter.test.TestServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Syncs, backups, restores and fixes through PgBouncer in transaction mode, with a single
 * connection to each database: a second one, or anything of a session, would not do. They
 * run where {@code pgbouncer} is installed.
 */
@EnabledIf(value = "isInstalled",
		disabledReason = "There is no 'pgbouncer' on the PATH (Debian: apt install pgbouncer)")
class SyncPoolerTests {

	private static final String SCHEMA = """
			CREATE TABLE customer (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
			CREATE TABLE orders (id serial PRIMARY KEY, customer_id int NOT NULL REFERENCES customer, total numeric,
				at timestamptz)""";

	private static final String ALL = "SELECT email, total, at FROM orders o JOIN customer c ON c.id = customer_id ORDER BY o.id";

	private static @Nullable Process pooler;

	private static int port;

	@TempDir
	private static Path folder;

	private final SyncPair pair = new SyncPair();

	@BeforeAll
	static void start() throws IOException {
		Path program = program().orElseThrow();
		ConnectionParameters server = TestServer.superuser();
		port = freePort();
		Path settings = folder.resolve("pgbouncer.ini");
		Files.writeString(settings, """
				[databases]
				* = host=%s port=%d user=%s password=%s
				[pgbouncer]
				listen_addr = 127.0.0.1
				listen_port = %d
				unix_socket_dir =
				auth_type = any
				pool_mode = transaction
				default_pool_size = 1
				max_client_conn = 50
				query_wait_timeout = 20
				ignore_startup_parameters = extra_float_digits
				%s
				""".formatted(server.hosts().get(0).name(), server.hosts().get(0).port(), server.user(),
				server.password(), port, System.getProperty("user.name").equals("root") ? "user = nobody" : ""));
		Path log = folder.resolve("pgbouncer.log");
		pooler = new ProcessBuilder(program.toString(), settings.toString()).redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		for (int attempt = 0; attempt < 100 && !isListening(); attempt++) {
			LockSupport.parkNanos(50_000_000);
		}
		assertThat(isListening()).as(Files.readString(log)).isTrue();
	}

	static boolean isInstalled() {
		return program().isPresent();
	}

	private static Optional<Path> program() {
		return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
			.map((path) -> Path.of(path, "pgbouncer"))
			.filter(Files::isExecutable)
			.findFirst();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress("127.0.0.1", port), 100);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	@AfterAll
	static void stop() throws InterruptedException {
		Process running = pooler;
		if (running != null) {
			running.destroy();
			running.waitFor(10, TimeUnit.SECONDS);
		}
	}

	@BeforeEach
	void fill() {
		this.pair.both(SCHEMA);
		this.pair.source.execute(
				"""
						INSERT INTO customer (email) SELECT 'c' || i FROM generate_series(1, 500) i;
						INSERT INTO orders (customer_id, total, at) SELECT 1 + i % 500, i / 3.0, '2026-01-01'::timestamptz + i * interval '1 h'
							FROM generate_series(1, 5000) i""");
		this.pair.profile("source", pooled(this.pair.source), false);
		this.pair.profile("target", pooled(this.pair.target), false);
	}

	@AfterEach
	void drop() {
		this.pair.close();
	}

	private static ConnectionParameters parameters(TestDatabase database) {
		ConnectionParameters direct = database.parameters();
		return new ConnectionParameters(List.of(new Host("127.0.0.1", port)), direct.database(), direct.user(),
				direct.password(), Map.of());
	}

	private static String pooled(TestDatabase database) {
		return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(database.parameters().user(),
				database.parameters().password(), port, database.name());
	}

	@Test
	void rowsComeOverAndDifferencesAreFound() {
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.targetRows(ALL)).isEqualTo(this.pair.sourceRows(ALL));
		this.pair.source.execute("UPDATE orders SET total = -1 WHERE id % 1000 = 0; DELETE FROM orders WHERE id = 7; "
				+ "INSERT INTO orders (customer_id, total) VALUES (5, 5)");
		assertThat(SyncPair.numbers(this.pair.compare(SyncRequest.defaults()), "orders"))
			.isEqualTo("1+ 5~ 4994= 1- 0s 0f");
		for (int time = 0; time < 8; time++) {
			// often enough for the driver to name its statements
			assertThat(this.pair.sync(SyncPair.apply(SyncMode.MIRROR).withPreview(true)).hasChanges()).isTrue();
		}
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "orders")).isEqualTo("1+ 5~ 4994= 1- 0s 0f");
		assertThat(this.pair.targetRows(ALL)).isEqualTo(this.pair.sourceRows(ALL));
		assertThat(this.pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
		nothingIsLeft(this.pair.source);
		nothingIsLeft(this.pair.target);
	}

	@Test
	void theSameDatabaseIsRefusedThroughAPooler() {
		this.pair.profile("direct", this.pair.source.url(), false);
		this.pair.profile("again", pooled(this.pair.source).replace("127.0.0.1", "localhost"), false);
		SyncRequest request = SyncPair.apply(SyncMode.SKIP);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.pair.service().sync("direct", "source", request).block(SyncPair.TIMEOUT))
			.withMessageContaining("one and the same database");
	}

	@Test
	void theSecondOfTwoIsRefusedThroughAPooler() throws SQLException {
		try (Connection other = this.pair.target.connect()) {
			other.setAutoCommit(false);
			TargetLock.acquire(other, "test");
			assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.pair.sync(SyncMode.SKIP));
		}
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
	}

	@Test
	void backupsAndRestoresLeaveNothingInTheSession() {
		BackupService backups = new BackupService(new AdministrativeDatabase(parameters(this.pair.source)), null);
		RestoreService restores = new RestoreService(new AdministrativeDatabase(parameters(this.pair.target)));
		Path file = folder.resolve("pooled.json.gz");
		for (int time = 0; time < 7; time++) {
			backups.backup(BackupRequest.to(file)).block(SyncPair.TIMEOUT);
			RestoreResult result = restores.restore(RestoreRequest.from(file)).block(SyncPair.TIMEOUT);
			assertThat(result).isNotNull();
			assertThat(result.written()).isEqualTo((time == 0) ? 5500 : 0);
		}
		assertThat(this.pair.targetRows(ALL)).isEqualTo(this.pair.sourceRows(ALL));
		nothingIsLeft(this.pair.source);
		nothingIsLeft(this.pair.target);
	}

	@Test
	void aFixLeavesNothingInTheSession() {
		this.pair.source.execute("CREATE INDEX total ON orders (total)");
		this.pair.sync(SyncMode.SKIP);
		AdministrativeDatabase target = new AdministrativeDatabase(parameters(this.pair.target));
		IntrospectionOptions scope = IntrospectionOptions.all();
		DatabaseSchema schema = this.pair.source.administrative()
			.execute("read", (connection) -> new SchemaIntrospector().introspect(connection, scope).schema())
			.block(SyncPair.TIMEOUT);
		FixService fixes = new FixService(
				FixTarget.of(null, target, new ExpectedSchema("a model", null, schema, Map.of(), List.of()), scope));
		FixPlan plan = fixes.plan(FixOptions.defaults().withOnline(true), 0).block(SyncPair.TIMEOUT);
		assertThat(plan).isNotNull();
		assertThat(fixes.apply(plan, FixApproval.none()).block(SyncPair.TIMEOUT)).isNotNull();
		nothingIsLeft(this.pair.target);
		assertThatExceptionOfType(FixRefusedException.class)
			.isThrownBy(() -> fixes.apply(plan, FixApproval.none()).block(SyncPair.TIMEOUT))
			.withMessageContaining("its schema is no longer");
		nothingIsLeft(this.pair.target);
	}

	/** Whoever gets the connection next. */
	private static void nothingIsLeft(TestDatabase database) {
		AdministrativeDatabase pooled = new AdministrativeDatabase(parameters(database));
		String left = pooled.<String>execute("look", (connection) -> {
			try (var statement = connection.createStatement(); var row = statement.executeQuery("""
					SELECT concat_ws(' ', current_setting('work_mem'), current_setting('IntervalStyle'),
						current_setting('enable_sort'), current_setting('statement_timeout'),
						current_setting('lock_timeout'), current_setting('client_connection_check_interval'),
						nullif(current_setting('db_adapter.user_id', true), ''),
						(SELECT count(*) FROM pg_prepared_statements WHERE name LIKE 'S\\_%'),
						(SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()),
						(SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()))""")) {
				row.next();
				return row.getString(1);
			}
		}).block(SyncPair.TIMEOUT);
		assertThat(left).isEqualTo("4MB postgres on 0 0 0 0 0 0");
	}

}
