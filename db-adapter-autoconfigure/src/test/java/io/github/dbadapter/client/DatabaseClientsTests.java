package io.github.dbadapter.client;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileDefinition;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.UnknownProfileException;
import io.github.dbadapter.test.PooledConnections;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest
class DatabaseClientsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	private final Map<String, ConnectionPool> pools = new ConcurrentHashMap<>();

	DatabaseClientsTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void sharesOnePoolForAProfileAndClosesIt() {
		DatabaseClients clients = clients(Map.of());
		DatabaseClient client = clients.get("local");
		assertThat(clients.get("local")).isSameAs(client);
		assertThat(this.pools).containsOnlyKeys("local");
		assertThat(backends()).as("nothing is opened before it is used").isZero();
		Flux.range(0, 60).flatMap((i) -> client.execute("SELECT pg_sleep(0.02)").then(), 60).blockLast(TIMEOUT);
		assertThat(backends()).isBetween(5L, 15L);

		clients.close().block(TIMEOUT);
		clients.close().block(TIMEOUT);

		assertThat(this.pools.get("local").isDisposed()).isTrue();
		assertThatIllegalStateException().isThrownBy(() -> clients.get("local"));
		assertThatIllegalStateException().isThrownBy(() -> client.execute("SELECT 1").blockLast(TIMEOUT))
			.withMessageContaining("closed");
		this.database.awaitNoSessions();
	}

	/** The pool opens four more connections when it has lent the first one. */
	@Test
	void closedWhileItWarmsUpItOpensNothingMore() {
		for (int delay = 0; delay < 60; delay += 12) {
			DatabaseClients clients = clients(Map.of());
			DatabaseClient client = clients.get("local");
			if (delay == 0) {
				client.execute("SELECT 1").blockLast(TIMEOUT);
			}
			else {
				client.execute("SELECT 1").onErrorComplete().subscribe();
				Mono.delay(Duration.ofMillis(delay)).block();
			}
			clients.close().block(TIMEOUT);
			this.database.awaitNoSessions();
			for (int i = 0; i < 40; i++) {
				assertThat(backends()).as("closed after %d ms", delay).isZero();
				Mono.delay(Duration.ofMillis(10)).block();
			}
		}
	}

	@Test
	void ofManyConnectionsThatTheServerHasEndedNoneIsInTheWay() {
		DatabaseClients clients = clients(Map.of());
		DatabaseClient client = clients.get("local");
		PooledConnections.fill(this.pools.get("local")).terminate(this.database);
		for (int i = 0; i < 3; i++) {
			assertThat(TestClient.all(client.execute("SELECT 1 AS one"))).containsExactly(Map.of("one", 1));
		}
		clients.close().block(TIMEOUT);
		this.database.awaitNoSessions();
	}

	@Test
	void leavesExistingClientsOpen() {
		TestClient existing = new TestClient(this.database);
		DatabaseClients clients = clients(Map.of("local", existing.get()));
		assertThat(clients.get("local")).isSameAs(existing.get());
		clients.close().block(TIMEOUT);
		assertThat(TestClient.all(existing.get().execute("SELECT 1 AS one"))).containsExactly(Map.of("one", 1));
		existing.close();
	}

	@Test
	void unknownProfileIsTold() {
		assertThatExceptionOfType(UnknownProfileException.class).isThrownBy(() -> clients(Map.of()).get("locale"))
			.withMessageContaining("local");
	}

	@Test
	void supabaseProfileIsReachedByRest() {
		try (PostgrestServer server = new PostgrestServer(this.database)) {
			this.database.execute("CREATE TABLE note (id int PRIMARY KEY)");
			Profiles profiles = new Profiles(Map.of("hosted",
					new ProfileDefinition("supabase", server.url(), null, PostgrestServer.KEY, null, null, false)),
					ProfileSelection.NONE, LockFile.none());
			DatabaseClients clients = new DatabaseClients(profiles);
			assertThat(TestClient.value(clients.get("hosted").insert("note", Map.of("id", 1))))
				.isEqualTo(Map.of("id", 1));
			assertThat(server.requests).isNotEmpty();
			clients.close().block(TIMEOUT);
		}
	}

	/**
	 * As in an application without {@code spring-webflux}, where everything else works.
	 */
	@Test
	void withoutWebClientItSaysWhatToAdd() throws Exception {
		try (WithoutWebClient classes = new WithoutWebClient()) {
			Class<?> main = classes.loadClass(UseOfSupabase.class.getName());
			assertThat(main.getDeclaredMethod("message").invoke(null)).asString()
				.contains("'hosted'", "spring-boot-starter-webclient");
		}
	}

	private DatabaseClients clients(Map<String, DatabaseClient> existing) {
		Profiles profiles = new Profiles(
				Map.of("local", ProfileDefinition.ofUrl(this.database.url() + "?application_name=pool%20of%20clients")),
				ProfileSelection.NONE, LockFile.none());
		return new DatabaseClients(profiles, PoolSettings.DEFAULT, existing, this.pools::put, null);
	}

	private long backends() {
		return this.database.count("pg_stat_activity WHERE application_name = 'pool of clients'");
	}

	public static class UseOfSupabase {

		public static String message() {
			Profiles profiles = new Profiles(Map.of("hosted",
					new ProfileDefinition("supabase", "https://xyz.supabase.co", null, null, null, null, false)),
					ProfileSelection.NONE, LockFile.none());
			try {
				return "got " + new DatabaseClients(profiles).get("hosted");
			}
			catch (InvalidInputException ex) {
				return String.valueOf(ex.getMessage());
			}
		}

	}

	/** Loads everything anew but what it hides. */
	static final class WithoutWebClient extends URLClassLoader {

		WithoutWebClient() {
			super(urls(), ClassLoader.getPlatformClassLoader());
		}

		private static URL[] urls() {
			String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
			return Arrays.stream(path.split(File.pathSeparator)).map((entry) -> {
				try {
					return Path.of(entry).toUri().toURL();
				}
				catch (MalformedURLException ex) {
					throw new IllegalStateException(ex);
				}
			}).toArray(URL[]::new);
		}

		@Override
		protected Class<?> findClass(String name) throws ClassNotFoundException {
			if (name.startsWith("org.springframework.web.")) {
				throw new ClassNotFoundException(name);
			}
			return super.findClass(name);
		}

	}

}
