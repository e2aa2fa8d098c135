package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link ScriptHints}.
 */
class ScriptHintsTests {

	private static final QualifiedName T = QualifiedName.of("t");

	@Test
	void hintsStandBesideOrAboveAColumn() {
		assertThat(hints("""
				CREATE TABLE t (
				  -- @renamed from=number
				  id int PRIMARY KEY,
				  "E-Mail" text NOT NULL, -- @renamed from="Mail"
				  price numeric(10,
				    2) /* @renamed from=cost */ CHECK (price > 0),
				  note text -- @renamed from = remark
				);""")).containsExactly(new RenameHint(T, "Mail", "E-Mail"), new RenameHint(T, "cost", "price"),
				new RenameHint(T, "number", "id"), new RenameHint(T, "remark", "note"));
	}

	@Test
	void hintsStandBesideATable() {
		RenameHint expected = new RenameHint(QualifiedName.of("shop", "customer"), "client", null);
		assertThat(hints("""
				-- People who buy. @renamed from=Client
				CREATE TABLE shop.customer (
				  id int
				);""")).containsExactly(expected);
		assertThat(hints("""
				CREATE UNLOGGED TABLE IF NOT EXISTS shop.customer ( -- @renamed from=shop.client
				  id int
				);""")).containsExactly(expected);
		assertThat(hints("""
				CREATE TABLE shop.customer (
				  id int
				); -- @renamed from=client""")).containsExactly(expected);
	}

	@Test
	void aColumnThatIsAddedLaterCanHaveAHint() {
		assertThat(hints("""
				ALTER TABLE ONLY t
				  ADD COLUMN a numeric(3, 1), -- @renamed from=x
				  ADD b int; -- @renamed from=y""")).containsExactly(new RenameHint(T, "x", "a"),
				new RenameHint(T, "y", "b"));
	}

	@Test
	void aHintThatCannotBeFollowedIsNotPassedOver() {
		refused("CREATE TABLE t (\n  id int -- @renamed number\n);", "schema.sql:2:10", "@renamed from=old_name");
		refused("-- @renamed from=v\nCREATE VIEW w AS SELECT 1;", "schema.sql:1:1", "not about a table");
		refused("CREATE TABLE t (id int,\n  CHECK (id > 0) -- @renamed from=c\n);", "schema.sql:2:18", "constraint");
		refused("-- @renamed from=old.t\nCREATE TABLE new.t (id int);", "schema.sql:1:1", "schema");
	}

	private static void refused(String sql, String... parts) {
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> hints(sql))
			.withMessageContainingAll(parts);
	}

	private static Iterable<RenameHint> hints(String sql) {
		return ScriptHints.of(List.of(SqlScript.parse("schema.sql", sql)));
	}

}
