package io.github.dbadapter.copy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * The settings that decide how PostgreSQL writes and reads values as text. Pinned on both
 * sides, so that a value comes back as it was whatever servers, databases and roles are
 * configured to.
 *
 * @since 0.1.0
 */
public final class SessionSettings {

	private static final String PIN = """
			SET LOCAL TimeZone = 'UTC';
			SET LOCAL DateStyle = 'ISO, YMD';
			SET LOCAL IntervalStyle = 'postgres';
			SET LOCAL extra_float_digits = 1;
			SET LOCAL bytea_output = 'hex';
			SET LOCAL lc_monetary = 'C';
			SET LOCAL xmloption = 'content';
			SET LOCAL standard_conforming_strings = on;
			SET LOCAL statement_timeout = 0;
			SET LOCAL idle_in_transaction_session_timeout = 0;
			SET LOCAL row_security = off""";

	/**
	 * For each lock, where neither role nor database says. Work of hours is not given up
	 * because somebody holds a row for a while, but does not hang for ever either.
	 */
	private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

	private SessionSettings() {
	}

	/**
	 * Pins the settings until the end of the running transaction, with row-level security
	 * turned from silent filtering into an error and time-outs of the role or database,
	 * which are meant for short work, turned off. A lock is waited for as long as
	 * {@code lock_timeout} says, or five minutes where that is off. Takes no snapshot, so
	 * that tables can be locked before a repeatable-read transaction has one.
	 * @param connection a connection inside a transaction
	 * @throws SQLException if the server refuses a setting
	 */
	public static void pin(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(PIN);
			if (isLockTimeoutOff(statement)) {
				statement.execute("SET LOCAL lock_timeout = " + LONGEST_WAIT.toMillis());
			}
			if (connection.getMetaData().getDatabaseMajorVersion() >= 17) {
				statement.execute("SET LOCAL transaction_timeout = 0");
			}
		}
	}

	private static boolean isLockTimeoutOff(Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery("SHOW lock_timeout")) {
			row.next();
			return row.getString(1).equals("0");
		}
	}

}
