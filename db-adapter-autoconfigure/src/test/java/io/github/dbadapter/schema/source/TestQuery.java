package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

import io.github.dbadapter.sql.AdministrativeDatabase;

/**
 * Asks a database for one value.
 */
record TestQuery(AdministrativeDatabase database) {

	String value(String sql) throws SQLException {
		try (Connection connection = this.database.open();
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery(sql)) {
			row.next();
			return row.getString(1);
		}
	}

}
