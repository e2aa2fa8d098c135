package io.github.dbadapter.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcTimeoutException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.NoTransactionException;

/**
 * Lends connections: the one of the running transaction, else one of the pool that goes
 * back on completion, error and cancellation alike.
 */
final class Connections {

	private final ConnectionFactory factory;

	private final @Nullable ConnectionParameters parameters;

	private final AtomicBoolean closed = new AtomicBoolean();

	Connections(ConnectionFactory factory, @Nullable ConnectionParameters parameters) {
		this.factory = factory;
		this.parameters = parameters;
	}

	ConnectionFactory factory() {
		return this.factory;
	}

	<T> Flux<T> many(Function<Connection, ? extends Publisher<T>> work) {
		return Flux.deferContextual((context) -> {
			requireOpen();
			return (isPlain(context)) ? Flux.usingWhen(open(), work, Connection::close)
					: Flux.usingWhen(join(), work, this::release);
		});
	}

	<T> Mono<T> one(Function<Connection, ? extends Mono<T>> work) {
		return Mono.deferContextual((context) -> {
			requireOpen();
			return (isPlain(context)) ? Mono.usingWhen(open(), work, Connection::close)
					: Mono.usingWhen(join(), work, this::release);
		});
	}

	/** An empty context cannot hold a transaction, which saves looking for one. */
	private static boolean isPlain(ContextView context) {
		return context.isEmpty();
	}

	private Mono<Connection> open() {
		return Mono.<Connection>from(this.factory.create()).onErrorMap(this::unavailable);
	}

	private Mono<Connection> join() {
		return ConnectionFactoryUtils.doGetConnection(this.factory).onErrorMap(this::unavailable);
	}

	/**
	 * The connection of a transaction is left to it, as Spring's own client does:
	 * counting it as released would take it away from the transaction.
	 */
	private Mono<Void> release(Connection connection) {
		return ConnectionFactoryUtils.currentConnectionFactory(this.factory)
			.hasElement()
			.onErrorReturn(NoTransactionException.class, false)
			.flatMap((bound) -> bound ? Mono.empty() : Mono.from(connection.close()));
	}

	void requireOpen() {
		if (this.closed.get()) {
			throw new IllegalStateException("The client of %s has been closed".formatted(address()));
		}
	}

	String address() {
		return (this.parameters != null) ? this.parameters.address() : "the application's database";
	}

	private Throwable unavailable(Throwable failure) {
		if (failure instanceof R2dbcTimeoutException) {
			return new DatabaseUnavailableException(
					"No connection to %s became free in time: all are in use, or the server does not answer. "
						.formatted(address())
							+ "Raise spring.r2dbc.pool.max-size, or look for transactions that stay open",
					address(), null, failure);
		}
		if (this.parameters != null) {
			return R2dbcConnections.unavailable(this.parameters, failure);
		}
		return R2dbcConnections.unavailable(address(), failure);
	}

	Throwable notBegun(CannotCreateTransactionException failure) {
		return (failure.getCause() != null) ? unavailable(failure.getCause()) : failure;
	}

	DatabaseUnavailableException lost(Throwable failure, @Nullable String sqlState) {
		return new DatabaseUnavailableException(
				"The connection to %s was lost: %s".formatted(address(), failure.getMessage()), address(), sqlState,
				failure);
	}

	/**
	 * Marks the client closed.
	 * @return whether it was open
	 */
	boolean close() {
		return this.closed.compareAndSet(false, true);
	}

}
