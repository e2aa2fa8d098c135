package io.github.dbadapter.schema.source;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.SourcePosition;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL rejected a statement of a script while its schema was read in a scratch
 * place, which is gone.
 *
 * @since 0.1.0
 */
public class ScriptFailedException extends InvalidInputException {

	private final SourcePosition position;

	private final String statement;

	private final @Nullable String sqlState;

	/**
	 * Creates an exception.
	 * @param message the whole message
	 * @param position place of the error in the script
	 * @param statement source text of the statement
	 * @param sqlState SQLSTATE, {@code null} if there is none
	 * @param cause the driver's exception
	 */
	public ScriptFailedException(String message, SourcePosition position, String statement, @Nullable String sqlState,
			@Nullable Throwable cause) {
		super(message, cause);
		this.position = position;
		this.statement = statement;
		this.sqlState = sqlState;
	}

	public SourcePosition getPosition() {
		return this.position;
	}

	public String getStatement() {
		return this.statement;
	}

	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
