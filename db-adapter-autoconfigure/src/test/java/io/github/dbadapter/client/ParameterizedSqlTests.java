package io.github.dbadapter.client;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ParameterizedSqlTests {

	@ParameterizedTest
	@ValueSource(strings = { "SELECT ':a'", "SELECT 'it''s :a'", "SELECT E'\\':a'", "SELECT \":a\"", "SELECT 1::text",
			"SELECT $$ :a $$", "SELECT $tag$ :a $$ $tag$", "SELECT 1 -- :a", "SELECT /* :a /* :b */ :c */ 1",
			"SELECT (ARRAY[1])[1:2]", "SELECT '", "SELECT $$ :a", "/* :a" })
	void leavesWhatIsNoParameter(String sql) {
		assertThat(ParameterizedSql.named(sql, Map.of())).isEqualTo(new SqlStatement(sql, List.of()));
	}

	@Test
	void replacesByPosition() {
		SqlStatement statement = ParameterizedSql.named(
				"SELECT :a::int, :b_1,:a\n/*:x*/ FROM t WHERE c IN ( :list) AND d=ANY(:list)",
				Map.of("a", 1, "b_1", "x", "list", List.of(1, 2)));
		assertThat(statement.sql())
			.isEqualTo("SELECT $1::int, $2,$3\n/*:x*/ FROM t WHERE c IN ( $4, $5) AND d=ANY($6)");
		assertThat(statement.values()).extracting(SqlStatement.Bound::text)
			.containsExactly("1", "x", "1", "1", "2", "{\"1\",\"2\"}");
	}

	@Test
	void anEmptyListNeedsAnArray() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> ParameterizedSql.named("SELECT 1 WHERE 1 IN (:ids)", Map.of("ids", List.of())))
			.withMessageContaining("= ANY(:ids)");
		assertThat(ParameterizedSql.named("SELECT 1 WHERE 1 = ANY(:ids)", Map.of("ids", List.of())).values())
			.extracting(SqlStatement.Bound::text)
			.containsExactly("{}");
	}

	@Test
	void doesNotPrintValues() {
		assertThat(ParameterizedSql.named("SELECT :a", Map.of("a", "s3cret")).toString()).doesNotContain("s3cret");
	}

}
