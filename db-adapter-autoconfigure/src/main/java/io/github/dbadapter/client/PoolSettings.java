package io.github.dbadapter.client;

import java.time.Duration;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ValidationDepth;
import reactor.core.publisher.Mono;
import reactor.pool.PooledRefMetadata;

/**
 * How the pools of {@link DatabaseClients} are laid out. A connection is checked before
 * it is lent, without asking the server.
 *
 * @param initialSize connections that are opened with the first one
 * @param maxSize connections at most
 * @param maxLifeTime age at which a connection is replaced
 * @param maxIdleTime time after which an unused connection is closed
 * @param maxAcquireTime how long to wait for a free connection
 * @since 0.1.0
 */
public record PoolSettings(int initialSize, int maxSize, Duration maxLifeTime, Duration maxIdleTime,
		Duration maxAcquireTime) {

	/**
	 * Five connections, up to fifteen, for five minutes each.
	 */
	public static final PoolSettings DEFAULT = new PoolSettings(5, 15, Duration.ofMinutes(5), Duration.ofMinutes(5),
			Duration.ofSeconds(30));

	ConnectionPool pool(String name, ConnectionFactory factory) {
		return new ConnectionPool(ConnectionPoolConfiguration.builder(factory)
			.name(name)
			.initialSize(this.initialSize)
			.maxSize(this.maxSize)
			.maxLifeTime(this.maxLifeTime)
			.maxIdleTime(this.maxIdleTime)
			.maxAcquireTime(this.maxAcquireTime)
			.validationDepth(ValidationDepth.LOCAL)
			.customizer((pool) -> pool.evictionPredicate(this::isSpent))
			.build());
	}

	/**
	 * Replaces the pool's own rule. Of connections that the server has ended the pool's
	 * validation would skip one, fail at the next, and need as many calls as it takes to
	 * get through them all; left out here, they are in nobody's way.
	 */
	private boolean isSpent(Connection connection, PooledRefMetadata metadata) {
		return isOver(this.maxIdleTime, metadata.idleTime()) || isOver(this.maxLifeTime, metadata.lifeTime())
				|| isClosed(connection);
	}

	private static boolean isOver(Duration limit, long millis) {
		return !limit.isNegative() && millis >= limit.toMillis();
	}

	/** The driver knows it at once. */
	private static boolean isClosed(Connection connection) {
		return !Mono.from(connection.validate(ValidationDepth.LOCAL)).toFuture().getNow(true);
	}

}
