package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.Conflict.Action;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort.NullHandling;
import org.springframework.http.HttpMethod;

/**
 * The requests that PostgREST takes for the operations of a client.
 */
final class PostgrestRequests {

	/** Servers may give fewer rows at once; then more requests are made. */
	private static final int PAGE = 1000;

	private PostgrestRequests() {
	}

	/**
	 * Asks for part of a selection.
	 * @param table the table
	 * @param selection what is wanted in all
	 * @param start how many rows of it are there already
	 * @param counted whether to ask how many there are in all, if that matters
	 * @return the request
	 */
	static PostgrestRequest page(TableMetadata table, Selection selection, long start, boolean counted) {
		long size = selection.isLimited() ? Math.min(PAGE, selection.limit() - start) : PAGE;
		PostgrestRequest request = new PostgrestRequest(HttpMethod.GET, table.name()).select(table, selection.columns())
			.where(table, selection.condition())
			.query("limit", Long.toString(size))
			.query("offset", Long.toString(selection.offset() + start));
		boolean isPaged = !selection.isLimited() || selection.limit() > 2;
		String order = new PostgrestFilter(table).order(isPaged ? distinct(table, selection) : selection.orders());
		if (!order.isEmpty()) {
			request.query("order", order);
		}
		return (isPaged && counted) ? request.prefer("count=exact") : request;
	}

	/** Rows must not change places between pages. */
	private static List<Order> distinct(TableMetadata table, Selection selection) {
		List<Order> orders = new ArrayList<>(selection.orders());
		Set<String> ordered = orders.stream().map(Order::column).collect(Collectors.toSet());
		table.primaryKey()
			.stream()
			.filter((column) -> !ordered.contains(column))
			.forEach((column) -> orders.add(new Order(column, true, NullHandling.NATIVE, false)));
		return orders;
	}

	/**
	 * Columns that a row does not have get their default, as they do on a direct
	 * connection.
	 */
	static PostgrestRequest post(TableMetadata table, List<Map<String, ? extends @Nullable Object>> batch) {
		Set<String> columns = new LinkedHashSet<>();
		batch.forEach((row) -> columns.addAll(row.keySet()));
		PostgrestRows rows = new PostgrestRows(table);
		return new PostgrestRequest(HttpMethod.POST, table.name())
			.query("columns", new PostgrestFilter(table).columns(List.copyOf(columns)))
			.prefer("missing=default")
			.body(batch.stream().map(rows::write).collect(Collectors.joining(",", "[", "]")));
	}

	static PostgrestRequest upsert(TableMetadata table, List<Map<String, ? extends @Nullable Object>> batch,
			Conflict conflict) {
		List<String> key = conflict.columns();
		Collection<String> given = batch.get(0).keySet();
		boolean hasKey = given.containsAll(table.primaryKey()) && !(table.isKnown() && table.primaryKey().isEmpty());
		if (key.isEmpty() && conflict.action() == Action.UPDATE && !hasKey) {
			throw new InvalidInputException(
					"Cannot tell which row of '%s' to update: the data lacks the primary key %s. Name the columns with Conflict.updateOn"
						.formatted(table.name(), table.primaryKey()));
		}
		table.requireColumns(key);
		PostgrestRequest request = post(table, batch).prefer(
				(conflict.action() == Action.UPDATE) ? "resolution=merge-duplicates" : "resolution=ignore-duplicates");
		return key.isEmpty() ? request : request.query("on_conflict", new PostgrestFilter(table).columns(key));
	}

	static PostgrestRequest patch(TableMetadata table, Map<String, ? extends @Nullable Object> data,
			Condition condition) {
		TableStatements.requireCondition(table, condition, "update");
		return new PostgrestRequest(HttpMethod.PATCH, table.name()).where(table, condition)
			.body(new PostgrestRows(table).write(data));
	}

}
