package io.github.dbadapter.client;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.IncorrectResultSizeDataAccessException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.relational.core.query.CriteriaDefinition;

/**
 * Brings the many ways to ask down to one for each operation.
 */
abstract class AbstractDatabaseClient implements DatabaseClient {

	abstract Flux<Map<String, @Nullable Object>> select(String table, Function<TableMetadata, Selection> selection);

	abstract Mono<Long> count(String table, Function<TableMetadata, Condition> condition);

	abstract Mono<Boolean> exists(String table, Function<TableMetadata, Condition> condition);

	/** Empty if no row matches. */
	abstract Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			Function<TableMetadata, Condition> condition);

	abstract Mono<Long> delete(String table, Function<TableMetadata, Condition> condition);

	@Override
	public Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters, String orderBy) {
		return select(table, (metadata) -> new Selection(NameList.columns(columns), Conditions.of(filters, metadata),
				Order.parse(orderBy), Selection.UNLIMITED, 0));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters, Sort sort, Limit limit) {
		return select(table, (metadata) -> limited(columns, Conditions.of(filters, metadata), sort, limit));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> select(String table, String columns,
			Map<String, ? extends @Nullable Object> filters, Pageable page) {
		return select(table, (metadata) -> page(columns, Conditions.of(filters, metadata), page));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> select(String table, String columns, CriteriaDefinition criteria,
			Sort sort, Limit limit) {
		return select(table, (metadata) -> limited(columns, Conditions.of(criteria, metadata), sort, limit));
	}

	@Override
	public Flux<Map<String, @Nullable Object>> select(String table, String columns, CriteriaDefinition criteria,
			Pageable page) {
		return select(table, (metadata) -> page(columns, Conditions.of(criteria, metadata), page));
	}

	private static Selection limited(String columns, Condition condition, Sort sort, Limit limit) {
		if (limit.isLimited() && limit.max() < 0) {
			throw new InvalidInputException("The limit is %d: it cannot be negative".formatted(limit.max()));
		}
		return new Selection(NameList.columns(columns), condition, Order.of(sort),
				limit.isLimited() ? limit.max() : Selection.UNLIMITED, 0);
	}

	private static Selection page(String columns, Condition condition, Pageable page) {
		return new Selection(NameList.columns(columns), condition, Order.of(page.getSort()),
				page.isPaged() ? page.getPageSize() : Selection.UNLIMITED, page.isPaged() ? page.getOffset() : 0);
	}

	@Override
	public Mono<Map<String, @Nullable Object>> selectOne(String table, String columns,
			Map<String, ? extends @Nullable Object> filters) {
		return selectOne(table, (metadata) -> one(columns, Conditions.of(filters, metadata)));
	}

	@Override
	public Mono<Map<String, @Nullable Object>> selectOne(String table, String columns, CriteriaDefinition criteria) {
		return selectOne(table, (metadata) -> one(columns, Conditions.of(criteria, metadata)));
	}

	/** A second row is asked for only to tell that there is one. */
	private static Selection one(String columns, Condition condition) {
		return new Selection(NameList.columns(columns), condition, List.of(), 2, 0);
	}

	private Mono<Map<String, @Nullable Object>> selectOne(String table, Function<TableMetadata, Selection> selection) {
		return select(table, selection).collectList().handle((rows, sink) -> {
			if (rows.size() > 1) {
				sink.error(new IncorrectResultSizeDataAccessException(
						"Several rows of '%s' match where one was expected".formatted(NearestNames.shown(table)), 1));
			}
			else if (!rows.isEmpty()) {
				sink.next(rows.get(0));
			}
		});
	}

	@Override
	public Mono<Long> count(String table, Map<String, ? extends @Nullable Object> filters) {
		return count(table, (metadata) -> Conditions.of(filters, metadata));
	}

	@Override
	public Mono<Long> count(String table, CriteriaDefinition criteria) {
		return count(table, (metadata) -> Conditions.of(criteria, metadata));
	}

	@Override
	public Mono<Boolean> exists(String table, Map<String, ? extends @Nullable Object> filters) {
		return exists(table, (metadata) -> Conditions.of(filters, metadata));
	}

	@Override
	public Mono<Boolean> exists(String table, CriteriaDefinition criteria) {
		return exists(table, (metadata) -> Conditions.of(criteria, metadata));
	}

	@Override
	public Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			Map<String, ? extends @Nullable Object> filters) {
		return update(table, data, (TableMetadata metadata) -> Conditions.of(filters, metadata))
			.switchIfEmpty(noneMatched(table));
	}

	@Override
	public Mono<Map<String, @Nullable Object>> update(String table, Map<String, ? extends @Nullable Object> data,
			CriteriaDefinition criteria) {
		return update(table, data, (TableMetadata metadata) -> Conditions.of(criteria, metadata))
			.switchIfEmpty(noneMatched(table));
	}

	private static <T> Mono<T> noneMatched(String table) {
		return Mono.error(() -> new EmptyResultDataAccessException(
				"No row of '%s' was updated: none matches the filters".formatted(NearestNames.shown(table)), 1));
	}

	@Override
	public Mono<Long> delete(String table, Map<String, ? extends @Nullable Object> filters) {
		return delete(table, (metadata) -> Conditions.of(filters, metadata));
	}

	@Override
	public Mono<Long> delete(String table, CriteriaDefinition criteria) {
		return delete(table, (metadata) -> Conditions.of(criteria, metadata));
	}

}
