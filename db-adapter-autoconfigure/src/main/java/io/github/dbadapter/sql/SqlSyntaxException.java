package io.github.dbadapter.sql;

import io.github.dbadapter.InvalidInputException;

/**
 * A script cannot be taken apart into statements, for example because a quote is never
 * closed. Nothing of it has been executed.
 *
 * @since 0.1.0
 */
public class SqlSyntaxException extends InvalidInputException {

	private final SourcePosition position;

	private final String offendingText;

	/**
	 * Creates an exception.
	 * @param position where the offending text begins
	 * @param problem what is wrong, completing a sentence that begins with the position
	 * @param offendingText the text, cut to its first line
	 */
	public SqlSyntaxException(SourcePosition position, String problem, String offendingText) {
		super("%s: %s: %s".formatted(position, problem, offendingText));
		this.position = position;
		this.offendingText = offendingText;
	}

	public SourcePosition getPosition() {
		return this.position;
	}

	public String getOffendingText() {
		return this.offendingText;
	}

}
