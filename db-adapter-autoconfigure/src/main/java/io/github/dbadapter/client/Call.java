package io.github.dbadapter.client;

import java.util.Map;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * One attempt at an operation on one table: connection, what is believed of the table,
 * and the statement that runs. For one subscription.
 */
final class Call {

	private final Connection connection;

	private final TableMetadata table;

	private final RowReader reader;

	private @Nullable SqlStatement statement;

	Call(Connection connection, TableMetadata table, TypeReaders types) {
		this.connection = connection;
		this.table = table;
		this.reader = new RowReader(types);
	}

	Connection connection() {
		return this.connection;
	}

	TableMetadata table() {
		return this.table;
	}

	Flux<Map<String, @Nullable Object>> rows(SqlStatement statement) {
		return results(statement).concatMap((result) -> result.map(this.reader));
	}

	Mono<Long> affected(SqlStatement statement) {
		return results(statement).concatMap(Result::getRowsUpdated).reduce(0L, Long::sum);
	}

	private Flux<? extends Result> results(SqlStatement statement) {
		this.statement = statement;
		return statement.executeOn(this.connection);
	}

	/** Whether the transaction, if there is one, is somebody else's to repeat. */
	boolean isInTransaction() {
		return !this.connection.isAutoCommit();
	}

	boolean hasRead() {
		return this.reader.hasRead();
	}

	@Nullable SqlStatement statement() {
		return this.statement;
	}

}
