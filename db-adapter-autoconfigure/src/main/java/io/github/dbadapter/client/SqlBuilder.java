package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.client.ColumnType.Kind;
import io.github.dbadapter.client.Condition.Comparison;
import io.github.dbadapter.client.Condition.Junction;
import io.github.dbadapter.client.Condition.Operator;
import io.github.dbadapter.client.SqlStatement.Bound;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

import org.springframework.data.domain.Sort.NullHandling;

/**
 * Writes one statement on one table. Names are quoted and values become parameters.
 */
final class SqlBuilder {

	private final TableMetadata table;

	private final StringBuilder sql = new StringBuilder(128);

	private final List<Bound> values = new ArrayList<>();

	SqlBuilder(TableMetadata table) {
		this.table = table;
	}

	SqlStatement build() {
		this.sql.append(" /* ").append(this.table.version()).append(" */");
		return new SqlStatement(this.sql.toString(), this.values);
	}

	SqlBuilder append(String text) {
		this.sql.append(text);
		return this;
	}

	SqlBuilder table() {
		return append(this.table.name().quoted());
	}

	SqlBuilder name(String column) {
		return append(new Identifier(column).quoted());
	}

	SqlBuilder names(Collection<String> columns) {
		return names("", columns);
	}

	SqlBuilder names(String prefix, Collection<String> columns) {
		for (Iterator<String> names = columns.iterator(); names.hasNext();) {
			append(prefix).name(names.next()).append(names.hasNext() ? ", " : "");
		}
		return this;
	}

	SqlBuilder value(String column, @Nullable Object value) {
		ColumnType type = this.table.column(column);
		return text(column, type, ValueWriter.write(value, type, column), (value != null) ? value.getClass() : null);
	}

	SqlBuilder text(String column, ColumnType type, @Nullable String text) {
		return text(column, type, text, null);
	}

	private SqlBuilder text(String column, ColumnType type, @Nullable String text, @Nullable Class<?> given) {
		this.values.add(new Bound(column, type, text, given));
		this.sql.append('$').append(this.values.size());
		return this;
	}

	SqlBuilder where(Condition condition) {
		return condition.isEmpty() ? this : append(" WHERE ").condition(condition);
	}

	private SqlBuilder condition(Condition condition) {
		return (condition instanceof Junction junction) ? junction(junction) : comparison((Comparison) condition);
	}

	private SqlBuilder junction(Junction junction) {
		if (junction.parts().isEmpty()) {
			return append(junction.any() ? "FALSE" : "TRUE");
		}
		for (Iterator<Condition> parts = junction.parts().iterator(); parts.hasNext();) {
			Condition part = parts.next();
			if (part instanceof Junction) {
				append("(").condition(part).append(")");
			}
			else {
				condition(part);
			}
			append(parts.hasNext() ? (junction.any() ? " OR " : " AND ") : "");
		}
		return this;
	}

	private SqlBuilder comparison(Comparison comparison) {
		return switch (comparison.operator()) {
			case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_FALSE ->
				name(comparison.column()).append(" ").append(comparison.operator().sql());
			case IN, NOT_IN -> in(comparison);
			case BETWEEN, NOT_BETWEEN -> {
				Iterator<?> bounds = ((Collection<?>) Objects.requireNonNull(comparison.value())).iterator();
				yield left(comparison).append(" ")
					.append(comparison.operator().sql())
					.append(" ")
					.operand(comparison, bounds.next())
					.append(" AND ")
					.operand(comparison, bounds.next());
			}
			default -> left(comparison).append(" ")
				.append(comparison.operator().sql())
				.append(" ")
				.operand(comparison, comparison.value());
		};
	}

	private SqlBuilder left(Comparison comparison) {
		if (comparison.ignoreCase()) {
			return append("upper(").name(comparison.column()).append("::text)");
		}
		return name(comparison.column()).append(cast(this.table.column(comparison.column()), ""));
	}

	private SqlBuilder operand(Comparison comparison, @Nullable Object value) {
		if (comparison.ignoreCase()) {
			return append("upper(").value(comparison.column(), value).append("::text)");
		}
		return value(comparison.column(), value).append(cast(this.table.column(comparison.column()), ""));
	}

	/**
	 * Only {@code jsonb} can be compared, and a composite value is read by its type only
	 * where that is named.
	 */
	private static String cast(ColumnType type, String suffix) {
		return type.isJson() ? "::jsonb" + suffix : (type.kind() == Kind.COMPOSITE) ? "::" + type.name() + suffix : "";
	}

	/**
	 * A list is one parameter, so that the statement's text does not depend on its
	 * length.
	 */
	private SqlBuilder in(Comparison comparison) {
		Collection<?> values = (Collection<?>) Objects.requireNonNull(comparison.value());
		boolean not = comparison.operator() == Operator.NOT_IN;
		List<?> present = values.stream().filter(Objects::nonNull).toList();
		boolean hasNull = present.size() < values.size();
		if (present.isEmpty() && !hasNull) {
			return append(not ? "TRUE" : "FALSE");
		}
		append(not ? "NOT (" : "(");
		if (!present.isEmpty()) {
			anyOf(comparison, present);
		}
		if (hasNull) {
			append(present.isEmpty() ? "" : " OR ").name(comparison.column()).append(" IS NULL");
		}
		return append(")");
	}

	private void anyOf(Comparison comparison, List<?> values) {
		ColumnType type = this.table.column(comparison.column());
		ColumnType array = ColumnType.arrayOf(0, type, ',');
		if (comparison.ignoreCase()) {
			left(comparison).append(" IN (SELECT upper(given) FROM unnest(")
				.text(comparison.column(), type, ValueWriter.writeArray(values, array, comparison.column()))
				.append("::text[]) AS given)");
			return;
		}
		if (type.isArray()) {
			for (int i = 0; i < values.size(); i++) {
				append((i > 0) ? " OR " : "").left(comparison).append(" = ").operand(comparison, values.get(i));
			}
			return;
		}
		left(comparison).append(" = ANY(")
			.text(comparison.column(), type, ValueWriter.writeArray(values, array, comparison.column()))
			.append(cast(type, "[]"))
			.append(")");
	}

	SqlBuilder orderBy(List<Order> orders) {
		for (int i = 0; i < orders.size(); i++) {
			Order order = orders.get(i);
			this.table.column(order.column());
			append((i == 0) ? " ORDER BY " : ", ");
			if (order.ignoreCase()) {
				append("lower(").name(order.column()).append("::text)");
			}
			else {
				name(order.column());
			}
			append(order.isAscending() ? "" : " DESC");
			if (order.nulls() != NullHandling.NATIVE) {
				append((order.nulls() == NullHandling.NULLS_FIRST) ? " NULLS FIRST" : " NULLS LAST");
			}
		}
		return this;
	}

}
