package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells databases apart, wherever they are reached from.
 */
final class DatabaseIdentity {

	private DatabaseIdentity() {
	}

	static String read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(
						"SELECT datname || '/' || oid || '/' || datdba FROM pg_database WHERE datname = current_database()")) {
			row.next();
			return row.getString(1);
		}
	}

}
