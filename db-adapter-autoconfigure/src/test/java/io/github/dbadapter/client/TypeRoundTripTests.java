package io.github.dbadapter.client;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.StringNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Each literal is put into a table by SQL, read by the client, and written again in every
 * way there is to write; the database then compares.
 */
@PostgresTest
@TestInstance(Lifecycle.PER_CLASS)
class TypeRoundTripTests {

	/** Natural results that are worth being exact about, by type and literal. */
	private static final Map<String, @Nullable Object> NATURAL = new LinkedHashMap<>();

	private static final List<Arguments> CASES = new ArrayList<>();

	static {
		of("smallint", "0", (short) 0, "-32768", (short) -32768, "32767", (short) 32767);
		of("integer", "-2147483648", Integer.MIN_VALUE, "2147483647", Integer.MAX_VALUE);
		of("bigint", "-9223372036854775808", Long.MIN_VALUE, "9223372036854775807", Long.MAX_VALUE);
		of("numeric", "0", new BigDecimal("0"), "1.10", new BigDecimal("1.10"), "-0.000001",
				new BigDecimal("-0.000001"), "NaN", Double.NaN);
		of("numeric", "9".repeat(1000) + "." + "8".repeat(1000),
				new BigDecimal("9".repeat(1000) + "." + "8".repeat(1000)));
		of("numeric", "Infinity", Double.POSITIVE_INFINITY, "-Infinity", Double.NEGATIVE_INFINITY);
		of("numeric(10,2)", "12345678.90", new BigDecimal("12345678.90"));
		of("real", "1.5", 1.5f, "3.4028235e38", Float.MAX_VALUE, "NaN", Float.NaN, "-Infinity",
				Float.NEGATIVE_INFINITY);
		of("double precision", "0.1", 0.1d, "1e-310", 1e-310d, "NaN", Double.NaN, "Infinity", Double.POSITIVE_INFINITY);
		of("boolean", "true", true, "false", false);
		of("text", "", "", "NULL", "NULL", "grüße 漢字 \uD83D\uDE00 \"q\" \\ 'x' {a,b} \t\n\r\u0001",
				"grüße 漢字 \uD83D\uDE00 \"q\" \\ 'x' {a,b} \t\n\r\u0001");
		of("varchar(20)", "  padded  ", "  padded  ");
		of("char(5)", "ab", "ab   ");
		of("\"char\"", "x", "x");
		of("name", "a_name", "a_name");
		of("bytea", "\\x", null, "\\x00ff10", null, "\\\\xdeadbeef", null);
		of("date", "2026-01-31", LocalDate.of(2026, 1, 31), "infinity", LocalDate.MAX, "-infinity", LocalDate.MIN,
				"0044-03-15 BC", LocalDate.of(-43, 3, 15), "0001-01-01 BC", LocalDate.of(0, 1, 1), "12026-02-03",
				LocalDate.of(12026, 2, 3));
		of("time", "10:20:30.123456", LocalTime.of(10, 20, 30, 123456000), "00:00", LocalTime.MIDNIGHT, "24:00:00",
				"24:00:00");
		of("timetz", "10:20:30.5+05:30", OffsetTime.of(10, 20, 30, 500_000_000, ZoneOffset.ofHoursMinutes(5, 30)),
				"24:00:00+00", "24:00:00+00", "01:02:03-00:44:30",
				OffsetTime.of(1, 2, 3, 0, ZoneOffset.ofHoursMinutesSeconds(0, -44, -30)));
		of("timestamp", "2026-01-31 10:20:30.123456", LocalDateTime.of(2026, 1, 31, 10, 20, 30, 123456000), "infinity",
				LocalDateTime.MAX, "-infinity", LocalDateTime.MIN, "0044-03-15 12:00:00.5 BC",
				LocalDateTime.of(-43, 3, 15, 12, 0, 0, 500_000_000), "294276-12-31 23:59:59.999999",
				LocalDateTime.of(294276, 12, 31, 23, 59, 59, 999999000));
		of("timestamptz", "2026-01-31 10:20:30.000001+00", null, "infinity", OffsetDateTime.MAX, "-infinity",
				OffsetDateTime.MIN, "4713-01-01 00:00:00+00 BC", null, "1850-06-01 12:00:00+00", null);
		of("interval", "1 year 2 mons -3 days 04:05:06.789", "1 year 2 mons -3 days +04:05:06.789", "-00:00:01",
				"-00:00:01");
		of("uuid", "6f1d2a3b-0000-4000-8000-00000000000a", UUID.fromString("6f1d2a3b-0000-4000-8000-00000000000a"));
		of("json", "{\"b\": [1, 2.50, {\"c\": null}], \"a\": \"x\"}", null, "[]", List.of(), "\"str\"",
				StringNode.valueOf("str"), "\"12\"", StringNode.valueOf("12"), "null", NullNode.getInstance(), "7", 7,
				"true", true, "1e400", new BigDecimal("1E+400"));
		of("jsonb", "{\"a\": {\"b\": [1, \"two\", null, true]}}",
				Map.of("a", Map.of("b", Arrays.asList(1, "two", null, true))), "\"null\"", StringNode.valueOf("null"),
				"null", NullNode.getInstance(), "123456789012345678901234567890", null, "0.10", new BigDecimal("0.10"),
				"[]", List.of(), "{\"k\\\"ey\": \"li\\nne\"}", null);
		of("integer[]", "{1,NULL,3}", Arrays.asList(1, null, 3), "{}", List.of(), "{{1,2},{3,4}}",
				List.of(List.of(1, 2), List.of(3, 4)), "[0:1]={7,8}", "[0:1]={7,8}");
		of("text[]", "{a,\"NULL\",NULL,\"q\\\"uo\",\"back\\\\slash\",\"com,ma\",\"{b}\",\"\"}",
				Arrays.asList("a", "NULL", null, "q\"uo", "back\\slash", "com,ma", "{b}", ""));
		of("text[][]", "{{{a,b},{c,NULL}},{{d,e},{f,g}}}", null);
		of("numeric[]", "{1.10,NaN,NULL}", Arrays.asList(new BigDecimal("1.10"), Double.NaN, null));
		of("boolean[]", "{t,f,NULL}", Arrays.asList(true, false, null));
		of("date[]", "{2026-01-31,infinity,\"0044-03-15 BC\"}",
				List.of(LocalDate.of(2026, 1, 31), LocalDate.MAX, LocalDate.of(-43, 3, 15)));
		of("timestamptz[]", "{\"2026-01-31 10:00:00+00\",NULL}", null);
		of("uuid[]", "{6f1d2a3b-0000-4000-8000-00000000000a}",
				List.of(UUID.fromString("6f1d2a3b-0000-4000-8000-00000000000a")));
		of("bytea[]", "{\"\\\\x00ff\",NULL}", null);
		of("jsonb[]", "{\"{\\\"a\\\": 1}\",\"[1, 2]\",NULL,\"null\",\"\\\"s\\\"\"}", null);
		of("json[]", "{\"[[1], 2]\",\"{}\"}", null);
		of("interval[]", "{\"1 day\",\"-00:00:01\"}", List.of("1 day", "-00:00:01"));
		of("box[]", "{(2,2),(1,1);(4,4),(3,3)}", List.of("(2,2),(1,1)", "(4,4),(3,3)"));
		of("mood", "happy", "happy", "so so", "so so");
		of("mood[]", "{happy,NULL,\"so so\"}", Arrays.asList("happy", null, "so so"));
		of("positive", "5", 5);
		of("positive[]", "{5,6}", List.of(5, 6));
		of("tags", "{a,b}", List.of("a", "b"));
		of("address", "(\"High \\\"St\\\", 1\",,\"{1,2}\")", null, "(,,)", null);
		of("address[]", "{\"(a,1,\\\"{1,2}\\\")\"}", null);
		of("int4range", "[1,10)", "[1,10)", "empty", "empty", "(,5)", "(,5)");
		of("numrange", "[1.5,2.50]", "[1.5,2.50]");
		of("tstzrange", "[\"2026-01-01 00:00:00+00\",infinity)", null);
		of("daterange[]", "{\"[2026-01-01,2026-02-01)\"}", List.of("[2026-01-01,2026-02-01)"));
		of("int4multirange", "{[1,3),[5,9)}", "{[1,3),[5,9)}");
		of("inet", "192.168.0.1/24", "192.168.0.1/24", "::1", "::1");
		of("cidr", "10.0.0.0/8", "10.0.0.0/8");
		of("macaddr", "08:00:2b:01:02:03", "08:00:2b:01:02:03");
		of("macaddr8", "08:00:2b:01:02:03:04:05", "08:00:2b:01:02:03:04:05");
		of("bit(3)", "101", "101");
		of("bit varying(8)", "10110", "10110", "", "");
		of("money", "1234.56", null, "-0.01", null);
		of("xml", "<a b=\"1\">x &amp; y</a>", "<a b=\"1\">x &amp; y</a>");
		of("tsvector", "'fat':2A 'cat':3", null);
		of("tsquery", "'fat' & !'rat'", "'fat' & !'rat'");
		of("point", "(1.5,-2)", "(1.5,-2)");
		of("line", "{1,-1,0}", "{1,-1,0}");
		of("lseg", "[(0,0),(1,1)]", "[(0,0),(1,1)]");
		of("box", "(2,2),(1,1)", "(2,2),(1,1)");
		of("path", "[(0,0),(1,1)]", "[(0,0),(1,1)]");
		of("polygon", "((0,0),(1,0),(1,1))", "((0,0),(1,0),(1,1))");
		of("circle", "<(1,2),3>", "<(1,2),3>");
		of("oid", "4294967295", 4294967295L);
		of("oidvector", "1 2 3", "1 2 3");
		of("pg_lsn", "16/B374D848", "16/B374D848");
		of("jsonpath", "$.\"a\"", "$.\"a\"");
		of("regtype", "integer", "integer");
		of("hstore", "\"a\"=>\"1\", \"k\\\"ey\"=>\"v\\\\al, x\", \"n\"=>NULL", null, "", Map.of());
		of("hstore[]", "{\"\\\"a\\\"=>\\\"1\\\"\"}", List.of(Map.of("a", "1")));
		of("citext", "MiXed", "MiXed");
		of("citext[]", "{A,b}", List.of("A", "b"));
	}

	private final TestDatabase database;

	private final TestClient client;

	private int tables;

	TypeRoundTripTests(TestDatabase database) {
		this.database = database;
		this.client = new TestClient(database);
		database.execute("""
				CREATE EXTENSION IF NOT EXISTS hstore;
				CREATE EXTENSION IF NOT EXISTS citext;
				CREATE TYPE mood AS ENUM ('happy', 'so so');
				CREATE DOMAIN positive AS integer NOT NULL CHECK (VALUE > 0);
				CREATE DOMAIN tags AS text[];
				CREATE TYPE address AS (street text, number integer, codes integer[])""");
	}

	private static void of(String type, @Nullable Object... literalsAndValues) {
		for (int i = 0; i < literalsAndValues.length; i += 2) {
			CASES.add(arguments(type, literalsAndValues[i]));
			if (literalsAndValues[i + 1] != null) {
				NATURAL.put(type + literalsAndValues[i], literalsAndValues[i + 1]);
			}
		}
	}

	@AfterAll
	void closeClient() {
		this.client.close();
	}

	static Stream<Arguments> literals() {
		return CASES.stream();
	}

	@ParameterizedTest(name = "{0} {1}")
	@MethodSource("literals")
	void whatIsReadCanBeWritten(String type, String literal) {
		String table = "t" + this.tables++;
		this.database.execute("CREATE TABLE %s (how text NOT NULL, value %s)".formatted(table, type));
		this.database.execute("INSERT INTO %s VALUES ('sql', %s)".formatted(table, quoted(literal)));
		DatabaseClient client = this.client.get();

		@Nullable Object value = TestClient.value(client.selectOne(table, "value", Map.of("how", "sql"))).get("value");

		assertThat(value).isNotNull();
		if (NATURAL.containsKey(type + literal)) {
			assertThat(value).isEqualTo(NATURAL.get(type + literal));
		}
		TestClient.value(client.insert(table, row("insert", value)));
		TestClient.value(client.insert(table, row("text", literal)));
		TestClient.all(client.insertAll(table, List.of(row("bulk", value), row("bulk text", literal))));
		TestClient.value(client.insertAllAndCount(table, List.of(row("counted", value))));
		TestClient.value(client.insert(table, row("updated", value)));
		TestClient.value(client.update(table, Map.of("value", value), Map.of("how", "updated")));
		TestClient.value(client.updateAll(table, List.of(row("updated", value)), "how"));
		TestClient.value(client.executeAndCount("INSERT INTO %s VALUES ('executed', :value)".formatted(table),
				Map.of("value", needsItsColumn(type) ? literal : value)));
		assertThat(this.database
			.query("SELECT how, value::text AS value FROM %s WHERE %s".formatted(table, differs(type, table))))
			.isEmpty();
		assertThat(this.database.count(table)).isEqualTo(8);
	}

	/**
	 * Maps and lists whose form only the column's type can tell; statements take their
	 * text.
	 */
	private static boolean needsItsColumn(String type) {
		return type.startsWith("json") || type.startsWith("hstore") || type.equals("box[]");
	}

	/** {@code json} keeps its blanks, so it is compared by content. */
	private static String differs(String type, String table) {
		String asText = type.equals("json") ? "value::jsonb::text"
				: type.equals("json[]") ? "(value::text[]::jsonb[])::text" : "value::text";
		return "%1$s IS DISTINCT FROM (SELECT %1$s FROM %2$s WHERE how = 'sql')".formatted(asText, table);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("types")
	void nullIsNull(String type) {
		String table = "n" + this.tables++;
		this.database.execute("CREATE TABLE %s (how text NOT NULL, value %s)".formatted(table, type));
		DatabaseClient client = this.client.get();
		Map<String, @Nullable Object> one = new LinkedHashMap<>();
		one.put("how", "insert");
		one.put("value", null);
		Map<String, @Nullable Object> other = new LinkedHashMap<>(one);
		other.put("how", "bulk");
		assertThat(TestClient.value(client.insert(table, one)).get("value")).isNull();
		assertThat(TestClient.all(client.insertAll(table, List.of(other)))).singleElement()
			.satisfies((row) -> assertThat(row).containsEntry("value", null));
		assertThat(this.database.count(table + " WHERE value IS NULL")).isEqualTo(2);
	}

	static Stream<String> types() {
		return CASES.stream()
			.map((arguments) -> (String) arguments.get()[0])
			.distinct()
			.filter((type) -> !type.equals("positive"));
	}

	private static Map<String, Object> row(String how, Object value) {
		Map<String, Object> row = new LinkedHashMap<>();
		row.put("how", how);
		row.put("value", value);
		return row;
	}

	private static String quoted(String literal) {
		return "'" + literal.replace("'", "''") + "'";
	}

}
