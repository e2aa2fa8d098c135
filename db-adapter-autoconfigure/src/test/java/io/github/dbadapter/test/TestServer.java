package io.github.dbadapter.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The PostgreSQL server of this test run: the one of {@code -Ddb.test.url}, a container
 * with {@code -Dpg.docker}, otherwise embedded in the version of {@code -Dpg.version}. A
 * server that cannot be had fails every test that asks for it.
 */
public final class TestServer {

	private static final ConnectionParameters SUPERUSER = start();

	private TestServer() {
	}

	/**
	 * Returns the maintenance database with the superuser's login.
	 * @return the connection parameters
	 */
	public static ConnectionParameters superuser() {
		return SUPERUSER;
	}

	private static ConnectionParameters start() {
		String url = System.getProperty("db.test.url", "");
		if (!url.isBlank()) {
			return external(URI.create(url));
		}
		if (!System.getProperty("pg.docker", "").isBlank()) {
			return container();
		}
		return embedded();
	}

	private static ConnectionParameters external(URI url) {
		String[] login = url.getUserInfo().split(":", 2);
		int port = (url.getPort() != -1) ? url.getPort() : ConnectionParameters.DEFAULT_PORT;
		return parameters(url.getHost(), port, url.getPath().substring(1), login[0], login[1]);
	}

	private static ConnectionParameters container() {
		String version = System.getProperty("pg.version", "17").split("\\.")[0];
		PostgreSQLContainer container = new PostgreSQLContainer("postgres:" + version);
		container.withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=200");
		container.start();
		return parameters(container.getHost(), container.getMappedPort(5432), container.getDatabaseName(),
				container.getUsername(), container.getPassword());
	}

	private static ConnectionParameters embedded() {
		try {
			EmbeddedPostgres server = EmbeddedPostgres.builder()
				.setServerConfig("max_connections", "200")
				.setServerConfig("max_prepared_transactions", "10")
				.setServerConfig("max_locks_per_transaction", "256")
				.setLocaleConfig("locale", "C.UTF-8")
				.start();
			return parameters("localhost", server.getPort(), "postgres", "postgres", "postgres");
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start the embedded PostgreSQL", ex);
		}
	}

	private static ConnectionParameters parameters(String host, int port, String database, String user,
			String password) {
		return new ConnectionParameters(List.of(new Host(host, port)), database, user, password, Map.of());
	}

}
