package io.github.dbadapter.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

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

	private SessionSettings() {
	}

	/**
	 * Pins the settings until the end of the running transaction, with row-level security
	 * turned from silent filtering into an error and time-outs of the role or database,
	 * which are meant for short work, turned off. Takes no snapshot, so that tables can
	 * be locked before a repeatable-read transaction has one.
	 * @param connection a connection inside a transaction
	 * @throws SQLException if the server refuses a setting
	 */
	public static void pin(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(PIN);
			if (connection.getMetaData().getDatabaseMajorVersion() >= 17) {
				statement.execute("SET LOCAL transaction_timeout = 0");
			}
		}
	}

}
