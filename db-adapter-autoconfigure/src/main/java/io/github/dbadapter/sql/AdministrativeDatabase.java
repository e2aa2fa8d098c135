package io.github.dbadapter.sql;

import java.sql.Connection;
import java.sql.SQLException;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The administrative plane of one database: every operation gets a short-lived pgjdbc
 * connection of its own and runs on {@link Schedulers#boundedElastic()}, so that it never
 * takes a connection from the application's pool. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class AdministrativeDatabase {

	/** What pgjdbc adds to a refused connection; our message ends with its own advice. */
	private static final String DRIVERS_ADVICE = " Check that the hostname and port are correct"
			+ " and that the postmaster is accepting TCP/IP connections.";

	private final ConnectionParameters parameters;

	public AdministrativeDatabase(ConnectionParameters parameters) {
		this.parameters = parameters;
	}

	public ConnectionParameters getParameters() {
		return this.parameters;
	}

	/**
	 * Returns the address for messages, without user and password.
	 * @return host, port and database
	 */
	public String address() {
		return this.parameters.address();
	}

	/**
	 * Does blocking work on a connection of its own. Cold: each subscription opens a
	 * connection, which is closed before the result is emitted, also on error. What was
	 * not committed is then rolled back, and its locks are free. Cancelling cancels the
	 * running statement on the server and drops the connection, which rolls back as well.
	 * There is no time-out on the work itself: set {@code statement_timeout} or use
	 * {@link Mono#timeout}.
	 * @param purpose what the work is for, completing "Could not …"
	 * @param work the work
	 * @param <T> type of the result
	 * @return the result, or empty if the work returned {@code null}; fails with
	 * {@link DatabaseUnavailableException} when the database cannot be reached, refuses
	 * the login or goes away, with {@link NotPermittedException} when the role lacks a
	 * right or may only read, with {@link LockNotAvailableException} when another session
	 * holds a lock for too long, with {@link DatabaseOperationException} when the server
	 * rejects a statement for another reason, and with what the work throws unchecked
	 */
	public <T> Mono<T> execute(String purpose, ConnectionCallback<T> work) {
		return Mono.<T>create((sink) -> new ConnectionTask<>(this, purpose, work, sink).run())
			.subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Opens a connection for work that outlives one method, blocking at most for the
	 * connect time-out. The caller closes it.
	 * @return an open connection in autocommit mode
	 * @throws DatabaseUnavailableException if the database cannot be reached or refuses
	 * the login
	 */
	public Connection open() {
		try {
			return JdbcDataSource.create(this.parameters).getConnection();
		}
		catch (SQLException ex) {
			throw unavailable(ex);
		}
	}

	/**
	 * Translates a driver's exception.
	 * @param purpose what was attempted, completing "Could not …"
	 * @param failure the driver's exception
	 * @return an exception that tells an unreachable database from a missing right, a
	 * lock that was not had in time and a rejected statement
	 */
	public RuntimeException translate(String purpose, SQLException failure) {
		String state = failure.getSQLState();
		if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
			return new DatabaseUnavailableException("Could not %s: the connection to %s was lost: %s".formatted(purpose,
					address(), DatabaseOperationException.describe(failure)), address(), state, failure);
		}
		if (NotPermittedException.is(failure)) {
			return NotPermittedException.of(purpose, this.parameters, failure);
		}
		if (LockNotAvailableException.LOCK_NOT_AVAILABLE.equals(state)) {
			return LockNotAvailableException.of(purpose, address(), failure);
		}
		return DatabaseOperationException.of(purpose, address(), failure);
	}

	private DatabaseUnavailableException unavailable(SQLException ex) {
		return DatabaseUnavailableException.of(this.parameters, ex.getSQLState(),
				DatabaseOperationException.describe(ex).replace(DRIVERS_ADVICE, ""), ex);
	}

}
