package io.github.dbadapter.schema.fix;

import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlStatement;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of plans as scripts: what psql does with them, statement by statement.
 */
@PostgresTest
class PlanSqlTests {

	private static final String EXPECTED = """
			CREATE TYPE mood AS ENUM ('sad', 'glad');
			CREATE TABLE t (id int PRIMARY KEY, "odd ; name" text NOT NULL DEFAULT E'a\\\\b''c', m mood DEFAULT 'glad');
			CREATE INDEX t_odd ON t (lower("odd ; name"));
			CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN ';'; -- $x$
			END $$;
			COMMENT ON TABLE t IS E'line\\nand \\\\ more'""";

	private final TestDatabase database;

	PlanSqlTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute("""
				DROP SCHEMA public CASCADE; CREATE SCHEMA public;
				CREATE TYPE mood AS ENUM ('sad');
				CREATE TABLE t (id int, m mood);
				INSERT INTO t VALUES (1, 'sad'), (2, NULL)""");
	}

	@Test
	void aScriptDoesWhatThePlanDoes() throws java.sql.SQLException {
		runs(FixOptions.defaults());
	}

	@Test
	void anOnlineScriptLeavesOutOfItsTransactionWhatCannotBeIn() throws java.sql.SQLException {
		runs(FixOptions.defaults().withOnline(true));
	}

	private void runs(FixOptions options) throws java.sql.SQLException {
		DatabaseSchema expected = Fixes.model(EXPECTED);
		FixPlan plan = Fixes.plan(this.database, expected, options);
		SqlScript script = SqlScript.parse("plan.sql", plan.toSql());
		assertThat(script.statements().stream().filter(SqlStatement::isMetaCommand).map(SqlStatement::text))
			.containsExactly("\\set ON_ERROR_STOP on");
		try (var connection = this.database.connect(); var statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (SqlStatement one : script.statements()) {
				if (!one.isMetaCommand()) {
					statement.execute(one.text());
				}
			}
		}
		assertThat(Fixes.plan(this.database, expected, options.withDropExtra(true)).statements()).isEmpty();
		assertThat(this.database.count("t")).isEqualTo(2);
		String texts = script.statements().stream().map(SqlStatement::text).collect(Collectors.joining("\n"));
		assertThat(texts).contains("BEGIN", "COMMIT");
	}

}
