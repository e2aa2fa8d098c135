package io.github.dbadapter.schema.validate;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;

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

	static String script(TestDatabase database) {
		return script(introspect(database));
	}

	static String script(DatabaseSchema schema) {
		return DdlScript.create(schema)
			.stream()
			.map(DdlStatement::toString)
			.collect(Collectors.joining("\n", DdlScript.SETTINGS + ";\n", ""));
	}

}
