package io.github.dbadapter.backup;

import java.sql.SQLException;

import tools.jackson.core.JsonParser;

/**
 * Takes the rows of one table of a file.
 */
interface RowLoader {

	/** Takes the object at which the parser stands and leaves the parser at its end. */
	void row(JsonParser parser) throws SQLException;

	/** Ends the table and returns the number of rows taken. */
	long finish() throws SQLException;

	/**
	 * Makes a loader when a table begins.
	 */
	interface Factory {

		RowLoader create(RestoreTable table) throws SQLException;

	}

}
