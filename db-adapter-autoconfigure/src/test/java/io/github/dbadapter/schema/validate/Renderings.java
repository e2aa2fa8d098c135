package io.github.dbadapter.schema.validate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DdlScript;
import io.github.dbadapter.schema.DdlStatement;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.test.TestDatabase;

/**
 * PostgreSQL's own text of a database.
 */
final class Renderings {

	private Renderings() {
	}

	static DatabaseSchema introspect(TestDatabase database) {
		try (Connection connection = database.connect()) {
			return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema();
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Returns the statements one by one, because pgjdbc cannot tell where a function with
	 * a body in standard SQL ends among others.
	 */
	static List<String> statements(DatabaseSchema schema) {
		return Stream.concat(Stream.of(DdlScript.SETTINGS), DdlScript.create(schema).stream().map(DdlStatement::sql))
			.toList();
	}

}
