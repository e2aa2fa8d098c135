package io.github.dbadapter.client;

import java.util.List;

/**
 * What an upsert does with a row that is already there.
 *
 * @param columns columns that identify the existing row, on which there must be a unique
 * constraint or index; empty to have them found
 * @param action what to do with the existing row
 * @since 0.1.0
 */
public record Conflict(List<String> columns, Action action) {

	public Conflict {
		columns = List.copyOf(columns);
	}

	/**
	 * Updates the row that has the same primary key, or else the same values in the only
	 * unique constraint whose columns are all given.
	 * @return the rule
	 */
	public static Conflict update() {
		return new Conflict(List.of(), Action.UPDATE);
	}

	/**
	 * Updates the row that has the same values in some columns.
	 * @param columns these columns
	 * @return the rule
	 */
	public static Conflict updateOn(String... columns) {
		return new Conflict(List.of(columns), Action.UPDATE);
	}

	/**
	 * Leaves any existing row alone, whichever unique constraint it conflicts with.
	 * @return the rule
	 */
	public static Conflict ignore() {
		return new Conflict(List.of(), Action.IGNORE);
	}

	/**
	 * Leaves a row alone that has the same values in some columns.
	 * @param columns these columns
	 * @return the rule
	 */
	public static Conflict ignoreOn(String... columns) {
		return new Conflict(List.of(columns), Action.IGNORE);
	}

	/**
	 * What to do with an existing row.
	 */
	public enum Action {

		/** Update it with the values given. */
		UPDATE,

		/** Leave it as it is. */
		IGNORE

	}

}
