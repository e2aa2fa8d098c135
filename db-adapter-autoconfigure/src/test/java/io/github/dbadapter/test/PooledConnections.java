package io.github.dbadapter.test;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The driver's connections in a pool, so that a test knows when they are closed.
 */
public final class PooledConnections {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private final List<PostgresqlConnection> connections;

	private PooledConnections(List<PostgresqlConnection> connections) {
		this.connections = connections;
	}

	/**
	 * Fills a pool with as many connections as it may have, none of them lent.
	 * @param pool the pool
	 * @return its connections
	 */
	public static PooledConnections fill(ConnectionPool pool) {
		int size = pool.getMetrics().orElseThrow().getMaxAllocatedSize();
		List<Connection> lent = Objects
			.requireNonNull(Flux.range(0, size).flatMap((i) -> pool.create(), size).collectList().block(PATIENCE));
		List<PostgresqlConnection> connections = lent.stream()
			.map((connection) -> (PostgresqlConnection) Objects.requireNonNull(((Wrapped<?>) connection).unwrap()))
			.toList();
		Flux.fromIterable(lent).concatMap(Connection::close).blockLast(PATIENCE);
		return new PooledConnections(connections);
	}

	/**
	 * Ends them on the server and waits until the driver has noticed it.
	 * @param database where they lead to
	 */
	public void terminate(TestDatabase database) {
		database.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
				+ " WHERE datname = current_database() AND pid <> pg_backend_pid()");
		Flux.fromIterable(this.connections)
			.concatMap((connection) -> Mono.from(connection.validate(ValidationDepth.LOCAL))
				.filter((open) -> !open)
				.repeatWhenEmpty((tries) -> tries.delayElements(Duration.ofMillis(20))))
			.blockLast(PATIENCE);
	}

}
