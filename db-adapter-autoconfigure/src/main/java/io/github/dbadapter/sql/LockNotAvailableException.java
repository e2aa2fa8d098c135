package io.github.dbadapter.sql;

import java.sql.SQLException;

import io.github.dbadapter.OperationRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * Another session held a lock for longer than was waited for it. The transaction that
 * waited has been rolled back.
 *
 * @since 0.1.0
 */
public class LockNotAvailableException extends OperationRefusedException {

	/** SQLSTATE of a lock that was not had in time. */
	public static final String LOCK_NOT_AVAILABLE = "55P03";

	private final String reason;

	/**
	 * Creates an exception.
	 * @param failed what was being done, as in "Could not back up"
	 * @param reason what was waited for and the next step, without an address
	 * @param cause the driver's exception
	 */
	public LockNotAvailableException(String failed, String reason, @Nullable Throwable cause) {
		super(failed + ": " + reason, cause);
		this.reason = reason;
	}

	/**
	 * Returns the message without the address of the database, for those who are not to
	 * know it.
	 * @return what was waited for and the next step
	 */
	public String getReason() {
		return this.reason;
	}

	static LockNotAvailableException of(String purpose, String address, SQLException failure) {
		return new LockNotAvailableException("Could not %s on %s".formatted(purpose, address),
				"another session holds a lock that is needed, and waiting for it took longer than lock_timeout allows. "
						+ "All of the transaction was rolled back. Try again when that session's transaction has ended",
				failure);
	}

}
