package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort;
import org.springframework.data.domain.Sort.NullHandling;

/**
 * One column to order by.
 *
 * @param column the column
 * @param isAscending whether smaller values come first
 * @param nulls where nulls go
 * @param ignoreCase whether upper and lower case are the same
 */
record Order(String column, boolean isAscending, NullHandling nulls, boolean ignoreCase) {

	static List<Order> of(Sort sort) {
		return sort.stream()
			.map((order) -> new Order(order.getProperty(), order.isAscending(), order.getNullHandling(),
					order.isIgnoreCase()))
			.toList();
	}

	/**
	 * Reads a comma-separated list such as {@code price desc nulls last, "Weird, name"}.
	 * @param orderBy the list, blank or {@code null} for no order
	 * @return its columns
	 */
	static List<Order> parse(@Nullable String orderBy) {
		List<Order> orders = new ArrayList<>();
		if (orderBy != null && !orderBy.isBlank()) {
			for (NameList.Item item : NameList.parse(orderBy, "order")) {
				orders.add(order(item));
			}
		}
		return orders;
	}

	private static Order order(NameList.Item item) {
		String rest = item.rest().toLowerCase(Locale.ROOT);
		boolean descending = rest.equals("desc") || rest.startsWith("desc ");
		String nulls = (descending || rest.equals("asc") || rest.startsWith("asc "))
				? rest.substring(descending ? 4 : 3).strip() : rest;
		NullHandling handling = switch (nulls.replaceAll("\\s+", " ")) {
			case "" -> NullHandling.NATIVE;
			case "nulls first" -> NullHandling.NULLS_FIRST;
			case "nulls last" -> NullHandling.NULLS_LAST;
			default -> throw new InvalidInputException(
					"'%s' after column '%s' is not an order: expected asc or desc, and nulls first or nulls last"
						.formatted(NearestNames.shown(item.rest()), NearestNames.shown(item.name())));
		};
		return new Order(item.name(), !descending, handling, false);
	}

}
