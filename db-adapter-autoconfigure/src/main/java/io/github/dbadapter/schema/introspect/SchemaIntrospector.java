package io.github.dbadapter.schema.introspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.BriefWaits;
import reactor.core.publisher.Mono;

/**
 * Reads the schema of a live database. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SchemaIntrospector {

	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

	private static final int ATTEMPTS = 4;

	private static final String INTERNAL_ERROR = "XX000";

	private final Duration lockTimeout;

	/**
	 * Creates an introspector that waits one second at most for a lock.
	 */
	public SchemaIntrospector() {
		this(LOCK_TIMEOUT);
	}

	/**
	 * Creates an introspector.
	 * @param lockTimeout how long it waits in all for changes in progress that hold
	 * locks, in milliseconds; zero waits for ever. While it waits it lets go of its own
	 * locks again and again, so that it does not end in a deadlock with the change.
	 */
	public SchemaIntrospector(Duration lockTimeout) {
		this.lockTimeout = lockTimeout;
	}

	/**
	 * Reads the schema on a connection of its own, in a read-only transaction. Cold: each
	 * subscription connects and reads anew.
	 * @param database the database
	 * @param options what is read
	 * @return the schema, once; fails with {@link SchemaLockedException} when a change in
	 * progress blocks the reading, with {@link SchemaChangedException} when the schema
	 * does not stand still, and as {@link AdministrativeDatabase#execute} says
	 */
	public Mono<IntrospectedSchema> introspect(AdministrativeDatabase database, IntrospectionOptions options) {
		return database.execute("read the schema", (connection) -> introspect(connection, options));
	}

	/**
	 * Reads the schema. With autocommit on, in a read-only repeatable-read transaction of
	 * its own; with autocommit off, inside the caller's transaction, behind a savepoint:
	 * isolation, settings and locks are afterwards what they were before. Blocks.
	 * @param connection an open connection of pgjdbc, also one that a pool has wrapped
	 * @param options what is read
	 * @return the schema
	 * @throws SchemaLockedException if a change in progress blocks the reading
	 * @throws SchemaChangedException if the schema does not stand still
	 * @throws SQLException if PostgreSQL refuses a query or goes away
	 */
	public IntrospectedSchema introspect(Connection connection, IntrospectionOptions options) throws SQLException {
		boolean own = connection.getAutoCommit();
		BriefWaits waits = new BriefWaits(this.lockTimeout);
		int changed = 0;
		while (true) {
			try {
				return own ? inTransaction(connection, options, waits) : behindSavepoint(connection, options, waits);
			}
			catch (ConcurrentChangeException ex) {
				retryOrFail(connection, ++changed, ex);
			}
			catch (SQLException ex) {
				if (BriefWaits.isBlocked(ex)) {
					if (waits.wasLast()) {
						throw new SchemaLockedException(connection.getCatalog(), this.lockTimeout, ex);
					}
				}
				else if (isConcurrentChange(ex)) {
					retryOrFail(connection, ++changed, ex);
				}
				else {
					throw ex;
				}
			}
		}
	}

	private static boolean isConcurrentChange(SQLException ex) {
		String message = ex.getMessage();
		return INTERNAL_ERROR.equals(ex.getSQLState()) && message != null && (message.contains("cache lookup failed")
				|| message.contains("could not open relation") || message.contains("could not find"));
	}

	private static void retryOrFail(Connection connection, int attempt, Exception cause) throws SQLException {
		if (attempt == ATTEMPTS) {
			throw new SchemaChangedException(connection.getCatalog(), ATTEMPTS, cause);
		}
	}

	private IntrospectedSchema inTransaction(Connection connection, IntrospectionOptions options, BriefWaits waits)
			throws SQLException {
		connection.setAutoCommit(false);
		try {
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
			}
			return new CatalogReader(connection, options, waits.millis()).read();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/** Rolling back to the savepoint undoes the local settings and frees the locks. */
	private IntrospectedSchema behindSavepoint(Connection connection, IntrospectionOptions options, BriefWaits waits)
			throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try {
			return new CatalogReader(connection, options, waits.millis()).read();
		}
		finally {
			connection.rollback(savepoint);
			connection.releaseSavepoint(savepoint);
		}
	}

}
