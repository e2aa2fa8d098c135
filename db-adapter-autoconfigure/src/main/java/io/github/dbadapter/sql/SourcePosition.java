package io.github.dbadapter.sql;

/**
 * A place in a script, for messages.
 *
 * @param source name of the script, usually its file
 * @param line line, from 1
 * @param column character in the line, from 1; a tab counts as one
 * @since 0.1.0
 */
public record SourcePosition(String source, int line, int column) {

	/**
	 * Returns the place as compilers write it.
	 * @return for example {@code schema.sql:12:3}
	 */
	@Override
	public String toString() {
		return this.source + ":" + this.line + ":" + this.column;
	}

}
