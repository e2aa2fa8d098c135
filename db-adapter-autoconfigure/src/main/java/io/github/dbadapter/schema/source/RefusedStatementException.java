package io.github.dbadapter.schema.source;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.SourcePosition;
import io.github.dbadapter.sql.SqlStatement;

/**
 * A script holds a statement that must not be run to read its schema. Nothing of the
 * script has been executed.
 *
 * @since 0.1.0
 */
public class RefusedStatementException extends InvalidInputException {

	private final SourcePosition position;

	private final String statement;

	private final String reason;

	RefusedStatementException(SqlStatement statement, String reason, String place) {
		super("%s: this statement is refused in %s because %s: %s".formatted(statement.position(), place, reason,
				statement.excerpt()));
		this.position = statement.position();
		this.statement = statement.text();
		this.reason = reason;
	}

	public SourcePosition getPosition() {
		return this.position;
	}

	/**
	 * Returns the offending statement.
	 * @return its exact source text
	 */
	public String getStatement() {
		return this.statement;
	}

	public String getReason() {
		return this.reason;
	}

}
