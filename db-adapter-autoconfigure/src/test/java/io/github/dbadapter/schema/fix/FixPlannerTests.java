package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of what needs no database.
 */
class FixPlannerTests {

	@Test
	void hazardsAreReadInBothSpellings() {
		assertThat(Hazard.parse("DATA_LOSS, locks-reads,")).containsExactly(Hazard.DATA_LOSS, Hazard.LOCKS_READS);
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Hazard.parse("data-los"))
			.withMessageContaining("'data-los'")
			.withMessageContaining("Did you mean 'data-loss'? Known are: data-loss, table-rewrite, ");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Hazard.parse("FOO"))
			.withMessageStartingWith("'FOO' is not a hazard. Known are: data-loss, table-rewrite, ");
	}

	@Test
	void wideningIsNoRewrite() {
		assertThat(cast("character varying(10)", "character varying(20)").rewrites()).isFalse();
		assertThat(cast("character varying(10)", "text").rewrites()).isFalse();
		assertThat(cast("numeric(10,2)", "numeric(12,2)").rewrites()).isFalse();
		assertThat(cast("text", "character varying(10)").rewrites()).isTrue();
		assertThat(cast("integer", "bigint").rewrites()).isTrue();
		assertThat(cast("integer", "bigint").mayFail()).isFalse();
	}

	@Test
	void narrowingNeverCutsSilently() {
		Cast cast = cast("character varying(20)", "character varying(10)");
		assertThat(cast.using()).isNull();
		assertThat(cast.mayFail()).isTrue();
		assertThat(cast.failing()).isEqualTo("char_length(rtrim(r.\"c\"::text)) > 10");
		assertThat(cast("numeric", "integer").lossy()).isTrue();
		assertThat(cast("timestamp without time zone", "date").lossy()).isTrue();
	}

	@Test
	void whatPostgresDoesNotConvertGetsAnExpression() {
		assertThat(cast("text", "integer").using()).isEqualTo("\"c\"::integer");
		assertThat(cast("boolean", "uuid").using()).isEqualTo("\"c\"::text::uuid");
		assertThat(cast("integer", "integer[]").using()).contains("ARRAY[\"c\"");
	}

	@Test
	void texts() {
		assertThat(SqlText.parenthesized("CHECK (((a > 0) AND (b <> ')'::text))) NO INHERIT", "check"))
			.isEqualTo("((a > 0) AND (b <> ')'::text))");
		assertThat(SqlText.includedColumns("USING btree (a) INCLUDE (b, \"C d\")")).isEqualTo(List.of("b", "C d"));
		assertThat(SqlText.isConstant("'EUR'")).isTrue();
		assertThat(SqlText.isConstant("now()")).isFalse();
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> SqlText.fragment("--fill", "1); DROP TABLE t; --"));
	}

	@Test
	void locksAreNoStrongerThanNeeded() {
		assertThat(TableLock.of("CREATE INDEX \"i\" ON \"public\".\"t\" USING btree (a)")).isEqualTo(TableLock.SHARE);
		assertThat(TableLock.of("ALTER TABLE \"public\".\"t\" ADD CONSTRAINT \"f\" FOREIGN KEY (a) REFERENCES b(id)"))
			.isEqualTo(TableLock.SHARE_ROW_EXCLUSIVE);
		assertThat(TableLock.of("ALTER TABLE \"public\".\"t\" ADD COLUMN \"c\" text"))
			.isEqualTo(TableLock.ACCESS_EXCLUSIVE);
	}

	@Test
	void enumValuesComeInTheirPlace() {
		EnumValues values = new EnumValues(type("a", "b", "c", "d", "e"), type("b", "d"));
		assertThat(values.canBeAdded()).isTrue();
		assertThat(values.statements()).containsExactly("ALTER TYPE \"public\".\"m\" ADD VALUE 'a' BEFORE 'b'",
				"ALTER TYPE \"public\".\"m\" ADD VALUE 'c' AFTER 'b'", "ALTER TYPE \"public\".\"m\" ADD VALUE 'e'");
		assertThat(new EnumValues(type("b", "a"), type("a", "b")).canBeAdded()).isFalse();
	}

	private static io.github.dbadapter.schema.EnumType type(String... labels) {
		return new io.github.dbadapter.schema.EnumType(io.github.dbadapter.sql.QualifiedName.of("public", "m"),
				List.of(labels), null);
	}

	private static Cast cast(String from, String to) {
		return Cast.of("c", from, to, 17);
	}

}
