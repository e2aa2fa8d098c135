package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.Condition.Comparison;
import io.github.dbadapter.client.Condition.Junction;
import io.github.dbadapter.client.Condition.Operator;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort.NullHandling;

/**
 * Writes conditions and orders in PostgREST's language. Names and values are always
 * quoted, so that none of them can end its place.
 */
final class PostgrestFilter {

	private final TableMetadata table;

	PostgrestFilter(TableMetadata table) {
		this.table = table;
	}

	/**
	 * Writes a condition as the value of the {@code and} parameter.
	 * @param condition the condition, not empty
	 * @return for example {@code ("id".eq."1","sku".in.("a","b"))}
	 */
	String and(Condition condition) {
		return (condition instanceof Junction junction && !junction.any()) ? list(junction.parts())
				: list(List.of(condition));
	}

	private String list(List<Condition> parts) {
		return parts.stream().map(this::write).collect(Collectors.joining(",", "(", ")"));
	}

	private String write(Condition condition) {
		return (condition instanceof Junction junction) ? (junction.any() ? "or" : "and") + list(junction.parts())
				: write((Comparison) condition);
	}

	private String write(Comparison comparison) {
		String column = quoted(comparison.column());
		return switch (comparison.operator()) {
			case EQUAL -> comparison.ignoreCase() ? column + ".ilike." + literalPattern(comparison)
					: column + ".eq." + operand(comparison, comparison.value());
			case NOT_EQUAL -> comparison.ignoreCase() ? column + ".not.ilike." + literalPattern(comparison)
					: column + ".neq." + operand(comparison, comparison.value());
			case LESS -> column + ".lt." + operand(comparison, comparison.value());
			case LESS_OR_EQUAL -> column + ".lte." + operand(comparison, comparison.value());
			case GREATER -> column + ".gt." + operand(comparison, comparison.value());
			case GREATER_OR_EQUAL -> column + ".gte." + operand(comparison, comparison.value());
			case LIKE -> column + (comparison.ignoreCase() ? ".ilike." : ".like.") + pattern(comparison);
			case NOT_LIKE -> column + (comparison.ignoreCase() ? ".not.ilike." : ".not.like.") + pattern(comparison);
			case BETWEEN, NOT_BETWEEN -> between(comparison, column);
			case IN, NOT_IN -> in(comparison, column);
			case IS_NULL -> column + ".is.null";
			case IS_NOT_NULL -> column + ".not.is.null";
			case IS_TRUE -> column + ".is.true";
			case IS_FALSE -> column + ".is.false";
		};
	}

	private String between(Comparison comparison, String column) {
		Iterator<?> bounds = ((Collection<?>) Objects.requireNonNull(comparison.value())).iterator();
		String low = operand(comparison, bounds.next());
		String high = operand(comparison, bounds.next());
		return (comparison.operator() == Operator.BETWEEN)
				? "and(%1$s.gte.%2$s,%1$s.lte.%3$s)".formatted(column, low, high)
				: "or(%1$s.lt.%2$s,%1$s.gt.%3$s)".formatted(column, low, high);
	}

	private String in(Comparison comparison, String column) {
		Collection<?> values = (Collection<?>) Objects.requireNonNull(comparison.value());
		List<String> alternatives = new ArrayList<>();
		List<?> present = values.stream().filter(Objects::nonNull).toList();
		if (comparison.ignoreCase()) {
			present.forEach((value) -> alternatives
				.add(write(new Comparison(comparison.column(), Operator.EQUAL, value, true))));
		}
		else if (!present.isEmpty() || values.isEmpty()) {
			alternatives.add(column + present.stream()
				.map((value) -> operand(comparison, value))
				.collect(Collectors.joining(",", ".in.(", ")")));
		}
		if (present.size() < values.size()) {
			alternatives.add(column + ".is.null");
		}
		String any = alternatives.stream().collect(Collectors.joining(",", "or(", ")"));
		return (comparison.operator() == Operator.NOT_IN) ? "not." + any : any;
	}

	private String operand(Comparison comparison, @Nullable Object value) {
		String column = comparison.column();
		return quoted(Objects.requireNonNull(ValueWriter.write(value, this.table.column(column), column)));
	}

	private String pattern(Comparison comparison) {
		return quoted(withoutStar(comparison, String.valueOf(comparison.value())));
	}

	private String literalPattern(Comparison comparison) {
		String text = withoutStar(comparison, String.valueOf(comparison.value()));
		return quoted(text.replaceAll("([\\\\%_])", "\\\\$1"));
	}

	/** PostgREST takes it for a percent sign and has no escape for it. */
	private static String withoutStar(Comparison comparison, String text) {
		if (text.contains("*")) {
			throw new InvalidInputException(
					"A comparison of column '%s' has an asterisk in its pattern, which PostgREST cannot tell from a wildcard"
						.formatted(comparison.column()));
		}
		return text;
	}

	String order(List<Order> orders) {
		return orders.stream().map(this::order).collect(Collectors.joining(","));
	}

	private String order(Order order) {
		this.table.column(order.column());
		if (order.ignoreCase()) {
			throw new UnsupportedOperationException("PostgREST cannot order regardless of case");
		}
		return quoted(order.column()) + (order.isAscending() ? ".asc" : ".desc")
				+ ((order.nulls() == NullHandling.NATIVE) ? ""
						: (order.nulls() == NullHandling.NULLS_FIRST) ? ".nullsfirst" : ".nullslast");
	}

	String columns(List<String> columns) {
		return columns.stream().map(PostgrestFilter::quoted).collect(Collectors.joining(","));
	}

	static String quoted(String text) {
		return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
	}

}
