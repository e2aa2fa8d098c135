package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import io.github.dbadapter.client.Condition.Comparison;
import io.github.dbadapter.client.Condition.Operator;
import io.github.dbadapter.client.PostgrestExchange.Answer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpMethod;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The client for Supabase, or any other PostgREST, over HTTP. Results are those of a
 * direct connection. Each request is a transaction of its own, so batches are all or
 * nothing one by one, and what needs more than one request sees other changes in between;
 * transactions and SQL are not offered. Needs {@code WebClient}.
 *
 * @since 0.1.0
 */
public final class SupabaseDatabaseClient extends AbstractDatabaseClient {

	private static final String UNDEFINED_COLUMN = "42703";

	private final PostgrestExchange exchange;

	/**
	 * Creates a client. Nothing is sent before it is used.
	 * @param builder makes the web client, for example the application's own builder
	 * @param settings where and as whom
	 */
	public SupabaseDatabaseClient(WebClient.Builder builder, SupabaseSettings settings) {
		this.exchange = new PostgrestExchange(builder, settings);
	}

	@Override
	Flux<Map<String, @Nullable Object>> select(String table, Function<TableMetadata, Selection> selection) {
		return onTable(table, (metadata) -> pages(metadata, selection.apply(metadata)));
	}

	private Flux<Map<String, @Nullable Object>> pages(TableMetadata table, Selection selection) {
		table.requireColumns(selection.columns());
		return page(table, selection, 0, -1)
			.expand((page) -> page.isLast() ? Mono.empty() : page(table, selection, page.end(), page.total()))
			.concatMapIterable(Page::rows);
	}

	private Mono<Page> page(TableMetadata table, Selection selection, long start, long total) {
		PostgrestRequest request = PostgrestRequests.page(table, selection, start, total < 0);
		return this.exchange.send("select from '%s'".formatted(table.name()), request, table).map((answer) -> {
			List<Map<String, @Nullable Object>> rows = new PostgrestRows(table).read(answer.body());
			long all = Math.max(total, (answer.total() < 0) ? -1 : Math.max(0, answer.total() - selection.offset()));
			return new Page(rows, start + rows.size(),
					selection.isLimited() ? Math.min(selection.limit(), (all < 0) ? selection.limit() : all) : all);
		});
	}

	@Override
	Mono<Long> count(String table, Function<TableMetadata, Condition> condition) {
		return onTable(table,
				(metadata) -> total("count", metadata,
						new PostgrestRequest(HttpMethod.GET, metadata.name()).query("limit", "0")
							.where(metadata, condition.apply(metadata))
							.prefer("count=exact"))
					.flux())
			.single();
	}

	@Override
	Mono<Boolean> exists(String table, Function<TableMetadata, Condition> condition) {
		return select(table,
				(metadata) -> new Selection(metadata.primaryKey(), condition.apply(metadata), List.of(), 1, 0))
			.hasElements();
	}

	@Override
	public Mono<Map<String, @Nullable Object>> insert(String table, Map<String, ? extends @Nullable Object> data) {
		return onTable(table, (metadata) -> rows("insert into", metadata,
				new PostgrestRequest(HttpMethod.POST, metadata.name()).body(new PostgrestRows(metadata).write(data))
					.select(metadata, List.of())
					.prefer("return=representation")))
			.singleOrEmpty();
	}

	@Override
	public Flux<Map<String, @Nullable Object>> insertAll(String table,
			Publisher<? extends Map<String, ? extends @Nullable Object>> rows) {
		return batches(table, rows, (metadata, batch) -> rows("insert into", metadata,
				PostgrestRequests.post(metadata, batch).select(metadata, List.of()).prefer("return=representation")));
	}

	@Override
	public Mono<Long> insertAllAndCount(String table,
			Publisher<? extends Map<String, ? extends @Nullable Object>> rows) {
		return batches(table, rows, (metadata,
				batch) -> total("insert into", metadata,
						PostgrestRequests.post(metadata, batch).prefer("return=minimal").prefer("count=exact"))
					.flux())
			.reduce(0L, Long::sum);
	}

	@Override
	public Mono<Map<String, @Nullable Object>> upsert(String table, Map<String, ? extends @Nullable Object> data,
			Conflict conflict) {
		return onTable(table,
				(metadata) -> rows("upsert into", metadata,
						PostgrestRequests.upsert(metadata, List.of(data), conflict)
							.select(metadata, List.of())
							.prefer("return=representation")))
			.singleOrEmpty();
	}

	/**
	 * A statement cannot touch a row twice, so a key that comes again begins a new
	 * request.
	 */
	@Override
	public Mono<Long> upsertAll(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			Conflict conflict) {
		return onTable(table, (metadata) -> Flux.from(rows)
			.<Map<String, ? extends @Nullable Object>>map((row) -> row)
			.windowUntilChanged(Map::keySet)
			.concatMap((window) -> window.bufferUntil(new KeyRepeats(metadata, conflict), true), 1)
			.concatMap((batch) -> total("upsert into", metadata,
					PostgrestRequests.upsert(metadata, batch, conflict).prefer("return=minimal").prefer("count=exact")),
					1))
			.reduce(0L, Long::sum);
	}

	@Override
	Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			Function<TableMetadata, Condition> condition) {
		return onTable(table,
				(metadata) -> rows("update", metadata,
						PostgrestRequests.patch(metadata, data, condition.apply(metadata))
							.select(metadata, List.of())
							.prefer("return=representation")))
			.collectList()
			.flatMap((rows) -> Mono.justOrEmpty(rows.isEmpty() ? null : rows.get(0)));
	}

	/** PostgREST has no update of many rows with different values: each is a request. */
	@Override
	public Mono<Long> updateAll(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			Collection<String> keyColumns) {
		return onTable(table, (metadata) -> {
			List<String> key = metadata.keyOr(keyColumns);
			return Flux.from(rows).concatMap((row) -> updateOne(metadata, row, key), 1);
		}).reduce(0L, Long::sum);
	}

	private Mono<Long> updateOne(TableMetadata table, Map<String, ? extends @Nullable Object> row,
			Collection<String> key) {
		List<String> changed = BulkStatements.changed(table, row.keySet(), key);
		Map<String, @Nullable Object> data = new LinkedHashMap<>();
		changed.forEach((name) -> data.put(name, row.get(name)));
		List<Condition> condition = new ArrayList<>();
		for (String name : key) {
			@Nullable Object value = row.get(name);
			if (value == null) {
				return Mono.just(0L);
			}
			condition.add(new Comparison(name, Operator.EQUAL, value));
		}
		return total("update", table,
				PostgrestRequests.patch(table, data, Condition.all(condition))
					.prefer("return=minimal")
					.prefer("count=exact"));
	}

	@Override
	Mono<Long> delete(String table, Function<TableMetadata, Condition> condition) {
		return onTable(table, (metadata) -> {
			Condition given = condition.apply(metadata);
			TableStatements.requireCondition(metadata, given, "delete");
			return total("delete from", metadata,
					new PostgrestRequest(HttpMethod.DELETE, metadata.name()).where(metadata, given)
						.prefer("return=minimal")
						.prefer("count=exact"))
				.flux();
		}).single();
	}

	/** A name that is not known may be new: then the description is read once more. */
	private <T> Flux<T> onTable(String table, Function<TableMetadata, Flux<T>> work) {
		return this.exchange.table(table, false)
			.flatMapMany(work)
			.onErrorResume(SupabaseDatabaseClient::mayBeStale,
					(ex) -> this.exchange.table(table, true).flatMapMany(work));
	}

	private static boolean mayBeStale(Throwable failure) {
		return failure instanceof UnknownColumnException
				|| (failure instanceof PostgrestException refused && UNDEFINED_COLUMN.equals(refused.getCode()));
	}

	private <T> Flux<T> batches(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			BiFunction<TableMetadata, List<Map<String, ? extends @Nullable Object>>, Flux<T>> work) {
		return onTable(table,
				(metadata) -> Flux.from(rows)
					.<Map<String, ? extends @Nullable Object>>map((row) -> row)
					.buffer(BatchLimit.ROWS)
					.concatMap((batch) -> work.apply(metadata, batch), 1));
	}

	private Flux<Map<String, @Nullable Object>> rows(String verb, TableMetadata table, PostgrestRequest request) {
		return this.exchange.send("%s '%s'".formatted(verb, table.name()), request, table)
			.flatMapIterable((answer) -> new PostgrestRows(table).read(answer.body()));
	}

	private Mono<Long> total(String verb, TableMetadata table, PostgrestRequest request) {
		return this.exchange.send("%s '%s'".formatted(verb, table.name()), request, table).map(Answer::requiredTotal);
	}

	@Override
	public Flux<Map<String, @Nullable Object>> execute(String sql, Map<String, ? extends @Nullable Object> parameters) {
		return Flux.error(() -> unsupported("run SQL"));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> execute(String sql, List<? extends @Nullable Object> parameters) {
		return Flux.error(() -> unsupported("run SQL"));
	}

	@Override
	public Mono<Long> executeAndCount(String sql, Map<String, ? extends @Nullable Object> parameters) {
		return Mono.error(() -> unsupported("run SQL"));
	}

	@Override
	public <T> Mono<T> inTransaction(TransactionDefinition definition, Function<DatabaseClient, Mono<T>> work) {
		return Mono.error(() -> unsupported("hold a transaction over several requests"));
	}

	@Override
	public <T> Flux<T> inTransactionMany(TransactionDefinition definition, Function<DatabaseClient, Flux<T>> work) {
		return Flux.error(() -> unsupported("hold a transaction over several requests"));
	}

	private static UnsupportedOperationException unsupported(String what) {
		return new UnsupportedOperationException(
				"PostgREST cannot %s. Give the profile a database-url and use a direct connection for this"
					.formatted(what));
	}

	@Override
	public Mono<Void> close() {
		return Mono.fromRunnable(this.exchange::close);
	}

	/**
	 * Part of a result.
	 *
	 * @param rows the rows
	 * @param end how many rows there are up to the last of these
	 * @param total how many there are in all, negative if it was not asked for
	 */
	private record Page(List<Map<String, @Nullable Object>> rows, long end, long total) {

		boolean isLast() {
			return this.rows.isEmpty() || this.total < 0 || this.end >= this.total;
		}

	}

}
