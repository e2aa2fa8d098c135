package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows that a plan would fail on are found with the values that the plan gives them.
 */
@PostgresTest
class FixHazardsTests {

	private final TestDatabase database;

	FixHazardsTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

	/** The row with the key 1 fits by itself. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', value = { "v text|1, '5'|2, '-5'|v int CHECK (v > 0)|",
			"v text|1, '5'|2, '05'|v int UNIQUE|",
			"v text|1, '5'|2, '5.004'|v numeric(8,2)|CREATE UNIQUE INDEX i ON t (v, (v * 2)) WHERE v > 1",
			"v text|1, 'Ab'|2, 'aB'|v text|CREATE UNIQUE INDEX i ON t (lower(v) text_pattern_ops DESC)",
			"v text|1, '5'|2, '6'|v int, w int NOT NULL DEFAULT 0 UNIQUE|",
			"v int|1, 5|2, NULL|v int PRIMARY KEY|ALTER TABLE t DROP CONSTRAINT IF EXISTS t_pkey",
			"v varchar(9)|1, '[1,5)'|2, '[4,8)'|v int4range, EXCLUDE USING gist (v WITH &&) WHERE (id < 3)|",
			"v text|1, '7'|2, '8'|v int REFERENCES p (n)|",
			"v text|1, '7'|2, NULL|v int, w int DEFAULT 7, FOREIGN KEY (v, w) REFERENCES p (n, m) MATCH FULL|",
			"v posint|1, 5|2, 13|v posint|ALTER DOMAIN posint ADD CONSTRAINT lucky CHECK (VALUE <> 13)",
			"v int, g int GENERATED ALWAYS AS (v) STORED|1, 5|2, 1|v int, g int GENERATED ALWAYS AS (v - 2) STORED CHECK (g > 0)|",
			"v int, g int GENERATED ALWAYS AS (v) STORED|1, 4|2, 5|v int, g int GENERATED ALWAYS AS (v / 2) STORED|CREATE UNIQUE INDEX i ON t (g)",
			"v int|1, 4|2, 5|v int, g int GENERATED ALWAYS AS (v / 2) STORED UNIQUE|",
			"v text, g text GENERATED ALWAYS AS (v) STORED|1, '5'|2, '05'|v int, g int GENERATED ALWAYS AS (v) STORED UNIQUE|",
			"v smallint|1, 5|2, 6|v int, w int GENERATED ALWAYS AS (nullif(v, 6)) STORED NOT NULL|" })
	void rowsAreSeenAsTheyWillBe(String before, String good, String bad, String after, String more) {
		String common = """
				CREATE DOMAIN posint AS int CHECK (VALUE > 0);
				CREATE TABLE p (n %s, m int, UNIQUE (n), UNIQUE (n, m));
				CREATE TABLE t (id int, %s);
				""";
		this.database.execute(common.formatted("text", before) + "INSERT INTO p VALUES ('7', 7); INSERT INTO t VALUES ("
				+ good + ")");
		DatabaseSchema expected = Fixes.model(common.formatted("int", after) + ((more != null) ? more : ""));
		FixPlan fits = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(fits.hazards()).as(fits.toText()).doesNotContain(Hazard.MAY_FAIL_ON_DATA);
		this.database.execute("INSERT INTO t VALUES (" + bad + ")");
		FixPlan fails = Fixes.plan(this.database, expected, FixOptions.defaults());
		List<FixHazard> blocking = fails.statements()
			.stream()
			.flatMap((statement) -> statement.hazards().stream())
			.filter(FixHazard::blocks)
			.toList();
		assertThat(blocking).as(fails.toText())
			.isNotEmpty()
			.allMatch((hazard) -> hazard.result() != null && hazard.result().failing() != null
					&& hazard.result().failing() > 0);
		this.database.execute("DELETE FROM t WHERE id = 2");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(this.database.count("t")).isEqualTo(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "LIST (lower(k))|IN ('a')|IN ('b')|'c'|'B'", "LIST (k)|IN ('a')|IN ('b', NULL)|'c'|NULL",
					"RANGE ((n * 2), k)|FROM (0, 'a') TO (10, 'a')|FROM (10, 'a') TO (10, 'c')|'c'|'b'",
					"RANGE (n, k)|FROM (0, 'a') TO (5, MINVALUE)|FROM (5, MINVALUE) TO (5, 'c')|'c'|'b'",
					"RANGE (n, k)|FROM (0, 'a') TO (5, MINVALUE)|FROM (5, 'b') TO (5, MAXVALUE)|'a'|'b'",
					"RANGE (n, k)|FROM (0, 'a') TO (4, MAXVALUE)|FROM (4, MAXVALUE) TO (5, 'c')|'c'|'b'",
					"LIST (lower(k COLLATE \"C\"))|IN ('a')|IN ('b')|'c'|'B'" })
	void rowsOfTheDefaultPartitionThatAnotherClaimsAreFound(String key, String one, String other, String stays,
			String goes) {
		String sql = "CREATE TABLE p (n int, k text) PARTITION BY %s; CREATE TABLE p_1 PARTITION OF p FOR VALUES %s; "
			.formatted(key, one);
		this.database
			.execute(sql + "CREATE TABLE p_d PARTITION OF p DEFAULT; INSERT INTO p VALUES (5, %s)".formatted(stays));
		DatabaseSchema expected = Fixes.model(sql + "CREATE TABLE p_2 PARTITION OF p FOR VALUES %s; ".formatted(other)
				+ "CREATE TABLE p_d PARTITION OF p DEFAULT");
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).hazards()).isEmpty();
		this.database.execute("INSERT INTO p VALUES (5, %s)".formatted(goes));
		FixPlan fails = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(fails.isBlocked()).as(fails.toText()).isTrue();
		this.database.execute("DELETE FROM p WHERE k IS NOT DISTINCT FROM %s".formatted(goes));
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(this.database.count("p_d")).isEqualTo(1);
	}

	@Test
	void aSequenceBeyondItsNewBoundsIsSeen() {
		this.database.execute("CREATE SEQUENCE s; SELECT setval('s', 5000)");
		DatabaseSchema expected = Fixes.model("CREATE SEQUENCE s MAXVALUE 100");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.isBlocked()).isTrue();
		assertThat(plan.toText()).contains("last_value=5000");
		this.database.execute("SELECT setval('s', 7)");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(this.database.queryForValue("SELECT nextval('s')")).isEqualTo(8L);
	}

	@Test
	void aSequenceThatTurnsAroundRepeatsNoNumber() {
		this.database.execute("CREATE SEQUENCE s; SELECT setval('s', 5000); "
				+ "CREATE SEQUENCE fresh; CREATE TABLE t (id int); INSERT INTO t VALUES (9), (-4)");
		DatabaseSchema expected = Fixes
			.model("CREATE SEQUENCE s INCREMENT -1; CREATE SEQUENCE fresh MINVALUE 100 MAXVALUE 200; "
					+ "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY (INCREMENT -1))");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(this.database.query("SELECT nextval('s') AS s, nextval('fresh') AS fresh, nextval('t_id_seq') AS t"))
			.containsExactly(Map.of("s", -1L, "fresh", 100L, "t", -5L));
	}

	/** An explicit cast to a domain or an attribute would cut them. */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "d|d|'abcd'|'abc'", "text|d|'abcd'|'abc'", "n|n|1.5|15.0", "numeric|n|1.5|15.0",
					"d[]|d[]|'{abcd}'|'{abc}'", "c|c|ROW('abcd', 1)|ROW('abc', NULL)",
					"c|c|ROW('abc', 1)|ROW('abc', NULL)" })
	void valuesThatANewDomainOrAttributeCannotHoldAreTold(String before, String after, String bad, String good) {
		this.database.execute("CREATE DOMAIN d AS text; CREATE DOMAIN n AS numeric; CREATE TYPE c AS (x text, y int); "
				+ "CREATE TABLE t (v %s); INSERT INTO t VALUES (%s)".formatted(before, bad));
		DatabaseSchema expected = Fixes.model("CREATE DOMAIN d AS varchar(3) CHECK (VALUE <> 'x'); "
				+ "CREATE DOMAIN n AS numeric(5,0); CREATE TYPE c AS (x varchar(3)); CREATE TABLE t (v %s)"
					.formatted(after));
		FixOptions options = FixOptions.defaults().withDropExtra(true);
		FixPlan plan = Fixes.plan(this.database, expected, options);
		assertThat(plan.isBlocked() || plan.hazards().contains(Hazard.DATA_LOSS)).as(plan.toText()).isTrue();
		assertThat(plan.toText()).contains("1 rows");
		this.database.execute("TRUNCATE t; INSERT INTO t VALUES (%s)".formatted(good));
		plan = Fixes.plan(this.database, expected, options);
		assertThat(plan.hazards()).as(plan.toText()).doesNotContain(Hazard.DATA_LOSS);
		Fixes.apply(this.database, expected, plan);
		assertThat(this.database.count("t WHERE v IS NOT NULL OR v::text = '(abc)'")).isEqualTo(1);
	}

	/** The values are not those of the domain as it is now. */
	@Test
	void aDomainThatIsMadeAnewRulesNothingOut() {
		this.database.execute("CREATE DOMAIN d AS text; CREATE TABLE t (v text); INSERT INTO t VALUES ('x')");
		DatabaseSchema expected = Fixes
			.model("CREATE DOMAIN d AS varchar(9) CHECK (VALUE <> 'x'); CREATE TABLE t (v d)");
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).hazards())
			.contains(Hazard.MAY_FAIL_ON_DATA);
	}

	/** PostgreSQL would do it with CASCADE alone. */
	@Test
	void aBaseTypeIsMadeWithItsFunctionsAndStays() {
		String type = """
				CREATE TYPE pos;
				CREATE FUNCTION pos_in(cstring) RETURNS pos LANGUAGE internal IMMUTABLE STRICT AS 'int4in';
				CREATE FUNCTION pos_out(pos) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'int4out';
				CREATE TYPE pos (INPUT = pos_in, OUTPUT = pos_out, INTERNALLENGTH = 4, PASSEDBYVALUE%s);
				CREATE FUNCTION up(p pos) RETURNS int LANGUAGE internal IMMUTABLE STRICT AS 'int4up';
				CREATE VIEW v AS SELECT up('3'::pos) AS n;
				""";
		DatabaseSchema expected = Fixes.model(type.formatted(""));
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(this.database.queryForValue("SELECT n FROM v")).isEqualTo(3);
		FixPlan changed = Fixes.plan(this.database, Fixes.model(type.formatted(", CATEGORY = 'N'")),
				FixOptions.defaults());
		assertThat(changed.statements()).isEmpty();
		assertThat(changed.unresolved()).extracting(FixPlan.Remaining::reason)
			.singleElement()
			.asString()
			.contains("CASCADE");
		FixPlan dropped = Fixes.plan(this.database, Fixes.model(""), FixOptions.defaults().withDropExtra(true));
		assertThat(dropped.unresolved()).extracting(FixPlan.Remaining::object)
			.containsExactlyInAnyOrder("public.pos", "public.pos_in(cstring)", "public.pos_out(public.pos)");
	}

	@Test
	void textsThatAreNoValuesOfANewEnumAreFound() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, v text, w text[]); "
				+ "INSERT INTO t VALUES (1, 'new', '{old,NULL}'), (2, NULL, NULL)");
		DatabaseSchema expected = Fixes
			.model("CREATE TYPE state AS ENUM ('new', 'old'); CREATE TABLE t (id int PRIMARY KEY, v state, w state[])");
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).hazards())
			.containsExactly(Hazard.TABLE_REWRITE);
		this.database.execute("UPDATE t SET w = '{lost}' WHERE id = 2");
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).toText()).contains("1 rows", "id=2");
	}

	@Test
	void aTableThatIsWrittenAnewHasTheHazardsOfItsColumns() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, a numeric, b text, c int, d int); "
				+ "INSERT INTO t VALUES (1, 1.5, 'x', NULL, -1)");
		DatabaseSchema expected = Fixes.model(
				"CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int NOT NULL, d int CHECK (d > 0), e int NOT NULL)");
		FixPlan plan = Fixes.plan(this.database, expected,
				FixOptions.defaults().withRecreate(Set.of(QualifiedName.of("public", "t"))));
		assertThat(plan.hazards()).contains(Hazard.DATA_LOSS);
		assertThat(plan.statements()).flatExtracting(FixStatement::hazards)
			.filteredOn(FixHazard::blocks)
			.extracting((hazard) -> hazard.consequence().replaceAll(".*(public\\.t\\.\\w|t_d_check|in e).*", "$1"))
			.containsExactlyInAnyOrder("public.t.b", "public.t.c", "t_d_check", "in e");
	}

	@Test
	void withoutAPartitionKeyThereAreNoPartitions() {
		this.database.execute("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, n int) PARTITION BY LIST (id); "
				+ "CREATE TABLE t_1 PARTITION OF t FOR VALUES IN (1)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.unresolved()).extracting(FixPlan.Remaining::object).contains("public.t", "public.t_1");
		Fixes.apply(this.database, expected, plan);
		assertThat(this.database.count("t WHERE n IS NULL")).isEqualTo(1);
	}

	@Test
	void anotherScaleOfTheSameNumberIsNoLoss() {
		this.database
			.execute("CREATE TABLE t (id int PRIMARY KEY, v numeric); INSERT INTO t VALUES (1, 1.5), (2, 3.000)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, v numeric(10,2))");
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).hazards())
			.containsExactly(Hazard.TABLE_REWRITE);
		this.database.execute("INSERT INTO t VALUES (3, 1.005)");
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).hazards())
			.containsExactly(Hazard.DATA_LOSS, Hazard.TABLE_REWRITE);
	}

	@ParameterizedTest
	@CsvSource({ "id int GENERATED ALWAYS AS IDENTITY", "id serial", "id uuid DEFAULT gen_random_uuid()" })
	void aNewKeyThatNumbersTheRowsCannotFail(String column) {
		this.database.execute("CREATE TABLE t (v int); INSERT INTO t VALUES (1), (1)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (v int, %s PRIMARY KEY)".formatted(column));
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.hazards()).doesNotContain(Hazard.MAY_FAIL_ON_DATA);
		Fixes.apply(this.database, expected, plan);
		assertThat(this.database.count("t")).isEqualTo(2);
	}

}
