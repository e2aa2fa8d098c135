package io.github.dbadapter.schema.introspect;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.View;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class SchemaIntrospectorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	private final SchemaIntrospector introspector = new SchemaIntrospector(Duration.ofMillis(200));

	SchemaIntrospectorTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void emptySchemas() {
		this.database.execute("""
				DROP EXTENSION IF EXISTS hstore CASCADE;
				DROP SCHEMA IF EXISTS public, reporting, "Mixed" CASCADE;
				CREATE SCHEMA public;
				""");
	}

	@Test
	void ownTransactionEndsAndLeavesTheConnectionAsItWas() throws SQLException {
		this.database.execute("CREATE TABLE public.t (a int)");
		try (Connection connection = this.database.connect()) {
			this.introspector.introspect(connection, IntrospectionOptions.all());
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(value(connection, "SHOW search_path")).isEqualTo("\"$user\", public");
			assertThat(value(connection, "SHOW transaction_read_only")).isEqualTo("off");
		}
	}

	@Test
	void callersTransactionKeepsItsSettingsItsChangesAndGetsNoLocks() throws SQLException {
		this.database
			.execute("CREATE TABLE public.t (a int DEFAULT 1); CREATE VIEW public.v AS SELECT a FROM public.t");
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			connection.setAutoCommit(false);
			statement.execute("SET LOCAL search_path = reporting; SET LOCAL lock_timeout = '7s'");
			statement.execute("CREATE TABLE public.uncommitted (a int)");
			DatabaseSchema schema = this.introspector.introspect(connection, IntrospectionOptions.all()).schema();
			assertThat(schema.table(QualifiedName.of("public", "uncommitted"))).isNotNull();
			assertThat(value(connection, "SHOW search_path")).isEqualTo("reporting");
			assertThat(value(connection, "SHOW lock_timeout")).isEqualTo("7s");
			assertThat(value(connection, "SHOW transaction_isolation")).isEqualTo("read committed");
			assertThat(value(connection, "SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() "
					+ "AND relation IN ('public.t'::regclass, 'public.v'::regclass)"))
				.isEqualTo("0");
			connection.commit();
		}
		assertThat(this.database.count("public.uncommitted")).isZero();
	}

	@Test
	void pendingAlterIsToldWithinTheLockTimeout() throws SQLException {
		this.database.execute("CREATE TABLE public.t (a int); CREATE VIEW public.v AS SELECT a FROM public.t");
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("ALTER TABLE public.t ADD b int");
			StepVerifier
				.create(this.introspector.introspect(this.database.administrative(), IntrospectionOptions.all()))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(SchemaLockedException.class)
					.hasMessageContaining(this.database.name())
					.hasMessageContaining("200 ms"))
				.verify(TIMEOUT);
			try (Connection connection = this.database.connect()) {
				connection.setAutoCommit(false);
				assertThatExceptionOfType(SchemaLockedException.class)
					.isThrownBy(() -> this.introspector.introspect(connection, IntrospectionOptions.all()));
				assertThat(value(connection, "SELECT 1")).isEqualTo("1");
			}
			other.rollback();
		}
		StepVerifier.create(this.introspector.introspect(this.database.administrative(), IntrospectionOptions.all()))
			.expectNextCount(1)
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void scopeIsTheFirstExistingSchemaOfTheSearchPathAndThoseAskedFor() throws SQLException {
		this.database.execute("""
				CREATE SCHEMA "Mixed"; CREATE SCHEMA reporting;
				CREATE TABLE public.t (a int); CREATE TABLE "Mixed".t (a int); CREATE TABLE reporting.t (a int)
				""");
		IntrospectedSchema result = introspect(IntrospectionOptions.currentSchemaAnd(List.of("Mixed", "absent")));
		assertThat(result.currentSchema()).isEqualTo("public");
		assertThat(result.schemas()).containsExactly("Mixed", "public");
		assertThat(result.schema().objects(Table.class)).extracting((table) -> table.name().toString())
			.containsExactly("Mixed.t", "public.t");
		assertThat(result.schema().objects(Namespace.class)).extracting((schema) -> schema.name().toString())
			.containsExactly("Mixed", "public");
		assertThat(result.notices()).extracting(IntrospectionNotice::message)
			.containsExactly("schema absent does not exist");
	}

	@Test
	void excludedObjectsMigrationTablesAndMembersOfExtensionsAreLeftOut() throws SQLException {
		this.database.execute("""
				CREATE EXTENSION hstore;
				COMMENT ON EXTENSION hstore IS 'ours';
				CREATE TABLE public.flyway_schema_history (a int PRIMARY KEY);
				CREATE INDEX flyway_schema_history_s_idx ON public.flyway_schema_history (a);
				CREATE TABLE public.tmp_1 (id serial PRIMARY KEY);
				CREATE TABLE public.t (h hstore, a int REFERENCES public.tmp_1);
				CREATE TEMPORARY TABLE gone (a int);
				""");
		DatabaseSchema schema = introspect(IntrospectionOptions.all().excluding(List.of("public.tmp_*"))).schema();
		assertThat(schema.objects().values()).extracting(SchemaObject::reference)
			.extracting(ObjectReference::toString)
			.containsExactly("hstore", "public", "public.t");
		assertThat(schema.objects(Extension.class)).extracting(Extension::comment).containsExactly("ours");
		Table table = Objects.requireNonNull(schema.table(QualifiedName.of("public", "t")));
		assertThat(table.constraints().get(0).references()).hasToString("public.tmp_1");
		assertThat(schema.dependencies().get(new ObjectReference(ObjectKind.COLUMN, table.name(), "h")))
			.containsExactly(ObjectReference.of(ObjectKind.EXTENSION, QualifiedName.of("hstore")));
	}

	@Test
	void withoutRightsThereAreNoticesAndNothingSeemsMissing() throws SQLException {
		String role = "role_" + this.database.name();
		this.database.execute("""
				CREATE ROLE %1$s LOGIN PASSWORD 'x';
				CREATE SCHEMA reporting; CREATE TABLE reporting.t (a int);
				CREATE TABLE public.open (a int); CREATE TABLE public.closed (a int DEFAULT 3);
				GRANT USAGE ON SCHEMA public TO %1$s; GRANT SELECT ON public.open TO %1$s;
				""".formatted(role));
		try (Connection connection = new AdministrativeDatabase(this.database.parameters(role, "x")).open()) {
			IntrospectedSchema result = this.introspector.introspect(connection, IntrospectionOptions.all());
			assertThat(result.notices()).extracting(IntrospectionNotice::message)
				.containsExactly("not checked reporting.*: role " + role + " has no USAGE",
						"public.closed was checked by the catalog, but role " + role + " may not SELECT from it");
			assertThat(result.uncheckedSchemas()).containsExactly("reporting");
			assertThat(result.schema().objects(Table.class)).extracting((table) -> table.name().toString())
				.containsExactly("public.closed", "public.open");
		}
		finally {
			this.database.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role));
		}
	}

	/** Rendering a view locks it, then its table; a change locks them the other way. */
	@Test
	void changeThatWantsWhatTheReadingHoldsGoesFirst() throws Exception {
		this.database.execute("CREATE TABLE public.t (a int); CREATE VIEW public.v AS SELECT a FROM public.t");
		SchemaIntrospector patient = new SchemaIntrospector(Duration.ofSeconds(15));
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("ALTER TABLE public.t ADD b int");
			CompletableFuture<IntrospectedSchema> reading = patient
				.introspect(this.database.administrative(), IntrospectionOptions.all())
				.toFuture();
			awaitReaderBlockedBy(change);
			statement.execute("COMMENT ON VIEW public.v IS 'changed'; DROP VIEW public.v");
			change.commit();
			DatabaseSchema schema = reading.get(15, TimeUnit.SECONDS).schema();
			assertThat(schema.objects(View.class)).isEmpty();
			assertThat(schema.objects(Table.class)).singleElement()
				.satisfies((table) -> assertThat(table.columns()).hasSize(2));
		}
	}

	private void awaitReaderBlockedBy(Connection change) throws Exception {
		String pid = value(change, "SELECT pg_backend_pid()");
		String blocked = "SELECT count(*) FROM pg_stat_activity WHERE " + pid + " = ANY (pg_blocking_pids(pid))";
		try (Connection observer = this.database.connect()) {
			long deadline = System.nanoTime() + TIMEOUT.toNanos();
			while (value(observer, blocked).equals("0")) {
				assertThat(System.nanoTime()).as("nothing waits").isLessThan(deadline);
			}
		}
	}

	@Test
	@Timeout(60)
	void changesWhileReadingDoNotDisturb() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		CompletableFuture<Void> changes = CompletableFuture.runAsync(() -> {
			while (!stop.get()) {
				this.database.execute("""
						CREATE TYPE public.mood AS ENUM ('a');
						CREATE TABLE public.t (id serial PRIMARY KEY, m public.mood DEFAULT 'a', CHECK (id > 0));
						CREATE INDEX i ON public.t (m) WHERE id > 3;
						CREATE VIEW public.v AS SELECT id, m FROM public.t;
						CREATE FUNCTION public.f(public.mood) RETURNS int LANGUAGE sql AS 'SELECT 1'
						""");
				// Without it both sides fall into step, and no reading sees the table
				LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(60_000_000));
				this.database.execute("DROP TABLE public.t CASCADE; DROP TYPE public.mood CASCADE");
			}
		});
		try {
			int complete = 0;
			SchemaIntrospector patient = new SchemaIntrospector(Duration.ofSeconds(10));
			for (int i = 0; i < 60 || complete == 0; i++) {
				try (Connection connection = this.database.connect()) {
					DatabaseSchema schema = patient.introspect(connection, IntrospectionOptions.all()).schema();
					Table table = schema.table(QualifiedName.of("public", "t"));
					if (table != null) {
						assertThat(table.columns()).hasSize(2);
						assertThat(table.constraints()).isNotEmpty();
						complete++;
					}
				}
			}
		}
		finally {
			stop.set(true);
			changes.get(20, TimeUnit.SECONDS);
		}
	}

	@Test
	void dependenciesNameColumnsFunctionsTypesAndSequences() throws SQLException {
		this.database.execute("""
				CREATE SEQUENCE public.s;
				CREATE DOMAIN public.d AS int;
				CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
				CREATE TABLE public.t (a int DEFAULT nextval('public.s'), b public.d[], c int DEFAULT public.f());
				CREATE VIEW public.v AS SELECT a FROM public.t;
				ALTER TABLE public.t ENABLE ROW LEVEL SECURITY;
				CREATE POLICY p ON public.t USING (c = public.f());
				CREATE FUNCTION public.g() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT count(a) FROM public.v; END
				""");
		Map<ObjectReference, List<ObjectReference>> dependencies = introspect(IntrospectionOptions.all()).schema()
			.dependencies();
		assertThat(dependencies.get(part(ObjectKind.COLUMN, "t", "a"))).containsExactly(of(ObjectKind.SEQUENCE, "s"));
		assertThat(dependencies.get(part(ObjectKind.COLUMN, "t", "b"))).containsExactly(of(ObjectKind.DOMAIN, "d"));
		assertThat(dependencies.get(part(ObjectKind.COLUMN, "t", "c")))
			.containsExactly(part(ObjectKind.FUNCTION, "f", ""));
		assertThat(dependencies.get(of(ObjectKind.VIEW, "v"))).containsExactly(part(ObjectKind.COLUMN, "t", "a"));
		assertThat(dependencies.get(part(ObjectKind.POLICY, "t", "p")))
			.containsExactly(part(ObjectKind.FUNCTION, "f", ""), part(ObjectKind.COLUMN, "t", "c"));
		assertThat(dependencies.get(part(ObjectKind.FUNCTION, "g", "")))
			.containsExactly(part(ObjectKind.COLUMN, "v", "a"));
	}

	private static ObjectReference of(ObjectKind kind, String name) {
		return ObjectReference.of(kind, QualifiedName.of("public", name));
	}

	private static ObjectReference part(ObjectKind kind, String name, String detail) {
		return new ObjectReference(kind, QualifiedName.of("public", name), detail);
	}

	private IntrospectedSchema introspect(IntrospectionOptions options) throws SQLException {
		try (Connection connection = this.database.connect()) {
			return this.introspector.introspect(connection, options);
		}
	}

	private static String value(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getString(1);
		}
	}

}
