package io.github.dbadapter.schema.validate;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Makes up schemas, changes one thing and expects exactly that one difference. Another
 * seed can be tried with {@code -Dschema.seed}.
 */
@PostgresTest
class SingleChangeTests {

	private final TestDatabase database;

	SingleChangeTests(TestDatabase database) {
		this.database = database;
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void eachChangeIsExactlyOneDifference(long number) throws SQLException {
		long seed = Long.getLong("schema.seed", 0) + number;
		RandomSchema schema = new RandomSchema(seed);
		List<String> wrong = new ArrayList<>();
		try (Connection connection = this.database.connect()) {
			connection.setAutoCommit(false);
			execute(connection, schema.script());
			DatabaseSchema before = read(connection);
			assertThat(compare(before, read(connection)).differences()).isEmpty();
			for (RandomSchema.Mutation mutation : RandomSchema.mutations()) {
				Savepoint savepoint = connection.setSavepoint();
				String sql = schema.mutate(mutation);
				execute(connection, sql);
				DatabaseSchema after = read(connection);
				check(wrong, sql, mutation.type(), compare(before, after));
				// Somebody gave the name that is expected then, which is not left open.
				if (!mutation.difference().equals("NAME_CHANGED")) {
					check(wrong, sql, mutation.reversedType(), compare(after, before));
				}
				if (SchemaFingerprint.of(before).equals(SchemaFingerprint.of(after))) {
					wrong.add("same fingerprint after " + sql);
				}
				connection.rollback(savepoint);
			}
			assertThat(SchemaFingerprint.of(read(connection))).isEqualTo(SchemaFingerprint.of(before));
			connection.rollback();
		}
		assertThat(wrong).as("seed " + seed + ": " + schema.script()).isEmpty();
	}

	/** Dropping a table takes its sequence and what refers to it along. */
	private static void check(List<String> wrong, String sql, String type, SchemaDiff diff) {
		List<String> types = diff.differences().stream().map(SchemaDifference::type).toList();
		boolean asExpected = type.startsWith("TABLE_") ? types.contains(type) : types.equals(List.of(type));
		if (!asExpected || diff.inSync(true)) {
			wrong.add("%s gives %s instead of %s".formatted(sql, diff.toText(), type));
		}
	}

	private static SchemaDiff compare(DatabaseSchema expected, DatabaseSchema actual) {
		return SchemaComparator.compare(expected, actual, ComparisonOptions.defaults());
	}

	private static DatabaseSchema read(Connection connection) throws SQLException {
		return new SchemaIntrospector().introspect(connection, IntrospectionOptions.all()).schema();
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
