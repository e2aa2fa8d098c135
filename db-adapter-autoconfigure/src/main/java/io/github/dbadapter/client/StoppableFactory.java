package io.github.dbadapter.client;

import java.time.Duration;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Opens connections until it is stopped. A pool that is disposed of while it warms up
 * goes on opening connections, only to close each of them.
 */
final class StoppableFactory implements ConnectionFactory {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final ConnectionFactory factory;

	private final Sinks.Empty<Void> quiet = Sinks.empty();

	private int opening;

	private boolean stopped;

	StoppableFactory(ConnectionFactory factory) {
		this.factory = factory;
	}

	@Override
	public Mono<Connection> create() {
		return Mono.defer(() -> begin() ? Mono.<Connection>from(this.factory.create())
			.flatMap((connection) -> isStopped()
					? Mono.from(connection.close()).then(Mono.<Connection>error(StoppableFactory::stopped))
					: Mono.just(connection))
			.doFinally((signal) -> end()) : Mono.error(stopped()));
	}

	private static R2dbcNonTransientResourceException stopped() {
		return new R2dbcNonTransientResourceException("The client has been closed");
	}

	private synchronized boolean begin() {
		if (this.stopped) {
			return false;
		}
		this.opening++;
		return true;
	}

	private synchronized void end() {
		this.opening--;
		tellQuiet();
	}

	private synchronized boolean isStopped() {
		return this.stopped;
	}

	synchronized void stop() {
		this.stopped = true;
		tellQuiet();
	}

	private void tellQuiet() {
		if (this.stopped && this.opening == 0) {
			this.quiet.tryEmitEmpty();
		}
	}

	/**
	 * Completes when it has been stopped and no connection is being opened any more, or
	 * after a while.
	 */
	Mono<Void> whenQuiet() {
		return this.quiet.asMono().timeout(PATIENCE, Mono.empty());
	}

	@Override
	public ConnectionFactoryMetadata getMetadata() {
		return this.factory.getMetadata();
	}

}
