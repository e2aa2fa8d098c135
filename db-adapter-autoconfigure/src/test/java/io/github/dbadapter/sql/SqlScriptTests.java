package io.github.dbadapter.sql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SqlScriptTests {

	@Test
	void splitsAtSemicolonsAndKeepsTheExactText() {
		assertThat(texts("create table A (x int);;\n  select 1 ; select 2")).containsExactly("create table A (x int)",
				"select 1", "select 2");
	}

	@Test
	void tellsFileLineAndColumn() {
		SqlScript script = SqlScript.parse("schema.sql", "select 1;\n\n  -- é\n\tselect 'ü',\n  2");
		SqlStatement second = script.statements().get(1);
		assertThat(second.position()).hasToString("schema.sql:4:2");
		assertThat(second.positionOf(second.token(3).start())).hasToString("schema.sql:5:3");
		assertThat(second.positionOf(second.token(2).start())).hasToString("schema.sql:4:12");
	}

	@ParameterizedTest
	@ValueSource(strings = { "select 'a;b''c;'", "select E'a\\';b'", "select \"a;\"\"b;\"", "select $$a;$x$;$$",
			"select $tag$ ; $$ ; $tag$", "select $ä1$;$ä1$", "select /* ; /* ; */ ; */ 1", "select -- ;\n 1",
			"select U&'\\0061;'", "select U&\"d\\0061;t\"", "select b'1;'", "select N'a;'", "select E'a'\n'\\';'",
			"select E'a' -- c\n '\\';'", "create rule r as on insert to t do also (delete from a; delete from b)",
			"select a$b$c, d$b$", "select 1 -/* ; */ 2", "select '\\'", "select a <-- ;\n b" })
	void doesNotSplitInsideQuotesCommentsAndParentheses(String statement) {
		assertThat(texts(statement + ";\nselect 2")).containsExactly(statement, "select 2");
	}

	@Test
	void doesNotSplitInsideAtomicBodies() {
		String function = """
				CREATE OR REPLACE FUNCTION f(a int) RETURNS int
				BEGIN ATOMIC
				  SELECT CASE WHEN a > 0 THEN CASE a WHEN 1 THEN 1 END ELSE 2 END;
				  SELECT (CASE WHEN true THEN 1 END);
				END""";
		assertThat(texts(function + ";select 1;")).containsExactly(function, "select 1");
		assertThat(texts("create procedure p() begin atomic select 1; end; select 2")).hasSize(2);
	}

	@Test
	void ordinaryBeginIsAStatement() {
		assertThat(texts("begin; create function f() returns int language sql as 'select 1'; end"))
			.containsExactly("begin", "create function f() returns int language sql as 'select 1'", "end");
	}

	@Test
	void backslashEscapesWhereStandardStringsAreOff() {
		assertThat(texts("set standard_conforming_strings = off; select 'a\\';b'; "
				+ "set standard_conforming_strings to on; select 'a\\';"))
			.containsExactly("set standard_conforming_strings = off", "select 'a\\';b'",
					"set standard_conforming_strings to on", "select 'a\\'");
	}

	@Test
	void takesPsqlCommandsAndCopyDataApart() {
		SqlScript script = SqlScript.parse("dump.sql", """
				\\restrict abc;
				COPY public.t (a, "from") FROM stdin WITH (FORMAT text);
				1\t;'
				\\N\t\\.x
				\\.
				select 1 \\gexec
				\\unrestrict abc
				""");
		assertThat(script.statements()).extracting(SqlStatement::text)
			.containsExactly("\\restrict abc;", "COPY public.t (a, \"from\") FROM stdin WITH (FORMAT text)", "select 1",
					"\\gexec", "\\unrestrict abc");
		assertThat(script.statements()).extracting(SqlStatement::isMetaCommand)
			.containsExactly(true, false, false, true, true);
		assertThat(script.statements().get(1).copyData()).isEqualTo("1\t;'\n\\N\t\\.x\n");
		assertThat(script.statements().get(3).position()).hasToString("dump.sql:6:10");
	}

	@Test
	void copyDataMayEndWithTheFile() {
		assertThat(SqlScript.parse("x", "copy t from stdin;\n1\n2").statements().get(0).copyData()).isEqualTo("1\n2");
		assertThat(SqlScript.parse("x", "copy t from stdin;").statements().get(0).copyData()).isEmpty();
		assertThat(SqlScript.parse("x", "copy (select 1 from stdin) to stdout; select 1").statements()).hasSize(2);
	}

	@Test
	void tokensAreFoldedUnquotedAndCut() {
		List<SqlToken> tokens = SqlScript
			.tokens("Create TÄble \"My\"\"T\" ('it''s' $x$b$x$ 1.5e-3 $1 :: <=+ -1 1..2) " + "a".repeat(70));
		assertThat(tokens).extracting(SqlToken::value)
			.containsExactly("create", "tÄble", "My\"T", "(", "it's", "b", "1.5e-3", "$1", "::", "<=", "+", "-", "1",
					"1", "..", "2", ")", "a".repeat(63));
	}

	@Test
	void commentsStayWithTheirStatement() {
		SqlScript script = SqlScript.parse("schema.sql", """
				-- before
				create table a ( -- inside
				  x int); -- @renamed from=b
				/* next */ select 1;
				-- last
				""");
		assertThat(script.statements().get(0).comments()).extracting(SqlComment::text)
			.containsExactly("-- before", "-- inside", "-- @renamed from=b");
		assertThat(script.statements().get(0).comments().get(2).position().line()).isEqualTo(3);
		assertThat(script.statements().get(1).comments()).extracting(SqlComment::text)
			.containsExactly("/* next */", "-- last");
	}

	@ParameterizedTest
	@ValueSource(strings = { "'abc", "\"abc", "$$abc", "$a$ $b$", "/* /* */", "E'abc\\'", "U&'a", "\"\"" })
	void refusesWhatIsNeverClosed(String broken) {
		assertThatExceptionOfType(SqlSyntaxException.class)
			.isThrownBy(() -> SqlScript.parse("schema.sql", "select 1;\nselect " + broken))
			.withMessageStartingWith("schema.sql:2:8: ")
			.satisfies((ex) -> assertThat(ex.getOffendingText()).isEqualTo(broken));
	}

	@Test
	void dropsTheByteOrderMark() {
		assertThat(SqlScript.parse("x", "\uFEFFselect 1").statements().get(0).position().column()).isEqualTo(1);
	}

	@Test
	void anEmptyScriptHasNoStatements() {
		assertThat(SqlScript.parse("x", "-- only a comment\n;;").statements()).isEmpty();
	}

	private static List<String> texts(String script) {
		return SqlScript.parse("test.sql", script).statements().stream().map(SqlStatement::text).toList();
	}

}
