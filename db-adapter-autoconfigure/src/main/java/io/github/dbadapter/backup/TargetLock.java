package io.github.dbadapter.backup;

import java.sql.Connection;
import java.sql.SQLException;

import io.github.dbadapter.OperationRefusedException;

/**
 * The advisory lock under which a database is written to by at most one restore, fix or
 * sync at a time, from whichever machine. Held by the transaction, so that it survives
 * neither a crash nor a pooler's change of session.
 *
 * @since 0.1.0
 */
public final class TargetLock {

	/** Key of the lock in {@code pg_locks}: "dbadaptr" as eight bytes. */
	public static final long KEY = 0x6462616461707472L;

	private TargetLock() {
	}

	/**
	 * Takes the lock until the end of the running transaction.
	 * @param connection a connection inside a transaction
	 * @param purpose what it is taken for, completing "Could not …"
	 * @throws OperationRefusedException if another operation holds it
	 * @throws SQLException if the server fails
	 */
	public static void acquire(Connection connection, String purpose) throws SQLException {
		if (!new Statements(connection)
			.exists("SELECT WHERE pg_catalog.pg_try_advisory_xact_lock(%d)".formatted(KEY))) {
			throw new OperationRefusedException(
					"Could not %s: another restore, fix or sync is writing to this database. Try again when it is done"
						.formatted(purpose));
		}
	}

}
