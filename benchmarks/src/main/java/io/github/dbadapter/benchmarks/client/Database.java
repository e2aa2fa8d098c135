package io.github.dbadapter.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.client.DatabaseClient;
import io.github.dbadapter.client.R2dbcConnections;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * One embedded server and one pool, which all peers share.
 */
@State(Scope.Benchmark)
public class Database {

	static final Duration TIMEOUT = Duration.ofSeconds(30);

	static final int KEYS = 1000;

	private static final int CONNECTIONS = 4;

	private static final String SCHEMA = """
			CREATE TABLE product (
				id bigint PRIMARY KEY,
				sku text NOT NULL,
				name text NOT NULL,
				price numeric(10,2) NOT NULL,
				stock integer NOT NULL,
				active boolean NOT NULL,
				created_at timestamptz NOT NULL,
				owner uuid,
				page integer NOT NULL);
			INSERT INTO product SELECT n, 'sku-' || n, 'Product number ' || n, n * 1.25, n % 100, n % 2 = 0,
				timestamptz '2026-01-01Z' + n * interval '1 minute', gen_random_uuid(), n / 100
			FROM generate_series(0, 9999) n;
			CREATE INDEX ON product (page);
			CREATE TABLE target (id bigint, sku text, name text, price numeric(10,2), stock integer, active boolean,
				created_at timestamptz, owner uuid);
			ANALYZE""";

	private EmbeddedPostgres server;

	ConnectionPool pool;

	DatabaseClient ours;

	org.springframework.r2dbc.core.DatabaseClient springs;

	@Setup(Level.Trial)
	public void start() {
		try {
			this.server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not start the embedded PostgreSQL", ex);
		}
		ConnectionParameters parameters = new ConnectionParameters(
				List.of(new Host("localhost", this.server.getPort())), "postgres", "postgres", "postgres", Map.of());
		try (Connection connection = new AdministrativeDatabase(parameters).open();
				Statement statement = connection.createStatement()) {
			statement.execute(SCHEMA);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("Could not create the tables", ex);
		}
		this.pool = new ConnectionPool(
				ConnectionPoolConfiguration.builder(ConnectionFactories.get(R2dbcConnections.options(parameters)))
					.initialSize(CONNECTIONS)
					.maxSize(CONNECTIONS)
					.build());
		this.pool.warmup().block(TIMEOUT);
		this.ours = DatabaseClient.create(this.pool, parameters);
		this.springs = org.springframework.r2dbc.core.DatabaseClient.create(this.pool);
	}

	/** Keeps the table that is written to from growing from one iteration to the next. */
	@Setup(Level.Iteration)
	public void empty() {
		this.ours.execute("TRUNCATE target").then().block(TIMEOUT);
	}

	@TearDown(Level.Trial)
	public void stop() throws IOException {
		this.pool.disposeLater().block(TIMEOUT);
		this.server.close();
	}

}
