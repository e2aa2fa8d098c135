package io.github.dbadapter.schema.introspect;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

import io.github.dbadapter.sql.AdministrativeDatabase;
import reactor.core.publisher.Mono;

/**
 * Reads the schema of a live database. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SchemaIntrospector {

	private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

	/**
	 * How long one attempt waits for a lock while it holds others. Well below
	 * {@code deadlock_timeout} (1 s), so that a change that wants those is never the one
	 * that PostgreSQL cancels.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofMillis(100);

	private static final int ATTEMPTS = 4;

	private static final Set<String> BLOCKED = Set.of("55P03", "40P01");

	private static final String INTERNAL_ERROR = "XX000";

	private final Duration lockTimeout;

	private final Duration wait;

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
		boolean brief = !lockTimeout.isZero() && lockTimeout.compareTo(LONGEST_WAIT) < 0;
		this.wait = brief ? lockTimeout : LONGEST_WAIT;
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
		int changed = 0;
		int blocked = 0;
		while (true) {
			try {
				return own ? inTransaction(connection, options) : behindSavepoint(connection, options);
			}
			catch (ConcurrentChangeException ex) {
				retryOrFail(connection, ++changed, ex);
			}
			catch (SQLException ex) {
				if (BLOCKED.contains(ex.getSQLState())) {
					waitOrFail(connection, ++blocked, ex);
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

	/** The time has passed in the attempt, waiting for the lock. */
	private void waitOrFail(Connection connection, int attempt, SQLException cause) throws SQLException {
		if (!this.lockTimeout.isZero() && this.wait.multipliedBy(attempt).compareTo(this.lockTimeout) >= 0) {
			throw new SchemaLockedException(connection.getCatalog(), this.lockTimeout, cause);
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

	private IntrospectedSchema inTransaction(Connection connection, IntrospectionOptions options) throws SQLException {
		connection.setAutoCommit(false);
		try {
			try (Statement statement = connection.createStatement()) {
				statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
			}
			return new CatalogReader(connection, options, this.wait).read();
		}
		finally {
			connection.rollback();
			connection.setAutoCommit(true);
		}
	}

	/** Rolling back to the savepoint undoes the local settings and frees the locks. */
	private IntrospectedSchema behindSavepoint(Connection connection, IntrospectionOptions options)
			throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try {
			return new CatalogReader(connection, options, this.wait).read();
		}
		finally {
			connection.rollback(savepoint);
			connection.releaseSavepoint(savepoint);
		}
	}

}
