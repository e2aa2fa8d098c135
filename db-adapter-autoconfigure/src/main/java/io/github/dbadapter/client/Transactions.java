package io.github.dbadapter.client;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcRollbackException;
import io.r2dbc.spi.Result;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.QueryTimeoutException;
import org.springframework.r2dbc.connection.ConnectionFactoryUtils;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.ReactiveTransaction;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionTimedOutException;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.reactive.TransactionalOperator;

/**
 * Runs work in Spring's reactive transactions, joining those that other parts of the
 * application have begun on the same connection factory.
 */
final class Transactions {

	/** SQLSTATE of what the driver finds out itself. */
	private static final String DRIVERS_OWN = "99999";

	private final ConnectionFactory factory;

	private final R2dbcTransactionManager manager;

	/**
	 * Creates the transactions of a connection factory.
	 * @param factory the connection factory
	 * @param failures translates what a commit reports
	 */
	Transactions(ConnectionFactory factory, BiFunction<String, R2dbcException, RuntimeException> failures) {
		this.factory = factory;
		this.manager = new R2dbcTransactionManager(factory) {
			@Override
			protected RuntimeException translateException(String task, R2dbcException failure) {
				if (failure instanceof R2dbcRollbackException && DRIVERS_OWN.equals(failure.getSqlState())) {
					return new UnexpectedRollbackException(
							"The transaction was rolled back instead of committed: a statement in it had failed, and its error was not passed on",
							failure);
				}
				return failures.apply(task.endsWith("commit") ? "commit the transaction" : "roll the transaction back",
						failure);
			}
		};
	}

	<T> Flux<T> run(TransactionDefinition definition, Supplier<Flux<T>> work) {
		return TransactionalOperator.create(this.manager, definition)
			.execute((transaction) -> limited(transaction, definition, work));
	}

	private <T> Flux<T> limited(ReactiveTransaction transaction, TransactionDefinition definition,
			Supplier<Flux<T>> work) {
		if (definition.getTimeout() == TransactionDefinition.TIMEOUT_DEFAULT || !transaction.isNewTransaction()) {
			return Flux.defer(work);
		}
		Duration timeout = Duration.ofSeconds(definition.getTimeout());
		return limitStatements(timeout).thenMany(Flux.defer(work).as((flux) -> limit(flux, timeout)));
	}

	/** The server ends what runs when nobody waits for it any more. */
	private Mono<Void> limitStatements(Duration timeout) {
		return ConnectionFactoryUtils.doGetConnection(this.factory)
			.flatMap(
					(connection) -> Flux
						.from(connection
							.createStatement(
									"SET LOCAL statement_timeout = " + Math.min(timeout.toMillis(), Integer.MAX_VALUE))
							.execute())
						.concatMap(Result::getRowsUpdated)
						.then());
	}

	private static <T> Flux<T> limit(Flux<T> work, Duration timeout) {
		return work.takeUntilOther(Mono.delay(timeout).then(Mono.error(TimeoutException::new)))
			.onErrorMap((failure) -> failure instanceof TimeoutException || failure instanceof QueryTimeoutException,
					(failure) -> timedOut(timeout, failure));
	}

	private static TransactionTimedOutException timedOut(Duration timeout, Throwable cause) {
		return new TransactionTimedOutException(
				"The transaction took longer than its time-out of %d s and was rolled back"
					.formatted(timeout.toSeconds()),
				cause);
	}

	/**
	 * Makes work on one connection all or nothing, unless a transaction already does.
	 * @param connection the connection that the work uses
	 * @param work the work
	 * @param <T> type of the results
	 * @return the results
	 */
	static <T> Flux<T> atomically(Connection connection, Flux<T> work) {
		if (!connection.isAutoCommit()) {
			return work;
		}
		return Flux.usingWhen(Mono.from(connection.beginTransaction()).thenReturn(connection), (begun) -> work,
				Connection::commitTransaction, (begun, failure) -> begun.rollbackTransaction(),
				Connection::rollbackTransaction);
	}

}
