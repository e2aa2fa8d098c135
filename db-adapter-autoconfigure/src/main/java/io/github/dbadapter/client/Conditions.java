package io.github.dbadapter.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.client.Condition.Comparison;
import io.github.dbadapter.client.Condition.Operator;
import io.github.dbadapter.sql.NearestNames;
import io.r2dbc.spi.Parameter;
import org.jspecify.annotations.Nullable;

import org.springframework.data.relational.core.dialect.Escaper;
import org.springframework.data.relational.core.query.CriteriaDefinition;
import org.springframework.data.relational.core.query.CriteriaDefinition.Combinator;
import org.springframework.data.relational.core.query.ValueFunction;
import org.springframework.data.relational.core.sql.SqlIdentifier;
import org.springframework.data.util.Pair;

/**
 * Reads filter maps and Spring Data's criteria.
 */
final class Conditions {

	private Conditions() {
	}

	static Condition of(@Nullable Map<String, ? extends @Nullable Object> filters, TableMetadata table) {
		if (filters == null) {
			throw new InvalidInputException(
					"The filters for table '%s' are null: an empty map stands for all rows".formatted(table.name()));
		}
		if (filters.isEmpty()) {
			return Condition.NONE;
		}
		List<Condition> parts = new ArrayList<>(filters.size());
		filters.forEach((column, value) -> parts.add(comparison(column, value, table.column(column))));
		return Condition.all(parts);
	}

	private static Comparison comparison(String column, @Nullable Object value, ColumnType type) {
		if (value == null) {
			return new Comparison(column, Operator.IS_NULL, null);
		}
		@Nullable Collection<?> values = isNode(value) ? null : ValueWriter.asList(value);
		if (values == null || (type.isArray() && !ValueWriter.isListOfLists(values))) {
			return new Comparison(column, Operator.EQUAL, value);
		}
		return new Comparison(column, Operator.IN, values);
	}

	private static boolean isNode(Object value) {
		return value instanceof tools.jackson.databind.JsonNode;
	}

	/**
	 * Reads criteria as Spring Data renders them: a chain without parentheses, in which
	 * AND binds closer than OR, and groups in parentheses.
	 * @param criteria the last link of the chain
	 * @param table the table that the columns must belong to
	 * @return the condition
	 */
	static Condition of(CriteriaDefinition criteria, TableMetadata table) {
		if (criteria.isEmpty()) {
			return Condition.NONE;
		}
		Deque<CriteriaDefinition> chain = new ArrayDeque<>();
		for (@Nullable
		CriteriaDefinition link = criteria; link != null; link = link.getPrevious()) {
			chain.addFirst(link);
		}
		List<Condition> alternatives = new ArrayList<>();
		List<Condition> conjunction = new ArrayList<>();
		for (CriteriaDefinition link : chain) {
			@Nullable Condition condition = link(link, table);
			if (condition == null) {
				continue;
			}
			if (link.getCombinator() == Combinator.OR && !conjunction.isEmpty()) {
				alternatives.add(Condition.all(conjunction));
				conjunction = new ArrayList<>();
			}
			conjunction.add(condition);
		}
		alternatives.add(Condition.all(conjunction));
		return Condition.any(alternatives);
	}

	private static @Nullable Condition link(CriteriaDefinition link, TableMetadata table) {
		if (link.isGroup()) {
			List<Condition> parts = new ArrayList<>();
			for (CriteriaDefinition part : link.getGroup()) {
				if (!part.isEmpty()) {
					parts.add(of(part, table));
				}
			}
			boolean any = link.getCombinator() == Combinator.OR;
			return parts.isEmpty() ? null : any ? Condition.any(parts) : Condition.all(parts);
		}
		boolean isStart = link.getColumn() == null || link.getColumn() == SqlIdentifier.EMPTY;
		return isStart ? null : comparison(link, table);
	}

	private static Comparison comparison(CriteriaDefinition criteria, TableMetadata table) {
		String column = criteria.getColumn().getReference();
		table.column(column);
		@Nullable Object value = value(criteria);
		return switch (criteria.getComparator()) {
			case EQ -> compare(criteria, column, Operator.EQUAL, value);
			case NEQ -> compare(criteria, column, Operator.NOT_EQUAL, value);
			case LT -> compare(criteria, column, Operator.LESS, value);
			case LTE -> compare(criteria, column, Operator.LESS_OR_EQUAL, value);
			case GT -> compare(criteria, column, Operator.GREATER, value);
			case GTE -> compare(criteria, column, Operator.GREATER_OR_EQUAL, value);
			case LIKE -> compare(criteria, column, Operator.LIKE, value);
			case NOT_LIKE -> compare(criteria, column, Operator.NOT_LIKE, value);
			case BETWEEN -> compare(criteria, column, Operator.BETWEEN, value);
			case NOT_BETWEEN -> compare(criteria, column, Operator.NOT_BETWEEN, value);
			case IN -> compare(criteria, column, Operator.IN, several(value));
			case NOT_IN -> compare(criteria, column, Operator.NOT_IN, several(value));
			case IS_NULL -> new Comparison(column, Operator.IS_NULL, null);
			case IS_NOT_NULL -> new Comparison(column, Operator.IS_NOT_NULL, null);
			case IS_TRUE -> new Comparison(column, Operator.IS_TRUE, null);
			case IS_FALSE -> new Comparison(column, Operator.IS_FALSE, null);
			case INITIAL -> throw new InvalidInputException(
					"The criteria for column '%s' have no comparison".formatted(NearestNames.shown(column)));
		};
	}

	private static Comparison compare(CriteriaDefinition criteria, String column, Operator operator,
			@Nullable Object value) {
		if (value == null) {
			throw new InvalidInputException("The criteria compare column '%s' with null: use isNull() or isNotNull()"
				.formatted(NearestNames.shown(column)));
		}
		return new Comparison(column, operator, value, criteria.isIgnoreCase());
	}

	private static @Nullable Object value(CriteriaDefinition criteria) {
		@Nullable Object value = criteria.getValue();
		if (value instanceof ValueFunction<?> function) {
			return function.apply(Escaper.DEFAULT);
		}
		if (value instanceof Pair<?, ?> pair) {
			return Arrays.asList(unwrap(pair.getFirst()), unwrap(pair.getSecond()));
		}
		return unwrap(value);
	}

	private static @Nullable Object unwrap(@Nullable Object value) {
		return (value instanceof Parameter parameter) ? parameter.getValue() : value;
	}

	private static Collection<?> several(@Nullable Object value) {
		@Nullable Collection<?> values = (value != null) ? ValueWriter.asList(value) : null;
		return (values != null) ? values : Collections.singletonList(value);
	}

}
