package io.github.dbadapter.backup;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Runs statements that hold no values, on one connection.
 */
final class Statements {

	/** Classes of SQLSTATE (PostgreSQL manual, appendix A). */
	private static final Set<String> NOT_ABOUT_ROWS = Set.of("08", "25", "26", "28", "40", "42", "53", "55", "57", "58",
			"F0", "XX");

	private final Connection connection;

	Statements(Connection connection) {
		this.connection = connection;
	}

	Connection connection() {
		return this.connection;
	}

	/** Returns the number of rows, 0 for other statements. */
	long execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
			return Math.max(0, statement.getLargeUpdateCount());
		}
	}

	long number(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			return rows.next() ? rows.getLong(1) : 0;
		}
	}

	boolean exists(String query) throws SQLException {
		return number("SELECT CASE WHEN EXISTS (%s) THEN 1 ELSE 0 END".formatted(query)) == 1;
	}

	void each(String sql, Row consumer) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				consumer.accept(rows);
			}
		}
	}

	/**
	 * Does work that the server may reject, inside a savepoint.
	 * @return the rejection, {@code null} if there was none
	 */
	@Nullable SQLException attempt(Work work) throws SQLException {
		Savepoint savepoint = this.connection.setSavepoint();
		try {
			work.run();
			this.connection.releaseSavepoint(savepoint);
			return null;
		}
		catch (SQLException ex) {
			rethrowUnlessRejection(ex);
			this.connection.rollback(savepoint);
			this.connection.releaseSavepoint(savepoint);
			return ex;
		}
	}

	static void rethrowUnlessRejection(SQLException ex) throws SQLException {
		if (!isRejection(ex)) {
			throw ex;
		}
	}

	/** Whether a row is at fault, and not the connection, rights, locks or resources. */
	private static boolean isRejection(SQLException ex) {
		String state = ex.getSQLState();
		return ex instanceof PSQLException && state != null && state.length() == 5
				&& !NOT_ABOUT_ROWS.contains(state.substring(0, 2));
	}

	static String describe(SQLException ex) {
		ServerErrorMessage message = (ex instanceof PSQLException rejected) ? rejected.getServerErrorMessage() : null;
		if (message == null) {
			return String.valueOf(ex.getMessage());
		}
		String detail = (message.getDetail() != null) ? ": " + message.getDetail() : "";
		return message.getMessage() + detail + " (SQLSTATE " + ex.getSQLState() + ")";
	}

	/**
	 * Work with statements.
	 */
	interface Work {

		void run() throws SQLException;

	}

	/**
	 * Takes one row.
	 */
	interface Row {

		void accept(ResultSet row) throws SQLException;

	}

}
