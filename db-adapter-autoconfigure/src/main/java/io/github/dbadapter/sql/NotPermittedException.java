package io.github.dbadapter.sql;

import java.sql.SQLException;

import io.github.dbadapter.OperationRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * The role lacks a right that an operation needs, or its session may only read. The
 * transaction that asked for it has been rolled back.
 *
 * @since 0.1.0
 */
public class NotPermittedException extends OperationRefusedException {

	/** SQLSTATE of a missing right. */
	public static final String INSUFFICIENT_PRIVILEGE = "42501";

	private static final String READ_ONLY = "25006";

	private final String reason;

	private final @Nullable String sqlState;

	/**
	 * Creates an exception.
	 * @param failed what was being done, as in "Could not restore"
	 * @param reason what is missing and the next step, without an address
	 * @param sqlState SQLSTATE as the server gave it, {@code null} if none
	 * @param cause the driver's exception
	 */
	public NotPermittedException(String failed, String reason, @Nullable String sqlState, @Nullable Throwable cause) {
		super(failed + ": " + reason, cause);
		this.reason = reason;
		this.sqlState = sqlState;
	}

	/**
	 * Returns the message without the address of the database, for those who are not to
	 * know it.
	 * @return what is missing and the next step
	 */
	public String getReason() {
		return this.reason;
	}

	/**
	 * Returns the SQLSTATE (PostgreSQL manual, appendix A).
	 * @return 42501 for a missing right, 25006 for a session that may only read
	 */
	public @Nullable String getSqlState() {
		return this.sqlState;
	}

	static boolean is(SQLException failure) {
		return INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState()) || READ_ONLY.equals(failure.getSQLState());
	}

	static NotPermittedException of(String purpose, ConnectionParameters parameters, SQLException failure) {
		String role = (parameters.user() != null) ? "role '" + parameters.user() + "'" : "the role";
		String nextStep = READ_ONLY.equals(failure.getSQLState())
				? "The server is a standby, or default_transaction_read_only is on for %s. Use a server and a role that may write"
				: "Have the right granted to %s, or use the role that owns it";
		return new NotPermittedException("Could not %s on %s".formatted(purpose, parameters.address()),
				"%s. All of its transaction was rolled back. %s".formatted(DatabaseOperationException.describe(failure),
						nextStep.formatted(role)),
				failure.getSQLState(), failure);
	}

}
