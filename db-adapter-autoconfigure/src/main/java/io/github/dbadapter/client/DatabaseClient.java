package io.github.dbadapter.client;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.dbadapter.sql.ConnectionParameters;
import io.r2dbc.spi.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.query.CriteriaDefinition;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Reads and writes rows as maps, one table at a time, without entities and without SQL.
 * It stands beside Spring's {@code org.springframework.r2dbc.core.DatabaseClient}, which
 * takes SQL; both may be injected and both join the same {@code @Transactional}.
 *
 * <p>
 * <b>Names.</b> A table is {@code name} or {@code schema.name}, each part plain or in
 * double quotes; case is kept. {@code columns} is {@code *} or a comma-separated list of
 * such names. Keys of maps are column names as the catalog holds them. Everything is
 * quoted, so a name can do nothing but not exist; then an
 * {@link io.github.dbadapter.InvalidInputException} names the table and the nearest known
 * names.
 *
 * <p>
 * <b>Filters.</b> All entries of a filter map must hold: a {@code null} value means
 * {@code IS NULL}, a collection means any of its elements (for an array column: a
 * collection of collections), everything else means equal. Further comparisons are made
 * with Spring Data's {@code Criteria}.
 *
 * <p>
 * <b>Values.</b> They are always bound. They go in as the natural Java type or as text
 * that PostgreSQL reads for that column; maps and lists go into {@code json},
 * {@code jsonb}, array, {@code hstore} and composite columns. They come out as the
 * natural Java type, unknown and Java-less types as PostgreSQL's text, so that a row read
 * can be written again unchanged, without the columns that PostgreSQL always generates
 * itself ({@link GeneratedColumnException}). No value is ever part of an error message.
 *
 * <p>
 * <b>Publishers.</b> Each is cold: nothing happens before subscription, and each
 * subscription runs the operation once more. A connection is held from subscription until
 * the last row, error or cancellation. Arguments are judged on subscription, too, and
 * errors are signalled in the stream: {@code InvalidInputException} for unknown names,
 * empty data or unreadable values, Spring's {@code DataAccessException} family for what
 * PostgreSQL rejects ({@link ConstraintViolationException} and
 * {@link DuplicateRowException} for constraints),
 * {@link io.github.dbadapter.sql.DatabaseUnavailableException} when there is no
 * connection. Implementations are safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface DatabaseClient {

	/**
	 * Creates a client for PostgreSQL.
	 * @param factory where connections come from, normally the application's pool; it
	 * stays open when the client is closed
	 * @return a client that joins the transactions of this factory
	 */
	static DatabaseClient create(ConnectionFactory factory) {
		return new PostgresDatabaseClient(factory, null, Mono.empty());
	}

	/**
	 * Creates a client for PostgreSQL that can tell in its messages what it is connected
	 * to.
	 * @param factory where connections come from, normally the application's pool; it
	 * stays open when the client is closed
	 * @param parameters what the factory connects to
	 * @return a client that joins the transactions of this factory
	 */
	static DatabaseClient create(ConnectionFactory factory, ConnectionParameters parameters) {
		return new PostgresDatabaseClient(factory, parameters, Mono.empty());
	}

	/**
	 * Reads all rows.
	 * @param table the table or view
	 * @return the rows with all columns, in no particular order
	 */
	default Flux<Map<String, @Nullable Object>> select(String table) {
		return select(table, "*", Map.of(), "");
	}

	/**
	 * Reads some columns of all rows.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @return the rows in no particular order, each with its columns in the order given
	 */
	default Flux<Map<String, @Nullable Object>> select(String table, String columns) {
		return select(table, columns, Map.of(), "");
	}

	/**
	 * Reads the rows that match.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param filters what must hold, empty for all rows
	 * @return the rows in no particular order
	 */
	default Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters) {
		return select(table, columns, filters, "");
	}

	/**
	 * Reads the rows that match, in order.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param filters what must hold, empty for all rows
	 * @param orderBy comma-separated columns, each with an optional {@code asc} or
	 * {@code desc} and an optional {@code nulls first} or {@code nulls last}; empty for
	 * no order
	 * @return the rows
	 */
	Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters, String orderBy);

	/**
	 * Reads the first rows that match.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param filters what must hold, empty for all rows
	 * @param sort the order, or {@link Sort#unsorted()}
	 * @param limit how many rows at most, or {@link Limit#unlimited()}
	 * @return the rows
	 */
	Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters, Sort sort, Limit limit);

	/**
	 * Reads one page of the rows that match. Without a sort that makes rows distinct,
	 * rows may repeat or be missing between pages.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param filters what must hold, empty for all rows
	 * @param page offset, size and order, or {@link Pageable#unpaged()}
	 * @return the rows of the page
	 */
	Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters, Pageable page);

	/**
	 * Reads the rows that match.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param criteria what must hold, {@code CriteriaDefinition.empty()} for all rows
	 * @return the rows in no particular order
	 */
	default Flux<Map<String, @Nullable Object>> select(String table, String columns, CriteriaDefinition criteria) {
		return select(table, columns, criteria, Sort.unsorted(), Limit.unlimited());
	}

	/**
	 * Reads the first rows that match.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param criteria what must hold, {@code CriteriaDefinition.empty()} for all rows
	 * @param sort the order, or {@link Sort#unsorted()}
	 * @param limit how many rows at most, or {@link Limit#unlimited()}
	 * @return the rows
	 */
	Flux<Map<String, @Nullable Object>> select(String table, String columns, CriteriaDefinition criteria, Sort sort,
			Limit limit);

	/**
	 * Reads one page of the rows that match. Without a sort that makes rows distinct,
	 * rows may repeat or be missing between pages.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param criteria what must hold, {@code CriteriaDefinition.empty()} for all rows
	 * @param page offset, size and order, or {@link Pageable#unpaged()}
	 * @return the rows of the page
	 */
	Flux<Map<String, @Nullable Object>> select(String table, String columns, CriteriaDefinition criteria,
			Pageable page);

	/**
	 * Reads the only row that matches.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param filters what must hold
	 * @return the row, or empty if none matches; fails with
	 * {@link org.springframework.dao.IncorrectResultSizeDataAccessException} if several
	 * match
	 */
	Mono<Map<String, @Nullable Object>> selectOne(String table, String columns,
			Map<String, ? extends @Nullable Object> filters);

	/**
	 * Reads the only row that matches.
	 * @param table the table or view
	 * @param columns {@code *} or a comma-separated list
	 * @param criteria what must hold
	 * @return the row, or empty if none matches; fails with
	 * {@link org.springframework.dao.IncorrectResultSizeDataAccessException} if several
	 * match
	 */
	Mono<Map<String, @Nullable Object>> selectOne(String table, String columns, CriteriaDefinition criteria);

	/**
	 * Counts all rows.
	 * @param table the table or view
	 * @return the number of rows
	 */
	default Mono<Long> count(String table) {
		return count(table, Map.of());
	}

	/**
	 * Counts the rows that match.
	 * @param table the table or view
	 * @param filters what must hold, empty for all rows
	 * @return the number of rows
	 */
	Mono<Long> count(String table, Map<String, ? extends @Nullable Object> filters);

	/**
	 * Counts the rows that match.
	 * @param table the table or view
	 * @param criteria what must hold, {@code CriteriaDefinition.empty()} for all rows
	 * @return the number of rows
	 */
	Mono<Long> count(String table, CriteriaDefinition criteria);

	/**
	 * Tells whether a row matches.
	 * @param table the table or view
	 * @param filters what must hold, empty for any row
	 * @return whether there is at least one
	 */
	Mono<Boolean> exists(String table, Map<String, ? extends @Nullable Object> filters);

	/**
	 * Tells whether a row matches.
	 * @param table the table or view
	 * @param criteria what must hold, {@code CriteriaDefinition.empty()} for any row
	 * @return whether there is at least one
	 */
	Mono<Boolean> exists(String table, CriteriaDefinition criteria);

	/**
	 * Inserts one row. Columns that are not given get their default.
	 * @param table the table
	 * @param data values by column, at least one
	 * @return the row as created, with defaults, generated columns and what triggers have
	 * changed; empty only if a trigger suppressed it
	 */
	Mono<Map<String, @Nullable Object>> insert(String table, Map<String, ? extends @Nullable Object> data);

	/**
	 * Inserts many rows in bounded batches, all or none: outside a transaction they get
	 * one of their own, which ends after the last row. The rows' columns may differ; the
	 * union is used, and a column missing from a row gets its default.
	 * @param table the table
	 * @param rows rows as for {@link #insert}, requested only as fast as they are written
	 * @return the rows as created, in the order given, emitted after each batch; those of
	 * earlier batches are not yet committed when they arrive. Cancelling before the end
	 * rolls everything back
	 */
	Flux<Map<String, @Nullable Object>> insertAll(String table,
			Publisher<? extends Map<String, ? extends @Nullable Object>> rows);

	/**
	 * Inserts many rows; as {@link #insertAll(String, Publisher)}.
	 * @param table the table
	 * @param rows rows as for {@link #insert}
	 * @return the rows as created, in the order given
	 */
	default Flux<Map<String, @Nullable Object>> insertAll(String table,
			Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
		return insertAll(table, Flux.fromIterable(rows));
	}

	/**
	 * Inserts many rows without reading them back, which is faster; otherwise as
	 * {@link #insertAll(String, Publisher)}.
	 * @param table the table
	 * @param rows rows as for {@link #insert}
	 * @return the number of rows inserted
	 */
	Mono<Long> insertAllAndCount(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows);

	/**
	 * Inserts many rows without reading them back; as
	 * {@link #insertAllAndCount(String, Publisher)}.
	 * @param table the table
	 * @param rows rows as for {@link #insert}
	 * @return the number of rows inserted
	 */
	default Mono<Long> insertAllAndCount(String table,
			Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
		return insertAllAndCount(table, Flux.fromIterable(rows));
	}

	/**
	 * Inserts a row, or updates the one that is there. The conflict is looked for in the
	 * primary key, else in the only unique constraint whose columns are all given.
	 * @param table the table
	 * @param data values by column, at least one
	 * @return the row as it is now
	 */
	default Mono<Map<String, @Nullable Object>> upsert(String table, Map<String, ? extends @Nullable Object> data) {
		return upsert(table, data, Conflict.update());
	}

	/**
	 * Inserts a row, or does with the one that is there what is asked.
	 * @param table the table
	 * @param data values by column, at least one
	 * @param conflict where to look for the existing row, and what to do with it
	 * @return the row as it is now, or empty if the existing one was left alone
	 */
	Mono<Map<String, @Nullable Object>> upsert(String table, Map<String, ? extends @Nullable Object> data,
			Conflict conflict);

	/**
	 * Inserts or updates many rows in bounded batches, all or none as with
	 * {@link #insertAll(String, Publisher)}. When a key occurs twice the later row wins.
	 * @param table the table
	 * @param rows rows as for {@link #insert}; a column missing from a row gets its
	 * default when the row is inserted and is left alone when it is updated
	 * @param conflict where to look for existing rows, and what to do with them
	 * @return the number of rows inserted or updated
	 */
	Mono<Long> upsertAll(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			Conflict conflict);

	/**
	 * Inserts or updates many rows; as {@link #upsertAll(String, Publisher, Conflict)}.
	 * @param table the table
	 * @param rows rows as for {@link #insert}
	 * @param conflict where to look for existing rows, and what to do with them
	 * @return the number of rows inserted or updated
	 */
	default Mono<Long> upsertAll(String table, Iterable<? extends Map<String, ? extends @Nullable Object>> rows,
			Conflict conflict) {
		return upsertAll(table, Flux.fromIterable(rows), conflict);
	}

	/**
	 * Updates the rows that match.
	 * @param table the table
	 * @param data new values by column, at least one
	 * @param filters what must hold, at least one entry
	 * @return the first updated row as it is now; fails with
	 * {@link org.springframework.dao.EmptyResultDataAccessException} if none matched
	 */
	Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			Map<String, ? extends @Nullable Object> filters);

	/**
	 * Updates the rows that match.
	 * @param table the table
	 * @param data new values by column, at least one
	 * @param criteria what must hold, not empty
	 * @return the first updated row as it is now; fails with
	 * {@link org.springframework.dao.EmptyResultDataAccessException} if none matched
	 */
	Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			CriteriaDefinition criteria);

	/**
	 * Updates many rows, each found by its key, in bounded batches, all or none as with
	 * {@link #insertAll(String, Publisher)}. A column missing from a row is left alone; a
	 * row whose key is not there is passed over. When a key occurs twice the later row
	 * wins.
	 * @param table the table
	 * @param rows values by column, each with all key columns and at least one more
	 * @param keyColumns columns that identify a row; empty for the primary key
	 * @return the number of rows updated
	 */
	Mono<Long> updateAll(String table, Publisher<? extends Map<String, ? extends @Nullable Object>> rows,
			Collection<String> keyColumns);

	/**
	 * Updates many rows; as {@link #updateAll(String, Publisher, Collection)}.
	 * @param table the table
	 * @param rows values by column, each with all key columns and at least one more
	 * @param keyColumns columns that identify a row; none for the primary key
	 * @return the number of rows updated
	 */
	default Mono<Long> updateAll(String table, Iterable<? extends Map<String, ? extends @Nullable Object>> rows,
			String... keyColumns) {
		return updateAll(table, Flux.fromIterable(rows), List.of(keyColumns));
	}

	/**
	 * Deletes the rows that match.
	 * @param table the table
	 * @param filters what must hold, at least one entry
	 * @return the number of rows deleted
	 */
	Mono<Long> delete(String table, Map<String, ? extends @Nullable Object> filters);

	/**
	 * Deletes the rows that match.
	 * @param table the table
	 * @param criteria what must hold, not empty
	 * @return the number of rows deleted
	 */
	Mono<Long> delete(String table, CriteriaDefinition criteria);

	/**
	 * Runs one statement without parameters.
	 * @param sql the statement, written by the developer and never by a user
	 * @return its rows, none if it has no result
	 */
	default Flux<Map<String, @Nullable Object>> execute(String sql) {
		return execute(sql, Map.of());
	}

	/**
	 * Runs one statement with named parameters.
	 * @param sql the statement with parameters such as {@code :name}
	 * @param parameters values by name; a collection stands for a comma-separated list,
	 * as in {@code id IN (:ids)}
	 * @return its rows, none if it has no result; fails with
	 * {@link io.github.dbadapter.InvalidInputException} before anything is sent if the
	 * statement begins or ends a transaction, as {@code BEGIN} and {@code COMMIT} do:
	 * that is what {@link #inTransaction(Function)} is for
	 */
	Flux<Map<String, @Nullable Object>> execute(String sql, Map<String, ? extends @Nullable Object> parameters);

	/**
	 * Runs one statement with positional parameters.
	 * @param sql the statement with parameters {@code $1}, {@code $2}, …
	 * @param parameters their values in order
	 * @return its rows, none if it has no result
	 */
	Flux<Map<String, @Nullable Object>> execute(String sql, List<? extends @Nullable Object> parameters);

	/**
	 * Runs one statement with named parameters for its effect.
	 * @param sql the statement with parameters such as {@code :name}
	 * @param parameters values by name
	 * @return the number of rows inserted, updated, deleted or read
	 */
	Mono<Long> executeAndCount(String sql, Map<String, ? extends @Nullable Object> parameters);

	/**
	 * Does work in a transaction, or in the one that is running. It commits when the work
	 * completes and rolls back when it fails or is cancelled.
	 * @param work what to do; the client it gets is this one, and everything else that
	 * joins Spring's reactive transactions takes part as well
	 * @param <T> type of the result
	 * @return the result of the work, emitted after the commit
	 */
	default <T> Mono<T> inTransaction(Function<DatabaseClient, Mono<T>> work) {
		return inTransaction(new DefaultTransactionDefinition(), work);
	}

	/**
	 * Does work in a transaction with given properties.
	 * @param definition isolation, read-only, time-out and propagation; with the default
	 * propagation the work joins a running transaction, whose properties then stay
	 * @param work what to do
	 * @param <T> type of the result
	 * @return the result of the work, emitted after the commit
	 */
	<T> Mono<T> inTransaction(TransactionDefinition definition, Function<DatabaseClient, Mono<T>> work);

	/**
	 * Does work with many results in a transaction; as
	 * {@link #inTransaction(TransactionDefinition, Function)} otherwise.
	 * @param definition isolation, read-only, time-out and propagation
	 * @param work what to do
	 * @param <T> type of the results
	 * @return the results, emitted as they come and so before the commit: one who cancels
	 * early, as {@code next()} and {@code take(1)} do, rolls back
	 */
	<T> Flux<T> inTransactionMany(TransactionDefinition definition, Function<DatabaseClient, Flux<T>> work);

	/**
	 * Closes the client, and its pool if the pool is its own. Later operations fail with
	 * {@link IllegalStateException}. May be called again.
	 * @return completes when closed
	 */
	Mono<Void> close();

}
