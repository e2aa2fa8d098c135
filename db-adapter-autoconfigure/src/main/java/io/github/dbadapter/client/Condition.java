package io.github.dbadapter.client;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What rows have to fulfil, however the caller has said it.
 */
sealed interface Condition permits Condition.Comparison, Condition.Junction {

	/** Every row. */
	Condition NONE = new Junction(false, List.of());

	static Condition all(List<Condition> parts) {
		return (parts.size() == 1) ? parts.get(0) : new Junction(false, parts);
	}

	static Condition any(List<Condition> parts) {
		return (parts.size() == 1) ? parts.get(0) : new Junction(true, parts);
	}

	default boolean isEmpty() {
		return false;
	}

	/**
	 * Compares one column.
	 *
	 * @param column the column
	 * @param operator how
	 * @param value with what: a list for those with several operands, otherwise not
	 * {@code null} if the operator has an operand
	 * @param ignoreCase whether upper and lower case are the same
	 */
	record Comparison(String column, Operator operator, @Nullable Object value,
			boolean ignoreCase) implements Condition {

		Comparison(String column, Operator operator, @Nullable Object value) {
			this(column, operator, value, false);
		}

	}

	/**
	 * Holds if all or any of its parts hold.
	 *
	 * @param any whether one is enough
	 * @param parts the parts
	 */
	record Junction(boolean any, List<Condition> parts) implements Condition {

		public Junction {
			parts = List.copyOf(parts);
		}

		@Override
		public boolean isEmpty() {
			return !this.any && this.parts.isEmpty();
		}

	}

	enum Operator {

		EQUAL("="), NOT_EQUAL("<>"), LESS("<"), LESS_OR_EQUAL("<="), GREATER(">"), GREATER_OR_EQUAL(">="), LIKE("LIKE"),
		NOT_LIKE("NOT LIKE"), BETWEEN("BETWEEN"), NOT_BETWEEN("NOT BETWEEN"), IN("IN"), NOT_IN("NOT IN"),
		IS_NULL("IS NULL"), IS_NOT_NULL("IS NOT NULL"), IS_TRUE("IS TRUE"), IS_FALSE("IS FALSE");

		private final String sql;

		Operator(String sql) {
			this.sql = sql;
		}

		String sql() {
			return this.sql;
		}

	}

}
