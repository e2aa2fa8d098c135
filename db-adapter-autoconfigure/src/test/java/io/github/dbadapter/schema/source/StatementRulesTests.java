package io.github.dbadapter.schema.source;

import java.util.List;

import io.github.dbadapter.sql.SqlScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StatementRulesTests {

	@ParameterizedTest
	@ValueSource(strings = { "BEGIN", "START TRANSACTION", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT a",
			"RELEASE a", "PREPARE TRANSACTION 'a'", "COMMIT PREPARED 'a'", "LOCK TABLE t", "SET TRANSACTION READ ONLY",
			"SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY", "SET default_transaction_read_only = on",
			"RESET ALL", "DISCARD ALL", "\\connect other", "\\c other", "\\copy t from 'x'", "\\i other.sql",
			"\\! rm x", "CREATE ROLE r", "create user u", "ALTER ROLE r LOGIN", "DROP ROLE IF EXISTS r",
			"CREATE GROUP g", "CREATE DATABASE d", "ALTER DATABASE d SET a = 1", "DROP DATABASE d",
			"CREATE TABLESPACE t LOCATION '/x'", "ALTER SYSTEM SET a = 1",
			"CREATE SUBSCRIPTION s CONNECTION 'x' PUBLICATION p", "DROP SUBSCRIPTION s", "DROP OWNED BY r",
			"REASSIGN OWNED BY a TO b", "COPY t TO '/tmp/x'", "COPY t FROM '/tmp/x'", "COPY t FROM PROGRAM 'id'",
			"COPY t TO PROGRAM 'id'", "COPY t TO STDOUT", "LOAD 'x'", "LISTEN a", "NOTIFY a", "UNLISTEN *",
			"CHECKPOINT", "IMPORT FOREIGN SCHEMA a FROM SERVER s INTO b", "COMMENT ON ROLE r IS 'x'",
			"ALTER LARGE OBJECT 1 OWNER TO r", "SELECT lo_create(1)", "SELECT dblink_exec('x', 'y')",
			"SELECT * FROM dblink('x', 'y') AS t(a int)", "SELECT pg_catalog.pg_terminate_backend(1)",
			"SELECT pg_read_file('x')", "SELECT pg_notify('a', 'b')", "SELECT set_config('role', 'x', false)",
			"INSERT INTO t SELECT * FROM dblink('x', 'y') AS t(a int)", "DO $$ BEGIN ALTER SYSTEM SET a = 1; END $$",
			"DO $$ BEGIN EXECUTE 'CREATE DATABASE d'; END $$", "DO $$ BEGIN PERFORM pg_reload_conf(); END $$",
			"DO $$ BEGIN COPY t TO PROGRAM 'x'; END $$", "DO $$ BEGIN CREATE ROLE r; CREATE TABLE t (); END $$",
			"EXPLAIN ANALYZE DELETE FROM t", "EXECUTE p", "FROBNICATE t",
			"ALTER TABLE ALL IN TABLESPACE a SET TABLESPACE b" })
	void refusesEverywhere(String statement) {
		for (StatementRules rules : List.of(StatementRules.forDatabase(), StatementRules.forTransaction())) {
			assertThat(judge(rules, statement).action()).isEqualTo(Verdict.Action.REFUSE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GRANT SELECT ON t TO r", "REVOKE ALL ON SCHEMA public FROM PUBLIC",
			"ALTER TABLE public.t OWNER TO r", "ALTER FUNCTION f(int, text) OWNER TO r",
			"ALTER DEFAULT PRIVILEGES FOR ROLE r GRANT SELECT ON TABLES TO x", "CREATE PUBLICATION p",
			"ALTER PUBLICATION p ADD TABLE t", "COMMENT ON EXTENSION e IS 'x'", "SET ROLE r", "RESET ROLE",
			"SET SESSION AUTHORIZATION r", "RESET SESSION AUTHORIZATION", "SET LOCAL search_path = a",
			"SECURITY LABEL ON TABLE t IS 'x'", "VACUUM", "ANALYZE t", "REINDEX TABLE t",
			"CREATE USER MAPPING FOR r SERVER s OPTIONS (password 'x')", "COMMENT ON DATABASE d IS 'x'",
			"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'r') THEN CREATE ROLE r; END IF; END $$",
			"DO $$ BEGIN EXECUTE format('GRANT r TO %I', current_user); END $$" })
	void skipsAndTells(String statement) {
		for (StatementRules rules : List.of(StatementRules.forDatabase(), StatementRules.forTransaction())) {
			Verdict verdict = judge(rules, statement);
			assertThat(verdict.action()).isEqualTo(Verdict.Action.SKIP);
			assertThat(verdict.reason()).isNotEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "\\restrict abc", "\\unrestrict abc", "SET statement_timeout = 0", "SET lock_timeout = 0",
			"SET transaction_timeout = 0", "SET client_encoding = 'UTF8'", "SET row_security = off" })
	void passesOverWhatCannotMatter(String statement) {
		for (StatementRules rules : List.of(StatementRules.forDatabase(), StatementRules.forTransaction())) {
			assertThat(judge(rules, statement).action()).isEqualTo(Verdict.Action.IGNORE);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (a int GENERATED ALWAYS AS (1) STORED)", "CREATE UNLOGGED TABLE t ()",
			"SET search_path = a, b", "SELECT pg_catalog.set_config('search_path', '', false)",
			"CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE MATERIALIZED VIEW v AS SELECT 1",
			"ALTER TABLE ONLY t ADD CONSTRAINT c CHECK (a > 0)", "COMMENT ON TABLE t IS 'x'",
			"CREATE CONSTRAINT TRIGGER x AFTER INSERT ON t EXECUTE FUNCTION f()", "CREATE SCHEMA s",
			"CREATE EXTENSION e", "COMMENT ON CONSTRAINT c ON t IS 'x'", "SET default_tablespace = ''",
			"ALTER TABLE t OWNER TO r, ADD COLUMN a int", "CREATE TEXT SEARCH CONFIGURATION c (PARSER = default)",
			"CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path = public, pg_temp AS 'select 1'" })
	void runsEverywhere(String statement) {
		for (StatementRules rules : List.of(StatementRules.forDatabase(), StatementRules.forTransaction())) {
			assertThat(judge(rules, statement)).isEqualTo(Verdict.RUN);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "DO $$ BEGIN NULL; END $$", "INSERT INTO t VALUES (1)", "UPDATE t SET a = 1",
			"DELETE FROM t", "MERGE INTO t USING s ON true WHEN MATCHED THEN DELETE", "TRUNCATE t",
			"WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x", "DROP TABLE t", "DROP SCHEMA IF EXISTS s CASCADE",
			"COPY t FROM stdin", "CREATE TABLE t AS SELECT 1", "CREATE TABLE t (a) AS (SELECT 1)",
			"CREATE TEMP TABLE t (a int)", "SELECT nextval('s')", "SELECT 1 INTO t", "CALL p()",
			"CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION f()", "CREATE CAST (a AS b) WITHOUT FUNCTION",
			"CREATE LANGUAGE l HANDLER h", "CREATE FUNCTION f() RETURNS int LANGUAGE C AS 'x'",
			"CREATE SERVER s FOREIGN DATA WRAPPER w", "CREATE FOREIGN TABLE t (a int) SERVER s", "CLUSTER t USING i",
			"ALTER EXTENSION e UPDATE", "SET CONSTRAINTS ALL DEFERRED", "CREATE VIEW pg_temp.v AS SELECT 1",
			"COMMENT ON LANGUAGE plpgsql IS 'x'" })
	void runsInADatabaseOnly(String statement) {
		assertThat(judge(StatementRules.forDatabase(), statement)).isEqualTo(Verdict.RUN);
		assertThat(judge(StatementRules.forTransaction(), statement).action()).isEqualTo(Verdict.Action.REFUSE);
	}

	@Test
	void aMaterializedViewIsFilledInADatabaseOnly() {
		String statement = "CREATE MATERIALIZED VIEW v AS SELECT pg_ls_dir('/')";
		assertThat(judge(StatementRules.forDatabase(), statement).action()).isEqualTo(Verdict.Action.REFUSE);
		assertThat(judge(StatementRules.forTransaction(), statement)).isEqualTo(Verdict.RUN);
	}

	@Test
	void aRefusalNamesFileLineColumnAndText() {
		SqlScript script = SqlScript.parse("db/schema.sql", "CREATE TABLE a (x int);\n  CREATE  ROLE\n admin;");
		assertThatExceptionOfType(RefusedStatementException.class)
			.isThrownBy(() -> ScriptPlan.forDatabase(List.of(script)))
			.withMessageStartingWith("db/schema.sql:2:3: ")
			.withMessageContaining("reaches beyond the database")
			.withMessageEndingWith("CREATE ROLE admin")
			.satisfies((ex) -> assertThat(ex.getStatement()).isEqualTo("CREATE  ROLE\n admin"));
	}

	private static Verdict judge(StatementRules rules, String statement) {
		return rules.judge(SqlScript.parse("test.sql", statement).statements().get(0));
	}

}
