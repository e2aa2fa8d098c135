package io.github.dbadapter.sql;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.profile.ConnectionUrl;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class AdministrativeDatabaseTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	/** What the first record of TLS begins with. */
	private static final int TLS_HANDSHAKE = 22;

	private final TestDatabase database;

	AdministrativeDatabaseTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void locksOfWorkThatFailedAreFreeWhenItIsTold() throws SQLException {
		try (Connection observer = this.database.connect(); Statement statement = observer.createStatement()) {
			for (int i = 0; i < 50; i++) {
				StepVerifier.create(this.database.administrative().execute("fail", (connection) -> {
					connection.setAutoCommit(false);
					connection.createStatement().execute("SELECT pg_advisory_xact_lock(4711)");
					throw new IllegalStateException("on purpose");
				})).expectErrorMessage("on purpose").verify(TIMEOUT);
				try (ResultSet free = statement.executeQuery("SELECT pg_try_advisory_xact_lock(4711)")) {
					free.next();
					assertThat(free.getBoolean(1)).isTrue();
				}
			}
		}
	}

	@Test
	void executeRunsTheWorkAndClosesTheConnection() {
		Mono<String> name = this.database.administrative().execute("read", (connection) -> {
			try (var rows = connection.createStatement().executeQuery("SELECT current_database()")) {
				rows.next();
				return rows.getString(1);
			}
		});
		StepVerifier.create(name).expectNext(this.database.name()).expectComplete().verify(TIMEOUT);
		assertThat(otherSessions("")).isZero();
	}

	@Test
	void cancelStopsAStatementThatIsJustBeingSent() throws Exception {
		this.database.execute("CREATE TABLE contended (id int)");
		try (Connection holder = this.database.connect()) {
			holder.setAutoCommit(false);
			holder.createStatement().execute("LOCK TABLE contended");
			for (int attempt = 0; attempt < 60; attempt++) {
				CountDownLatch started = new CountDownLatch(1);
				Disposable work = this.database.administrative().execute("lock", (connection) -> {
					started.countDown();
					connection.createStatement().execute("SELECT 1");
					return connection.createStatement().execute("TABLE contended");
				}).subscribe((result) -> {
				}, (failure) -> {
				});
				assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
				LockSupport.parkNanos(attempt * 20_000L);
				work.dispose();
			}
			for (int attempt = 0; attempt < 200 && waiting() > 0; attempt++) {
				LockSupport.parkNanos(100_000_000);
			}
			assertThat(waiting()).isZero();
		}
	}

	private long waiting() {
		return this.database.count("pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()");
	}

	@Test
	void cancelStopsTheStatementOnTheServer() throws InterruptedException {
		var subscription = this.database.administrative().execute("wait", (connection) -> {
			try (Statement statement = connection.createStatement()) {
				return statement.execute("SELECT pg_sleep(60)");
			}
		}).onErrorComplete().subscribe();
		await("pg_sleep", 1);
		subscription.dispose();
		await("pg_sleep", 0);
	}

	@Test
	void rejectedStatementKeepsItsSqlState() {
		Mono<Boolean> work = this.database.administrative()
			.execute("count the rows", (connection) -> connection.createStatement().execute("SELECT * FROM missing"));
		StepVerifier.create(work).expectErrorSatisfies((error) -> {
			assertThat(error).isInstanceOf(DatabaseOperationException.class)
				.hasMessageContaining("Could not count the rows on localhost")
				.hasMessageContaining("42P01");
			assertThat(((DatabaseOperationException) error).getSqlState()).isEqualTo("42P01");
		}).verify(TIMEOUT);
	}

	@Test
	void wrongPasswordIsUnavailableWithoutThePasswordInTheMessage() {
		ConnectionParameters wrong = new ConnectionParameters(this.database.parameters().hosts(), this.database.name(),
				"nobody", "s3cret-x", Map.of());
		StepVerifier.create(new AdministrativeDatabase(wrong).execute("connect", (connection) -> 1))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(DatabaseUnavailableException.class)
				.hasMessageContaining("as user 'nobody'")
				.hasMessageNotContaining("s3cret-x"))
			.verify(TIMEOUT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "sslmode=verify-full", "sslmode=verify-ca", "sslrootcert=system",
			"sslmode=verify-full&sslrootcert=system" })
	void withoutAFileOfAuthoritiesThoseOfJavaVerifyTheServer(String parameters) throws Exception {
		try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			CompletableFuture<Integer> firstOfTls = CompletableFuture.supplyAsync(() -> acceptTls(server));
			AdministrativeDatabase database = new AdministrativeDatabase(ConnectionUrl
				.parse("postgresql://app@127.0.0.1:%d/shop?%s".formatted(server.getLocalPort(), parameters), "URL"));
			assertThatExceptionOfType(DatabaseUnavailableException.class).isThrownBy(database::open)
				.withMessageNotContaining("root certificate file");
			assertThat(firstOfTls.get(10, TimeUnit.SECONDS)).isEqualTo(TLS_HANDSHAKE);
		}
	}

	/** Agrees to TLS, and tells the first byte that then comes. */
	private static int acceptTls(ServerSocket server) {
		try (Socket client = server.accept()) {
			client.getInputStream().readNBytes(8);
			client.getOutputStream().write('S');
			return client.getInputStream().read();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void unreachableHostIsUnavailable() {
		ConnectionParameters nowhere = new ConnectionParameters(List.of(new Host("localhost", 1)), "shop", "app", null,
				Map.of());
		StepVerifier.create(new AdministrativeDatabase(nowhere).execute("connect", (connection) -> 1))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(DatabaseUnavailableException.class)
				.hasMessageContaining("localhost:1/shop")
				.hasMessageContaining("refused. (SQLSTATE 08001). Check that the server is running"))
			.verify(TIMEOUT);
	}

	private void await(String query, long expected) throws InterruptedException {
		for (int attempt = 0; attempt < 200 && otherSessions(query) != expected; attempt++) {
			Thread.sleep(100);
		}
		assertThat(otherSessions(query)).isEqualTo(expected);
	}

	private long otherSessions(String query) {
		return this.database.count("pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
				+ " AND backend_type = 'client backend' AND state = 'active' AND query LIKE '%" + query + "%'");
	}

}
