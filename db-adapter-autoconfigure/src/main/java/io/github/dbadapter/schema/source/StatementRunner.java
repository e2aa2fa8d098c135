package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.UnaryOperator;

import io.github.dbadapter.sql.SourcePosition;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.jdbc.PgConnection;
import org.postgresql.jdbc.PreferQueryMode;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Sends statements of a script to the server exactly as they are written: the driver must
 * neither split them at semicolons nor look for parameters and escapes.
 */
final class StatementRunner {

	/** Time-outs and what the server is to blame for, rather than the script. */
	private static final Set<String> NOT_OF_THE_SCRIPT = Set.of("08", "53", "55", "57", "58", "XX");

	/** Unsafe use of a new enum value, object not in the state that is needed. */
	private static final Set<String> OF_THE_SCRIPT = Set.of("55P04", "55000");

	private final Connection connection;

	private final UnaryOperator<String> messages;

	/**
	 * Creates an instance.
	 * @param connection the connection
	 * @param messages puts the script's own names into the server's messages
	 */
	StatementRunner(Connection connection, UnaryOperator<String> messages) {
		this.connection = connection;
		this.messages = messages;
	}

	<T> T literally(SqlCallable<T> work) throws SQLException {
		var executor = this.connection.unwrap(PgConnection.class).getQueryExecutor();
		PreferQueryMode mode = executor.getPreferQueryMode();
		executor.setPreferQueryMode(PreferQueryMode.SIMPLE);
		try {
			return work.call();
		}
		finally {
			executor.setPreferQueryMode(mode);
		}
	}

	void execute(String sql) throws SQLException {
		try (Statement statement = this.connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

	void setting(String name, String value) throws SQLException {
		try (PreparedStatement query = this.connection.prepareStatement("SELECT set_config(?, ?, false)")) {
			query.setString(1, name);
			query.setString(2, value);
			query.execute();
		}
	}

	void run(SqlStatement statement, Rewriting sql) throws SQLException {
		try {
			if (statement.copyData() != null) {
				copy(sql.result(), statement.copyData());
			}
			else {
				execute(sql.result());
			}
		}
		catch (SQLException ex) {
			throw failure(statement, sql, ex);
		}
	}

	private void copy(String sql, String data) throws SQLException {
		try {
			this.connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, new StringReader(data));
		}
		catch (IOException ex) {
			throw new SQLException("Could not read the data of COPY", ex);
		}
	}

	/**
	 * A dump of a newer version may set what this server does not know, as psql allows.
	 */
	boolean isUnknownSetting(SqlStatement statement) throws SQLException {
		SqlToken name = statement.token(statement.hasWords(1, "session") ? 2 : 1);
		SqlToken next = statement.token(statement.hasWords(1, "session") ? 3 : 2);
		if (!statement.startsWith("set") || !name.isIdentifier() || !(next.is("=") || next.isWord("to"))) {
			return false;
		}
		try (PreparedStatement query = this.connection
			.prepareStatement("SELECT FROM pg_catalog.pg_settings WHERE lower(name) = lower(?)")) {
			query.setString(1, name.value());
			try (ResultSet rows = query.executeQuery()) {
				return !rows.next();
			}
		}
	}

	private RuntimeException failure(SqlStatement statement, Rewriting sql, SQLException ex) throws SQLException {
		String state = ex.getSQLState();
		if (state == null || !isOfTheScript(statement, state)) {
			throw ex;
		}
		ServerErrorMessage server = (ex instanceof PSQLException fromServer) ? fromServer.getServerErrorMessage()
				: null;
		SourcePosition position = statement.positionOf((server != null && server.getPosition() > 0)
				? sql.sourceOffset(offset(sql.result(), server.getPosition() - 1)) : 0);
		String found = this.messages.apply(describe(server, ex));
		String remedy = remedy(statement, state, found);
		return new ScriptFailedException("%s: PostgreSQL rejects this statement: %s (SQLSTATE %s)%s: %s"
			.formatted(position, found, state, remedy, statement.excerpt()), position, statement.text(), state, ex);
	}

	private static boolean isOfTheScript(SqlStatement statement, String state) {
		boolean missingFile = state.startsWith("58") && statement.startsWith("create", "extension");
		return missingFile || OF_THE_SCRIPT.contains(state) || !NOT_OF_THE_SCRIPT.contains(state.substring(0, 2));
	}

	/** The server counts characters, Java counts UTF-16 units. */
	private static int offset(String text, int characters) {
		return text.offsetByCodePoints(0, Math.min(characters, text.codePointCount(0, text.length())));
	}

	private static String describe(@Nullable ServerErrorMessage server, SQLException ex) {
		String message = (server != null) ? server.getMessage() : ex.getMessage();
		String hint = (server != null && server.getHint() != null) ? " Hint: " + server.getHint() : "";
		return ((message != null) ? message : ex.getClass().getSimpleName()) + hint;
	}

	private static String remedy(SqlStatement statement, String state, String found) {
		if (statement.startsWith("create", "extension")) {
			return ". Make the extension available to this role on the server, or use a snapshot as the expected schema";
		}
		if (found.startsWith("role ")) {
			return ". Create the role on the server that reads the script";
		}
		return state.equals("42704") || state.equals("42883")
				? ". If it belongs to an extension, let the script begin with CREATE EXTENSION" : "";
	}

	/**
	 * Work that talks to the database.
	 */
	@FunctionalInterface
	interface SqlCallable<T> {

		T call() throws SQLException;

	}

}
