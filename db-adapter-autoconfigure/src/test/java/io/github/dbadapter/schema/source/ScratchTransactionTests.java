package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class ScratchTransactionTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	/** Names what the live database has as well, in every way that could reach it. */
	private static final String SHOP = """
			CREATE TYPE mood AS ENUM ('sad', 'ok');
			CREATE SEQUENCE numbers;
			CREATE TABLE users (
			  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			  boss bigint REFERENCES users (id),
			  feeling public.mood DEFAULT 'ok'::mood,
			  number bigint DEFAULT nextval('public.numbers'),
			  other bigint DEFAULT nextval('numbers'::regclass));
			CREATE TABLE public."Orders" (
			  id serial PRIMARY KEY,
			  buyer bigint NOT NULL REFERENCES public.users ON DELETE CASCADE,
			  CHECK (id > 0));
			CREATE INDEX CONCURRENTLY orders_buyer ON public."Orders" (buyer) WHERE buyer > 0;
			CREATE FUNCTION public.touch() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
			BEGIN
			  UPDATE public.users SET boss = NULL; PERFORM nextval('PUBLIC.numbers'), "public".f(); -- public.x
			  RETURN NEW;
			END $$;
			CREATE FUNCTION total(u users) RETURNS numeric BEGIN ATOMIC
			  SELECT sum(o.id) FROM "Orders" o WHERE o.buyer = u.id; SELECT count(*)::numeric FROM public.users;
			END;
			CREATE TRIGGER touch BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION touch();
			CREATE VIEW active AS SELECT u.*, public.total(u) FROM users u JOIN public."Orders" o ON o.buyer = u.id;
			CREATE MATERIALIZED VIEW totals AS SELECT total(u) FROM public.users u WITH DATA;
			ALTER TABLE users ENABLE ROW LEVEL SECURITY;
			CREATE POLICY own ON users USING (EXISTS (SELECT FROM public."Orders" WHERE buyer = users.id));
			COMMENT ON TABLE public.users IS 'see public.numbers';
			COMMENT ON SCHEMA public IS 'ours';
			GRANT SELECT ON users TO PUBLIC;
			""";

	private final TestDatabase database;

	private String role = "";

	ScratchTransactionTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void createLiveObjects() {
		this.role = "reader_%d".formatted(System.nanoTime());
		this.database.execute("""
				CREATE ROLE %s LOGIN PASSWORD 'secret';
				GRANT CREATE ON DATABASE %s TO %1$s;
				CREATE TYPE mood AS ENUM ('happy');
				CREATE SEQUENCE numbers;
				CREATE TABLE users (id bigint PRIMARY KEY, name text);
				CREATE TABLE "Orders" (id bigint PRIMARY KEY);
				CREATE TABLE audit (id bigint PRIMARY KEY);
				CREATE FUNCTION live_function() RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT 1';
				GRANT ALL ON ALL TABLES IN SCHEMA public TO %1$s;
				GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO %1$s;
				""".formatted(this.role, this.database.name()));
	}

	@AfterEach
	void dropLiveObjects() {
		this.database.execute("""
				DROP SCHEMA public CASCADE;
				CREATE SCHEMA public;
				GRANT ALL ON SCHEMA public TO PUBLIC;
				DROP OWNED BY %s CASCADE;
				DROP ROLE %1$s;
				""".formatted(this.role));
	}

	@Test
	void locksThatAreOnNoObjectOfTheDatabaseDoNotMatter() throws SQLException {
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(7236834514161497089), pg_advisory_lock(1, n), "
					+ "pg_advisory_lock(2147480000, 99999) FROM generate_series(1, 50) n");
			assertSameModel(SHOP);
		}
	}

	@Test
	void givesTheSameModelAsAScratchDatabase() {
		assertSameModel(SHOP);
	}

	@Test
	void givesTheSameModelWithSeveralHostileSchemas() {
		assertSameModel("""
				CREATE SCHEMA "My ""Schema""\";
				CREATE SCHEMA "it's" AUTHORIZATION nobody;
				CREATE SCHEMA IF NOT EXISTS public;
				SET search_path TO "it's", "My ""Schema""\";
				CREATE TABLE a (id serial PRIMARY KEY, "public.users" text DEFAULT 'public.users');
				CREATE TABLE "My ""Schema""\".b (id int REFERENCES a, x int DEFAULT nextval('"it''s".a_id_seq'));
				CREATE VIEW v AS SELECT b.id, nextval('a_id_seq') AS n FROM b;
				CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql SET search_path = "it's", 'My "Schema"', public
				  AS 'BEGIN PERFORM "it''s".g(); PERFORM "My ""Schema""\".h(); END';
				RESET search_path;
				CREATE DOMAIN d AS text CHECK (VALUE <> 'public.' AND length(VALUE) < 5);
				CREATE TYPE c AS (x public.d, y "My ""Schema""\".b);
				CREATE TYPE r AS RANGE (SUBTYPE = int);
				CREATE STATISTICS st ON id, x FROM "My ""Schema""\".b;
				CREATE OPERATOR public.=== (LEFTARG = int, RIGHTARG = int, FUNCTION = pg_catalog.int4eq);
				CREATE VIEW w AS SELECT 1 OPERATOR(public.===) 2 AS same;
				""");
	}

	@Test
	void leavesLiveObjectsUnlockedAndSequencesUnmoved() throws SQLException {
		AtomicReference<String> locks = new AtomicReference<>();
		whileOpen(SHOP, (pid) -> {
			locks.set(String.valueOf(this.database.query("""
					SELECT l.mode, c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
					JOIN pg_namespace n ON n.oid = c.relnamespace
					WHERE l.pid = %d AND l.locktype = 'relation' AND n.nspname = 'public'""".formatted(pid))));
			assertThat(this.database
				.queryForValue("SELECT count(*) FROM pg_locks WHERE pid = %d AND locktype = 'relation'".formatted(pid)))
				.isNotEqualTo(0L);
			this.database.execute("""
					SET lock_timeout = '50ms';
					BEGIN;
					ALTER TABLE users ADD COLUMN extra int;
					LOCK TABLE "Orders" IN ACCESS EXCLUSIVE MODE;
					ALTER TYPE mood ADD VALUE 'new';
					ALTER FUNCTION live_function() STABLE;
					ALTER SEQUENCE numbers CACHE 2;
					COMMIT;
					""");
		});
		assertThat(locks.get()).isEqualTo("[]");
		assertThat(this.database.queryForValue("SELECT is_called FROM numbers")).isEqualTo(false);
		assertNothingLeft();
	}

	@Test
	void doesNotWaitForLocksOnLiveObjects() throws SQLException {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE users, \"Orders\" IN ACCESS EXCLUSIVE MODE");
			StepVerifier.create(load(SHOP)).expectNextCount(1).expectComplete().verify(PATIENCE);
			connection.rollback();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE a (id bigint REFERENCES users)",
			"CREATE TABLE a (id bigint REFERENCES public.users)", "CREATE VIEW a AS SELECT * FROM users",
			"CREATE TABLE a (id bigint DEFAULT nextval('numbers'))",
			"CREATE TABLE a (id bigint DEFAULT nextval('public.numbers'))",
			"CREATE TABLE a (id bigint DEFAULT live_function())", "CREATE TABLE a (id mood)",
			"CREATE TABLE a (id public.mood)", "CREATE TABLE a (LIKE users)", "CREATE TABLE a () INHERITS (users)",
			"ALTER TABLE users ADD COLUMN x int", "CREATE INDEX i ON users (id)", "COMMENT ON TABLE users IS 'x'",
			"CREATE TRIGGER t BEFORE INSERT ON users EXECUTE FUNCTION f()", "CREATE POLICY p ON public.users",
			"ALTER TABLE public.users ENABLE ROW LEVEL SECURITY", "ALTER SEQUENCE numbers RESTART",
			"CREATE FUNCTION f(x users) RETURNS int LANGUAGE sql AS 'SELECT 1'",
			"CREATE FUNCTION f(x users.id%TYPE) RETURNS int LANGUAGE sql AS 'SELECT 1'",
			"CREATE FUNCTION f() RETURNS bigint BEGIN ATOMIC SELECT count(*) FROM users; END",
			"CREATE SEQUENCE s OWNED BY users.id", "CREATE VIEW users AS SELECT * FROM users",
			"COMMENT ON FUNCTION pg_catalog.now() IS 'x'", "SET search_path = pg_catalog; CREATE TABLE a (x int)" })
	void neverReachesLiveObjects(String script) {
		StepVerifier.create(load(script)).expectErrorSatisfies((failure) -> {
			assertThat(failure).isInstanceOf(DbAdapterException.class);
			assertThat(failure.getMessage()).doesNotContain("dbadapter_scratch");
		}).verify(PATIENCE);
		assertNothingLeft();
	}

	@Test
	void inliningAFunctionDoesNotReachLiveObjects() throws SQLException {
		String script = """
				CREATE FUNCTION any_user() RETURNS boolean IMMUTABLE LANGUAGE sql
				  AS 'SELECT EXISTS (SELECT FROM public.users)';
				CREATE TABLE a (x int);
				CREATE INDEX i ON a (x) WHERE any_user();
				""";
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("LOCK TABLE users IN ACCESS EXCLUSIVE MODE");
			StepVerifier.create(load(script))
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(ScriptFailedException.class)
					.hasMessageContaining("relation \"public.users\" does not exist"))
				.verify(PATIENCE);
			connection.rollback();
		}
		assertNothingLeft();
	}

	@Test
	void extensionsBesideLiveTablesAreUsedWithoutReachingThese() throws SQLException {
		this.database.execute("CREATE EXTENSION citext SCHEMA public; CREATE EXTENSION pg_trgm SCHEMA public");
		try {
			String script = """
					CREATE EXTENSION IF NOT EXISTS citext WITH SCHEMA public;
					CREATE EXTENSION pg_trgm;
					CREATE TABLE users (id int PRIMARY KEY, email citext NOT NULL CHECK (email <> lower(email)),
					  other public.citext[], name text);
					CREATE INDEX i ON users USING gin (name gin_trgm_ops);
					CREATE VIEW v AS SELECT replace(email, 'a', 'b') AS r, name % 'x' AS similar
					  FROM users WHERE email OPERATOR(public.=) 'x'::citext AND email IN ('a', 'b');
					""";
			assertSameModel(script);
			assertRefused("CREATE EXTENSION citext; CREATE TABLE a (e citext, id bigint REFERENCES users)",
					"users would be the live public.users");
			assertRefused("CREATE EXTENSION citext; CREATE VIEW audit AS SELECT * FROM audit", "live public.audit");
			assertRefused("CREATE EXTENSION citext; COMMENT ON FUNCTION citext_eq(citext, citext) IS 'x'",
					"an object that the script does not create");
			assertRefused("CREATE EXTENSION citext; CREATE TABLE a (e citext, x int DEFAULT live_function())",
					"does not create: function public.live_function()");
			assertRefused("CREATE EXTENSION citext SCHEMA pg_catalog", "extension in schema 'public'");
			assertRefused("CREATE EXTENSION hstore", "not installed in the live database");
		}
		finally {
			this.database.execute("DROP EXTENSION citext; DROP EXTENSION pg_trgm");
		}
		assertNothingLeft();
	}

	/** The frame of pg_dump 18, with all that older servers do not know. */
	@Test
	void dumpsOfNewerVersionsLoadInBothPlaces() {
		assertSameModel("""
				--
				-- PostgreSQL database dump
				--

				\\restrict 0n3T1m3k3y

				-- Dumped from database version 18.6
				-- Dumped by pg_dump version 18.6

				SET statement_timeout = 0;
				SET lock_timeout = 0;
				SET idle_in_transaction_session_timeout = 0;
				SET transaction_timeout = 0;
				SET client_encoding = 'UTF8';
				SET standard_conforming_strings = on;
				SELECT pg_catalog.set_config('search_path', '', false);
				SET check_function_bodies = false;
				SET xmloption = content;
				SET client_min_messages = warning;
				SET row_security = off;

				--
				-- Name: mood; Type: TYPE; Schema: public; Owner: nobody
				--

				CREATE TYPE public.mood AS ENUM (
				    'sad;',
				    'ok'
				);

				ALTER TYPE public.mood OWNER TO nobody;

				CREATE FUNCTION public.first(a integer) RETURNS integer
				    LANGUAGE sql
				    BEGIN ATOMIC
				 SELECT CASE WHEN (a > 0) THEN a ELSE 0 END AS "case";
				END;

				SET default_tablespace = '';

				SET default_table_access_method = heap;

				CREATE TABLE public.users (
				    id integer NOT NULL,
				    feeling public.mood DEFAULT 'ok'::public.mood
				)
				PARTITION BY RANGE (id);

				ALTER TABLE public.users OWNER TO nobody;

				CREATE SEQUENCE public.users_id_seq
				    AS integer
				    START WITH 1
				    INCREMENT BY 1
				    NO MINVALUE
				    NO MAXVALUE
				    CACHE 1;

				ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;

				CREATE TABLE public.users_1 (
				    id integer DEFAULT nextval('public.users_id_seq'::regclass) CONSTRAINT users_id_not_null NOT NULL,
				    feeling public.mood DEFAULT 'ok'::public.mood
				);

				ALTER TABLE ONLY public.users ATTACH PARTITION public.users_1 FOR VALUES FROM (1) TO (10);
				ALTER TABLE ONLY public.users ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
				ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
				ALTER TABLE ONLY public.users_1 ADD CONSTRAINT users_1_pkey PRIMARY KEY (id);
				ALTER INDEX public.users_pkey ATTACH PARTITION public.users_1_pkey;
				GRANT SELECT ON TABLE public.users TO nobody;
				ALTER DEFAULT PRIVILEGES FOR ROLE nobody IN SCHEMA public GRANT SELECT ON TABLES TO nobody;

				\\unrestrict 0n3T1m3k3y
				""");
	}

	@Test
	void bodiesComeBackToTheLetter() {
		StepVerifier.create(load(SHOP)).assertNext((loaded) -> {
			Routine touch = (Routine) Objects.requireNonNull(loaded.schema()
				.objects()
				.get(new ObjectReference(ObjectKind.FUNCTION, QualifiedName.of("public", "touch"), "")));
			assertThat(touch.definition()).contains("""
					  UPDATE public.users SET boss = NULL; PERFORM nextval('PUBLIC.numbers'), "public".f(); -- public.x
					""").contains("SET search_path TO 'public', 'pg_temp'");
			Table users = Objects.requireNonNull(loaded.schema().table(QualifiedName.of("public", "users")));
			assertThat(users.comment()).isEqualTo("see public.numbers");
			assertThat(loaded.schema().toString()).doesNotContain("dbadapter_scratch");
			assertThat(loaded.skipped()).hasSize(1);
		}).expectComplete().verify(PATIENCE);
	}

	@Test
	void isChosenWhereNoDatabaseMayBeCreated() {
		StepVerifier.create(scratch(ScratchMode.AUTO).load(scripts(SHOP)))
			.assertNext((loaded) -> assertThat(loaded.place()).isEqualTo(ScratchMode.TRANSACTION))
			.expectComplete()
			.verify(PATIENCE);
		this.database.execute("ALTER ROLE %s CREATEDB".formatted(this.role));
		StepVerifier.create(scratch(ScratchMode.AUTO).load(scripts(SHOP)))
			.assertNext((loaded) -> assertThat(loaded.place()).isEqualTo(ScratchMode.DATABASE))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void refusesWithRemediesWhereNoPlaceIsLeft() {
		StepVerifier.create(scratch(ScratchMode.AUTO).load(scripts("CREATE TABLE a ();\nDROP TABLE a")))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(ScratchRefusedException.class)
				.hasMessageContaining("role '%s' may not create databases".formatted(this.role))
				.hasMessageContaining("schema.sql:2:1 is refused because DROP")
				.hasMessageContaining("profile:<name>"))
			.verify(PATIENCE);
		this.database.execute("REVOKE CREATE ON DATABASE %s FROM %s".formatted(this.database.name(), this.role));
		StepVerifier.create(scratch(ScratchMode.AUTO).load(scripts("CREATE TABLE a ()")))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(ScratchRefusedException.class)
				.hasMessageContaining("may not create schemas"))
			.verify(PATIENCE);
	}

	@Test
	void refusesTooManyTablesAndEventTriggers() {
		assertRefused("CREATE TABLE a ();".repeat(501), "more than 500");
		this.database.execute("""
				CREATE FUNCTION note() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
				CREATE EVENT TRIGGER note ON ddl_command_end EXECUTE FUNCTION note()""");
		try {
			assertRefused("CREATE TABLE a ()", "event triggers (note) would fire");
		}
		finally {
			this.database.execute("DROP EVENT TRIGGER note");
		}
	}

	@Test
	void nothingIsLeftWhenTheBackendIsTerminated() {
		String script = "CREATE TABLE a (x int); CREATE TABLE b (x int); ALTER TABLE a ADD CHECK (x > 0);";
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> whileOpen(script,
				(pid) -> this.database.query("SELECT pg_terminate_backend(%d)".formatted(pid))));
		assertNothingLeft();
		StepVerifier.create(load(script)).expectNextCount(1).expectComplete().verify(PATIENCE);
	}

	private void whileOpen(String script, LiveCheck check) throws SQLException {
		try (Connection connection = live().open()) {
			connection.setAutoCommit(false);
			ScratchServer server = ScratchServer.read(connection);
			TransactionScript transaction = new TransactionScript(connection, "test", server,
					ScriptPlan.forTransaction(scripts(script)));
			transaction.load(PATIENCE);
			try (Statement statement = connection.createStatement();
					ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
				row.next();
				check.check(row.getInt(1));
			}
			connection.rollback();
		}
	}

	private void assertSameModel(String script) {
		LoadedSchema expected = new SchemaScratch(this.database.administrative(),
				ScratchOptions.of(ScratchMode.DATABASE))
			.load(scripts(script))
			.block(PATIENCE);
		StepVerifier.create(load(script))
			.assertNext((loaded) -> assertThat(loaded.schema()).isEqualTo(Objects.requireNonNull(expected).schema()))
			.expectComplete()
			.verify(PATIENCE);
		assertNothingLeft();
	}

	private void assertRefused(String script, String reason) {
		StepVerifier.create(load(script))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(DbAdapterException.class)
				.hasMessageContaining(reason))
			.verify(PATIENCE);
	}

	private void assertNothingLeft() {
		assertThat(this.database.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'dbadapter%'")).isEmpty();
		List<Map<String, Object>> sessions = this.database.query("""
				SELECT state, query FROM pg_stat_activity
				WHERE datname = current_database() AND usename = '%s' AND state LIKE 'idle in transaction%%'"""
			.formatted(this.role));
		assertThat(sessions).isEmpty();
	}

	private AdministrativeDatabase live() {
		return new AdministrativeDatabase(this.database.parameters(this.role, "secret"));
	}

	private SchemaScratch scratch(ScratchMode mode) {
		return new SchemaScratch(live(), ScratchOptions.of(mode));
	}

	private Mono<LoadedSchema> load(String script) {
		return scratch(ScratchMode.TRANSACTION).load(scripts(script));
	}

	private static List<SqlScript> scripts(String script) {
		return List.of(SqlScript.parse("schema.sql", script));
	}

	/**
	 * A look at the live database from another connection.
	 */
	@FunctionalInterface
	private interface LiveCheck {

		void check(int pid) throws SQLException;

	}

}
