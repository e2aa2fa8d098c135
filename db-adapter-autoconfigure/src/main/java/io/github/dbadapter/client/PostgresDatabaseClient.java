package io.github.dbadapter.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

import io.github.dbadapter.sql.ConnectionParameters;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionDefinition;

/**
 * The client for PostgreSQL over R2DBC.
 */
final class PostgresDatabaseClient extends AbstractDatabaseClient {

	private final Connections connections;

	private final TableCalls calls;

	private final Transactions transactions;

	private final Mono<Void> closing;

	/**
	 * Creates a client.
	 * @param factory where connections come from, normally a pool
	 * @param parameters what the factory connects to, for messages, if it is known
	 * @param closing what closing the client does besides
	 */
	PostgresDatabaseClient(ConnectionFactory factory, @Nullable ConnectionParameters parameters, Mono<Void> closing) {
		this.connections = new Connections(factory, parameters);
		this.calls = new TableCalls(this.connections);
		this.transactions = new Transactions(factory, this.calls::translate);
		this.closing = closing;
	}

	@Override
	Flux<Map<String, @Nullable Object>> select(String table, Function<TableMetadata, Selection> selection) {
		return this.calls.call("select from", table,
				(call) -> call.rows(TableStatements.select(call.table(), selection.apply(call.table()))));
	}

	@Override
	Mono<Long> count(String table, Function<TableMetadata, Condition> condition) {
		return this.calls
			.call("count", table,
					(call) -> call.rows(TableStatements.count(call.table(), condition.apply(call.table()))))
			.single()
			.map((row) -> (Long) row.values().iterator().next());
	}

	@Override
	Mono<Boolean> exists(String table, Function<TableMetadata, Condition> condition) {
		return this.calls
			.call("select from", table,
					(call) -> call.rows(TableStatements.exists(call.table(), condition.apply(call.table()))))
			.hasElements();
	}

	@Override
	public Mono<Map<String, @Nullable Object>> insert(String table, Map<String, ? extends @Nullable Object> data) {
		return this.calls.call("insert into", table, (call) -> call.rows(TableStatements.insert(call.table(), data)))
			.singleOrEmpty();
	}

	@Override
	public Mono<Map<String, @Nullable Object>> upsert(String table, Map<String, ? extends @Nullable Object> data,
			Conflict conflict) {
		return this.calls
			.call("upsert into", table, (call) -> call.rows(TableStatements.upsert(call.table(), data, conflict)))
			.singleOrEmpty();
	}

	@Override
	Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			Function<TableMetadata, Condition> condition) {
		return this.calls
			.call("update", table,
					(call) -> call.rows(TableStatements.update(call.table(), data, condition.apply(call.table()))))
			.singleOrEmpty();
	}

	@Override
	Mono<Long> delete(String table, Function<TableMetadata, Condition> condition) {
		return this.calls
			.call("delete from", table,
					(call) -> call.affected(TableStatements.delete(call.table(), condition.apply(call.table()))).flux())
			.single();
	}

	@Override
	public Flux<Map<String, @Nullable Object>> insertAll(String table,
			Publisher<? extends Map<String, ? extends @Nullable Object>> rows) {
		return batches("insert into", table, rows, (call, batch) -> new BulkWriter(call).insertReturning(batch));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> insertAll(String table,
			Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
		return oneBatch("insert into", table, rows, (call, batch) -> new BulkWriter(call).insertReturning(batch));
	}

	@Override
	public Mono<Long> insertAllAndCount(String table,
			Publisher<? extends Map<String, ? extends @Nullable Object>> rows) {
		return batches("insert into", table, rows, (call, batch) -> new BulkWriter(call).insert(batch).flux())
			.reduce(0L, Long::sum);
	}

	@Override
	public Mono<Long> insertAllAndCount(String table,
			Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
		return oneBatch("insert into", table, rows, (call, batch) -> new BulkWriter(call).insert(batch).flux())
			.reduce(0L, Long::sum);
	}

	@Override
	public Mono<Long> upsertAll(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			Conflict conflict) {
		return batches("upsert into", table, rows, (call, batch) -> new BulkWriter(call).upsert(batch, conflict).flux())
			.reduce(0L, Long::sum);
	}

	@Override
	public Mono<Long> updateAll(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			Collection<String> keyColumns) {
		return batches("update", table, rows,
				(call, batch) -> new BulkWriter(call).update(batch, call.table().keyOr(keyColumns)).flux())
			.reduce(0L, Long::sum);
	}

	private <T> Flux<T> batches(String purpose, String table,
			Publisher<? extends Map<String, ? extends @Nullable Object>> rows, Batch<T> write) {
		return this.calls.callOnce(purpose, table,
				(call) -> Transactions.atomically(call.connection(),
						Flux.from(rows)
							.map((row) -> BulkRow.of(call.table(), row))
							.bufferUntil(new BatchLimit())
							.concatMap((batch) -> write.write(call, batch), 1)));
	}

	/** What fits into one statement needs no transaction and can be tried again. */
	private <T> Flux<T> oneBatch(String purpose, String table,
			Iterable<? extends Map<String, ? extends @Nullable Object>> rows, Batch<T> write) {
		if (!(rows instanceof Collection<?> collection) || collection.size() > BatchLimit.ROWS) {
			return batches(purpose, table, Flux.fromIterable(rows), write);
		}
		return this.calls.call(purpose, table, (call) -> {
			List<BulkRow> batch = BulkRow.all(call.table(), rows);
			if (batch.isEmpty()) {
				return Flux.empty();
			}
			Flux<T> written = Flux.defer(() -> write.write(call, batch));
			return BulkWriter.isOneStatement(batch) ? written : Transactions.atomically(call.connection(), written);
		});
	}

	@Override
	public Flux<Map<String, @Nullable Object>> execute(String sql, Map<String, ? extends @Nullable Object> parameters) {
		return Flux.defer(() -> {
			TransactionControl.refuse(sql);
			return this.calls.execute(ParameterizedSql.named(sql, parameters));
		});
	}

	@Override
	public Flux<Map<String, @Nullable Object>> execute(String sql, List<? extends @Nullable Object> parameters) {
		return Flux.defer(() -> {
			TransactionControl.refuse(sql);
			return this.calls.execute(ParameterizedSql.positional(sql, parameters));
		});
	}

	@Override
	public Mono<Long> executeAndCount(String sql, Map<String, ? extends @Nullable Object> parameters) {
		return Mono.defer(() -> {
			TransactionControl.refuse(sql);
			return this.calls.executeAndCount(ParameterizedSql.named(sql, parameters));
		});
	}

	@Override
	public <T> Mono<T> inTransaction(TransactionDefinition definition, Function<DatabaseClient, Mono<T>> work) {
		return transaction(definition, () -> work.apply(this).flux()).singleOrEmpty();
	}

	@Override
	public <T> Flux<T> inTransactionMany(TransactionDefinition definition, Function<DatabaseClient, Flux<T>> work) {
		return transaction(definition, () -> work.apply(this));
	}

	private <T> Flux<T> transaction(TransactionDefinition definition, Supplier<Flux<T>> work) {
		return Flux.defer(() -> {
			this.connections.requireOpen();
			return this.transactions.run(definition, work);
		}).onErrorMap(CannotCreateTransactionException.class, this.connections::notBegun);
	}

	@Override
	public Mono<Void> close() {
		return Mono.defer(() -> this.connections.close() ? this.closing : Mono.empty());
	}

	/**
	 * Writes one batch.
	 *
	 * @param <T> type of the results
	 */
	@FunctionalInterface
	private interface Batch<T> {

		Flux<T> write(Call call, List<BulkRow> batch);

	}

}
