package io.github.dbadapter.client;

import java.util.Map;
import java.util.function.Function;

import io.github.dbadapter.sql.NearestNames;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.R2dbcException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes calls on tables: finds a connection and what is known of the table, translates
 * failures, and tries once more when the table turns out to have changed.
 */
final class TableCalls {

	private final Connections connections;

	private final TypeReaders types = new TypeReaders();

	private final Catalog catalog = new Catalog(this.types);

	private final Failures failures;

	TableCalls(Connections connections) {
		this.connections = connections;
		this.failures = new Failures(connections);
	}

	/**
	 * Does work on a table that may be done again if its first statement fails.
	 * @param purpose what the work is for, completing "Could not …"
	 * @param table the table as the caller wrote it
	 * @param work the work
	 * @param <T> type of the results
	 * @return the results
	 */
	<T> Flux<T> call(String purpose, String table, Function<Call, Flux<T>> work) {
		return this.connections.many((connection) -> {
			@Nullable TableMetadata remembered = this.catalog.remembered(table);
			if (remembered == null) {
				return callAfresh(purpose, connection, table, work);
			}
			Call call = new Call(connection, remembered, this.types);
			return attempt(call, work).onErrorResume((failure) -> heal(purpose, table, call, work, failure));
		});
	}

	/**
	 * Does work on a table that cannot be done again.
	 * @param purpose what the work is for, completing "Could not …"
	 * @param table the table as the caller wrote it
	 * @param work the work, which gets what the catalog says now
	 * @param <T> type of the results
	 * @return the results
	 */
	<T> Flux<T> callOnce(String purpose, String table, Function<Call, Flux<T>> work) {
		return this.connections.many((connection) -> callAfresh(purpose, connection, table, work));
	}

	private <T> Flux<T> callAfresh(String purpose, Connection connection, String table, Function<Call, Flux<T>> work) {
		return this.catalog.read(connection, table)
			.onErrorMap((failure) -> translate(purpose, table, failure, null))
			.flatMapMany((metadata) -> callWith(purpose, connection, table, metadata, work));
	}

	private <T> Flux<T> callWith(String purpose, Connection connection, String table, TableMetadata metadata,
			Function<Call, Flux<T>> work) {
		Call call = new Call(connection, metadata, this.types);
		return attempt(call, work).onErrorMap((failure) -> translate(purpose, table, failure, call));
	}

	private static <T> Flux<T> attempt(Call call, Function<Call, Flux<T>> work) {
		try {
			return work.apply(call);
		}
		catch (RuntimeException ex) {
			return Flux.error(ex);
		}
	}

	private <T> Flux<T> heal(String purpose, String table, Call call, Function<Call, Flux<T>> work, Throwable failure) {
		if (!Failures.mayBeStale(failure)) {
			return Flux.error(translate(purpose, table, failure, call));
		}
		boolean serverIsWilling = call.statement() == null || !call.isInTransaction();
		if (call.hasRead() || !serverIsWilling) {
			this.catalog.forget(table);
			return Flux.error(translate(purpose, table, failure, call));
		}
		return this.catalog.read(call.connection(), table)
			.onErrorMap((reading) -> translate(purpose, table, reading, call))
			.flatMapMany((fresh) -> {
				boolean changed = !fresh.version().equals(call.table().version()) || Failures.isCachedPlan(failure);
				return changed ? callWith(purpose, call.connection(), table, fresh, work)
						: Flux.error(translate(purpose, table, failure, call));
			});
	}

	private Throwable translate(String purpose, String table, Throwable failure, @Nullable Call call) {
		return this.failures.translate(purpose + " '" + NearestNames.shown(table) + "'", failure,
				(call != null) ? call.table() : null, (call != null) ? call.statement() : null);
	}

	/**
	 * Runs any statement.
	 * @param statement the statement
	 * @return its rows
	 */
	Flux<Map<String, @Nullable Object>> execute(SqlStatement statement) {
		return this.connections
			.many((connection) -> this.catalog.learnTypes(connection)
				.thenMany(Flux.defer(() -> statement.executeOn(connection))
					.concatMap((result) -> result.map(new RowReader(this.types)))))
			.onErrorMap((failure) -> this.failures.translate("execute the statement", failure, null, statement));
	}

	Mono<Long> executeAndCount(SqlStatement statement) {
		return this.connections
			.one((connection) -> Flux.defer(() -> statement.executeOn(connection))
				.concatMap((result) -> result.getRowsUpdated())
				.reduce(0L, Long::sum))
			.onErrorMap((failure) -> this.failures.translate("execute the statement", failure, null, statement));
	}

	RuntimeException translate(String purpose, R2dbcException failure) {
		return this.failures.translate(purpose, failure, null, null);
	}

}
