package io.github.dbadapter.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.ConnectionFactories;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A client on a small pool of a test database, with blocking ways to get results.
 */
final class TestClient implements AutoCloseable {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final ConnectionPool pool;

	private final DatabaseClient client;

	TestClient(TestDatabase database) {
		this(database, 4);
	}

	TestClient(TestDatabase database, int connections) {
		this.pool = new ConnectionPool(ConnectionPoolConfiguration
			.builder(ConnectionFactories.get(R2dbcConnections.options(database.parameters())))
			.initialSize(1)
			.maxSize(connections)
			.maxAcquireTime(Duration.ofSeconds(5))
			.build());
		this.client = DatabaseClient.create(this.pool, database.parameters());
	}

	DatabaseClient get() {
		return this.client;
	}

	ConnectionPool pool() {
		return this.pool;
	}

	/** Connections that are lent out at this moment. */
	int lent() {
		return this.pool.getMetrics().orElseThrow().acquiredSize();
	}

	static List<Map<String, @Nullable Object>> all(Flux<Map<String, @Nullable Object>> rows) {
		List<Map<String, @Nullable Object>> all = rows.collectList().block(TIMEOUT);
		return (all != null) ? all : List.of();
	}

	static <T> T value(Mono<T> value) {
		T result = value.block(TIMEOUT);
		if (result == null) {
			throw new AssertionError("Nothing was emitted");
		}
		return result;
	}

	@Override
	public void close() {
		this.pool.disposeLater().block(TIMEOUT);
	}

}
