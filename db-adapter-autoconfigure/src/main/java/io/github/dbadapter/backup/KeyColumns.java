package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.Identifier;

/**
 * Repeats pieces of SQL for each column of a key.
 *
 * @param columns the columns of the key
 */
record KeyColumns(List<Identifier> columns) {

	/** Repeats a pattern over the position. */
	String each(String pattern, String separator) {
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < this.columns.size(); i++) {
			parts.add(pattern.formatted(i));
		}
		return String.join(separator, parts);
	}

	/** Repeats a pattern over the quoted name and the position. */
	String named(String pattern, String separator) {
		List<String> parts = new ArrayList<>();
		for (int i = 0; i < this.columns.size(); i++) {
			parts.add(pattern.formatted(this.columns.get(i).quoted(), i));
		}
		return String.join(separator, parts);
	}

}
