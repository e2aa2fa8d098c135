package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells databases apart, wherever they are reached from: name and number of the database,
 * and the identifier of the cluster where the role may read it.
 */
final class DatabaseIdentity {

	private static final String MAY_READ_CLUSTER = "SELECT has_function_privilege('pg_control_system()', 'EXECUTE')";

	private DatabaseIdentity() {
	}

	static String read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			boolean cluster;
			try (ResultSet row = statement.executeQuery(MAY_READ_CLUSTER)) {
				row.next();
				cluster = row.getBoolean(1);
			}
			try (ResultSet row = statement.executeQuery(
					"SELECT datname || '/' || oid || '/' || %s FROM pg_database WHERE datname = current_database()"
						.formatted(cluster ? "(SELECT system_identifier FROM pg_control_system())" : "'?'"))) {
				row.next();
				return row.getString(1);
			}
		}
	}

	/** What only one of two roles could read does not tell databases apart. */
	static boolean isSame(String one, String other) {
		String[] first = split(one);
		String[] second = split(other);
		return first[0].equals(second[0])
				&& (first[1].equals(second[1]) || "?".equals(first[1]) || "?".equals(second[1]));
	}

	private static String[] split(String identity) {
		int slash = identity.lastIndexOf('/');
		return new String[] { identity.substring(0, slash), identity.substring(slash + 1) };
	}

}
