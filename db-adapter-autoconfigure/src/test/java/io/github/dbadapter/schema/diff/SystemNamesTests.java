package io.github.dbadapter.schema.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Asks PostgreSQL for the names that it chooses.
 */
@PostgresTest
class SystemNamesTests {

	private static final String LABELS = "SELECT conname, contype::text, (SELECT coalesce(array_agg(attname::text ORDER BY n), '{}') "
			+ "FROM unnest(conkey) WITH ORDINALITY k(num, n) JOIN pg_attribute ON attrelid = conrelid AND attnum = num) AS columns "
			+ "FROM pg_constraint JOIN pg_class c ON c.oid = conrelid WHERE c.relname = '%s' AND contype IN ('p','u','c','f','x')";

	private final TestDatabase database;

	SystemNamesTests(TestDatabase database) {
		this.database = database;
	}

	@ParameterizedTest
	@ValueSource(strings = { "short", "Mixed Case", "a_table_name_of_exactly_forty_characters__",
			"a_table_name_that_is_as_long_as_a_name_can_be_in_postgresql_123",
			"größe_ätzend_überläng_ñandú_ßßßßßßßßßßß", "ends_with_digits_2024" })
	void namesThatPostgresChoosesAreRecognized(String table) throws Exception {
		String quoted = new Identifier(table).quoted();
		String other = "ein_sehr_langer_spaltenname_der_fast_alles_füllt_äöüßäöüß";
		this.database.execute(("""
				CREATE TABLE %1$s (id bigserial PRIMARY KEY, "Größe" integer UNIQUE CHECK ("Größe" > 0),
					%2$s integer CHECK (%2$s > 1) CHECK (%2$s > 2), parent bigint REFERENCES %1$s,
					CHECK ("Größe" > %2$s), UNIQUE ("Größe", %2$s), UNIQUE (parent) INCLUDE (id),
					EXCLUDE USING btree (parent WITH =));
				CREATE INDEX ON %1$s ("Größe");
				CREATE INDEX ON %1$s ("Größe");
				CREATE INDEX ON %1$s (lower("Größe"::text), %2$s) INCLUDE (id);
				CREATE INDEX ON %1$s ((%2$s + 1), (%2$s + 2)) WHERE parent > 0;
				""").formatted(quoted, other));
		List<Map<String, Object>> constraints = rows(LABELS.formatted(table));
		assertThat(constraints).hasSize(10);
		for (Map<String, Object> row : constraints) {
			String name = (String) row.get("conname");
			List<String> columns = Arrays.asList((String[]) ((java.sql.Array) row.get("columns")).getArray());
			assertThat(matches(name, (String) row.get("contype"), table, columns)).as(name).isTrue();
		}
		List<Map<String, Object>> indexes = rows("SELECT c.relname FROM pg_index JOIN pg_class c ON c.oid = indexrelid "
				+ "JOIN pg_class t ON t.oid = indrelid WHERE t.relname = '" + table + "' AND NOT EXISTS "
				+ "(SELECT FROM pg_constraint WHERE conindid = indexrelid)");
		assertThat(indexes).hasSize(4)
			.allSatisfy((row) -> assertThat(SystemNames.matches((String) row.get("relname"), table, null, "idx"))
				.as((String) row.get("relname"))
				.isTrue());
		String sequence = (String) rows("SELECT relname FROM pg_class WHERE relkind = 'S' ORDER BY oid DESC LIMIT 1")
			.get(0)
			.get("relname");
		assertThat(SystemNames.matches(sequence, table, List.of("id"), "seq")).isTrue();
		this.database.execute("DROP TABLE " + quoted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "pk_orders", "orders_key", "orders_id_key_old", "orders_id_key01", "order_id_key",
			"orders_name_key" })
	void otherNamesAreNot(String name) {
		assertThat(SystemNames.matches(name, "orders", List.of("id"), "key")).isFalse();
	}

	private static boolean matches(String name, String type, String table, List<String> columns) {
		return switch (type) {
			case "p" -> SystemNames.matches(name, table, List.of(), "pkey");
			case "u" ->
				SystemNames.matches(name, table, columns, "key") || SystemNames.matches(name, table, null, "key");
			case "c" -> SystemNames.matches(name, table, (columns.size() == 1) ? columns : List.of(), "check");
			case "f" -> SystemNames.matches(name, table, columns, "fkey");
			default -> SystemNames.matches(name, table, null, "excl");
		};
	}

	@SuppressWarnings({ "unchecked", "rawtypes" })
	private List<Map<String, Object>> rows(String sql) {
		return (List) this.database.query(sql);
	}

}
