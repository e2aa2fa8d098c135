package io.github.dbadapter.shell.command;

import io.github.dbadapter.sql.QualifiedName;

/**
 * Rows of one table.
 *
 * @param table the table
 * @param label its name for people, with its schema only where that is not the current
 * one
 * @param rows number of rows
 * @param certainty what the number is worth
 */
record TableCount(QualifiedName table, String label, long rows, Certainty certainty) {

	TableCount exactly(long counted) {
		return new TableCount(this.table, this.label, counted, Certainty.EXACT);
	}

	/** What a number of rows is worth. */
	enum Certainty {

		/** Counted. */
		EXACT,

		/** The planner's estimate, because counting took too long. */
		ESTIMATED,

		/** The role may not read the table. */
		NOT_READABLE

	}

}
