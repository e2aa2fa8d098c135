package io.github.dbadapter.sql;

import java.sql.SQLException;

import io.github.dbadapter.DbAdapterException;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL rejected a statement of an administrative operation. The transaction that it
 * was part of has been rolled back.
 *
 * @since 0.1.0
 */
public class DatabaseOperationException extends DbAdapterException {

	private final @Nullable String sqlState;

	public DatabaseOperationException(String message, @Nullable String sqlState, @Nullable Throwable cause) {
		super(message, cause);
		this.sqlState = sqlState;
	}

	static DatabaseOperationException of(String purpose, String address, SQLException cause) {
		return new DatabaseOperationException("Could not %s on %s: %s".formatted(purpose, address, describe(cause)),
				cause.getSQLState(), cause);
	}

	static String describe(SQLException cause) {
		String message = (cause.getMessage() != null) ? cause.getMessage().strip() : cause.getClass().getSimpleName();
		return (cause.getSQLState() != null) ? message + " (SQLSTATE " + cause.getSQLState() + ")" : message;
	}

	/**
	 * Returns the SQLSTATE (PostgreSQL manual, appendix A).
	 * @return the five characters, or {@code null} if the driver gave none
	 */
	public @Nullable String getSqlState() {
		return this.sqlState;
	}

}
