package io.github.dbadapter.schema.introspect;

import java.time.Duration;

import io.github.dbadapter.DbAdapterException;

/**
 * The schema could not be read within the lock time-out, because another transaction is
 * changing it and has not ended. Nothing has been changed; an earlier result may be used,
 * marked as stale.
 *
 * @since 0.1.0
 */
public class SchemaLockedException extends DbAdapterException {

	private final Duration lockTimeout;

	SchemaLockedException(String database, Duration lockTimeout, Throwable cause) {
		super(("Could not read the schema of %s: another transaction holds a lock on a table or view, waited %d ms. "
				+ "Try again when it has ended.")
			.formatted(database, lockTimeout.toMillis()), cause);
		this.lockTimeout = lockTimeout;
	}

	public Duration getLockTimeout() {
		return this.lockTimeout;
	}

}
