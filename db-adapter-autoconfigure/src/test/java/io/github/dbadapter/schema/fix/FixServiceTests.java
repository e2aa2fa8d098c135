package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of {@link FixService}.
 */
@PostgresTest
class FixServiceTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final TestDatabase database;

	FixServiceTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

	@Test
	void addsAColumnAndKeepsTheRows() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, note text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.statements()).singleElement()
			.satisfies((statement) -> assertThat(statement.sql())
				.isEqualTo("ALTER TABLE \"public\".\"t\" ADD COLUMN \"note\" text"));
		assertThat(plan.hazards()).isEmpty();
		FixReport report = Fixes.await(Fixes.service(this.database, expected).apply(plan, FixApproval.none()));
		assertThat(report.applied()).hasSize(1);
		assertThat(this.database.count("t WHERE note IS NULL")).isEqualTo(2);
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).isEmpty()).isTrue();
	}

	@Test
	void leavesAloneWhatWasNotExpectedUntilAsked() {
		this.database
			.execute("CREATE TABLE t (id int, old text); CREATE TABLE gone (id int); INSERT INTO gone VALUES (1)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.isEmpty()).isTrue();
		assertThat(plan.left()).extracting(FixPlan.Remaining::object)
			.containsExactlyInAnyOrder("public.t.old", "public.gone");
		FixPlan drop = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		assertThat(drop.hazards()).containsExactly(Hazard.DATA_LOSS);
		refused(Reason.HAZARD_NOT_ALLOWED, expected, drop, FixApproval.none());
		assertThat(this.database.count("gone")).isEqualTo(1);
	}

	@Test
	void aNewMandatoryColumnNeedsAValueForTheRows() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, currency char(3) NOT NULL)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.isBlocked()).isTrue();
		assertThat(plan.toText()).contains("may-fail-on-data", "2 rows",
				"FixWords.withFill(List.of(\"public.t.currency=expression\")) gives them a value", "id=1");
		refused(Reason.BLOCKED, expected, plan, Fixes.EVERYTHING);
		ObjectReference column = new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "t"), "currency");
		FixPlan constant = Fixes.plan(this.database, expected, FixOptions.defaults().withFill(Map.of(column, "'EUR'")));
		assertThat(constant.hazards()).isEmpty();
		Fixes.apply(this.database, expected, constant);
		assertThat(this.database.count("t WHERE currency = 'EUR'")).isEqualTo(2);
	}

	@Test
	void valuesForAnExistingColumnFireNoTrigger() {
		this.database.execute("""
				CREATE TABLE t (id int PRIMARY KEY, n int, changed int NOT NULL DEFAULT 0);
				INSERT INTO t VALUES (1, NULL), (2, 5);
				CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
				  $$ BEGIN NEW.changed = NEW.changed + 1; RETURN NEW; END $$;
				CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()""");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, changed int NOT NULL DEFAULT 0);
				CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
				  $$ BEGIN NEW.changed = NEW.changed + 1; RETURN NEW; END $$;
				CREATE TRIGGER touch BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION touch()""");
		ObjectReference column = new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "t"), "n");
		Fixes.apply(this.database, expected,
				Fixes.plan(this.database, expected, FixOptions.defaults().withFill(Map.of(column, "id * 10"))));
		assertThat(this.database.query("SELECT id, n, changed FROM t ORDER BY id"))
			.containsExactly(Map.of("id", 1, "n", 10, "changed", 0), Map.of("id", 2, "n", 5, "changed", 0));
	}

	@Test
	void aValueThatThePlanHasNoUseForIsRefused() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, note text); INSERT INTO t VALUES (1, NULL)");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE t (id int PRIMARY KEY, note text, noted date NOT NULL,
				  twice int GENERATED ALWAYS AS (id * 2) STORED);
				CREATE TABLE other (id int NOT NULL)""");
		refusedFill(expected, "note", "There is a value to fill public.t.note with", "Did you mean 'public.t.noted'?");
		refusedFill(expected, "twice", "public.t.twice", "neither adds it as a plain column");
		ObjectReference id = new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "other"), "id");
		Map<ObjectReference, String> fill = Map.of(column("noted"), "'2026-01-01'", column("id"), "0", id, "0");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults().withFill(fill)));
		assertThat(this.database.count("t WHERE noted = '2026-01-01'")).isEqualTo(1);
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults().withFill(fill)).isEmpty()).isTrue();
	}

	private void refusedFill(DatabaseSchema expected, String column, String... message) {
		FixOptions options = FixOptions.defaults().withFill(Map.of(column(column), "'x'"));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Fixes.plan(this.database, expected, options))
			.satisfies((ex) -> assertThat(ex.getMessage()).contains(message));
	}

	private static ObjectReference column(String name) {
		return new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "t"), name);
	}

	@Test
	void aRecreatedTableTakesValuesForColumnsThatMustNotBeNull() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, n text); INSERT INTO t VALUES (1, NULL), (2, '5')");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, n int NOT NULL, m int NOT NULL)");
		FixOptions options = FixOptions.defaults()
			.withRecreate(Set.of(QualifiedName.of("public", "t")))
			.withFill(Map.of(column("n"), "-1", column("m"), "r.id * 10"));
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, options));
		assertThat(this.database.query("SELECT id, n, m FROM t ORDER BY id"))
			.containsExactly(Map.of("id", 1, "n", -1, "m", 10), Map.of("id", 2, "n", 5, "m", 20));
	}

	@Test
	void aRenameThatLeadsNowhereIsRefused() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, total int); INSERT INTO t VALUES (1, 5)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, amount int)");
		QualifiedName t = QualifiedName.of("public", "t");
		refusedRename(expected, new RenameHint(t, "totl", "amount"),
				"Cannot rename 'totl' to 'amount': table public.t has neither. Did you mean 'total'?");
		this.database.execute("CREATE TABLE customer (id int)");
		DatabaseSchema other = Fixes.model("CREATE TABLE client (id int)");
		refusedRename(other, new RenameHint(QualifiedName.of("public", "client"), "custmer", null),
				"Cannot rename 'custmer' to 'client': the database has neither. Did you mean 'customer'?");
		FixOptions followed = FixOptions.defaults().withRenames(Set.of(new RenameHint(t, "total", "amount")));
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, followed));
		assertThat(this.database.count("t WHERE amount = 5")).isEqualTo(1);
		assertThat(Fixes.plan(this.database, expected, followed).isEmpty()).isTrue();
		this.database.execute("ALTER TABLE t ADD total int");
		refusedRename(expected, new RenameHint(t, "total", "amount"), "table public.t has both");
	}

	private void refusedRename(DatabaseSchema expected, RenameHint hint, String message) {
		FixOptions options = FixOptions.defaults().withRenames(Set.of(hint));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Fixes.plan(this.database, expected, options))
			.withMessageContaining(message);
	}

	@Test
	void namesThatMoveUpARowAreAllFollowed() {
		this.database.execute("CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 2)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (b int, c int)");
		QualifiedName t = QualifiedName.of("public", "t");
		FixOptions options = FixOptions.defaults()
			.withRenames(Set.of(new RenameHint(t, "a", "b"), new RenameHint(t, "b", "c")));
		FixPlan plan = Fixes.plan(this.database, expected, options);
		assertThat(plan.statements()).hasSize(2);
		Fixes.apply(this.database, expected, plan);
		assertThat(this.database.query("SELECT b, c FROM t")).containsExactly(Map.of("b", 1, "c", 2));
	}

	@Test
	void tellsWhichRowsDoNotCast() {
		this.database
			.execute("CREATE TABLE t (id int PRIMARY KEY, price text); INSERT INTO t VALUES (1, '1.5'), (7, 'x')");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, price numeric(10,2))");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.isBlocked()).isTrue();
		this.database.execute("UPDATE t SET price = '2' WHERE id = 7");
		FixPlan second = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(second.hazards()).containsExactly(Hazard.TABLE_REWRITE);
		Fixes.apply(this.database, expected, second);
		assertThat(this.database.count("t WHERE price = 1.50")).isEqualTo(1);
	}

	@Test
	void silentLossThatHasBecomePossibleIsRefused() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, n numeric); INSERT INTO t VALUES (1, 5)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY, n integer)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.hazards()).doesNotContain(Hazard.DATA_LOSS);
		this.database.execute("INSERT INTO t VALUES (2, 5.5)");
		refused(Reason.CHANGED, expected, plan, Fixes.EVERYTHING);
		assertThat(this.database.count("t WHERE n = 5.5")).isEqualTo(1);
	}

	@Test
	void aTableThatWasEmptyAndIsNoMoreIsNotDropped() {
		this.database.execute("CREATE TABLE gone (id int)");
		DatabaseSchema expected = Fixes.model("");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		assertThat(plan.hazards()).isEmpty();
		this.database.execute("INSERT INTO gone VALUES (1)");
		refused(Reason.CHANGED, expected, plan, FixApproval.none());
		assertThat(this.database.count("gone")).isEqualTo(1);
	}

	@Test
	void aPlanIsOnlyForTheSchemaItWasMadeFor() {
		this.database.execute("CREATE TABLE t (id int)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, note text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		this.database.execute("ALTER TABLE t ADD other int");
		refused(Reason.CHANGED, expected, plan, FixApproval.none());
		try (TestDatabase twin = TestDatabase.create()) {
			twin.execute("CREATE TABLE t (id int)");
			assertThatExceptionOfType(FixRefusedException.class).isThrownBy(() -> Fixes.apply(twin, expected, plan))
				.withMessageContaining("another database");
		}
	}

	@Test
	void aPlanSurvivesItsFileAndAnEditedFileIsRefused(@TempDir Path folder) throws IOException {
		this.database
			.execute("CREATE TABLE t (id int PRIMARY KEY, price text, n numeric); INSERT INTO t VALUES (1, 'x', 5)");
		DatabaseSchema expected = Fixes
			.model("CREATE TABLE t (id int PRIMARY KEY, price numeric, n int, \"a.b\" text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		Path file = folder.resolve("plan.json");
		Files.writeString(file, plan.toJson());
		assertThat(FixPlan.read(file)).isEqualTo(plan);
		Files.writeString(file, plan.toJson().replace("numeric", "integer"));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> FixPlan.read(file))
			.withMessageContaining("checksum");
	}

	@Test
	void dependentsComeBackWithOwnerGrantsAndComment() {
		this.database.execute("""
				DO $$ BEGIN CREATE ROLE fix_owner; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
				DO $$ BEGIN CREATE ROLE fix_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
				GRANT USAGE, CREATE ON SCHEMA public TO fix_owner;
				CREATE TABLE t (id int PRIMARY KEY, price int);
				INSERT INTO t VALUES (1, 5);
				GRANT SELECT ON t TO fix_owner;
				CREATE VIEW v AS SELECT id, price FROM t;
				COMMENT ON VIEW v IS 'prices';
				ALTER VIEW v OWNER TO fix_owner;
				GRANT SELECT (price) ON v TO fix_reader;
				GRANT INSERT ON v TO fix_reader WITH GRANT OPTION;
				CREATE VIEW w AS SELECT price FROM v""");
		String rights = "SELECT relowner::regrole::text || coalesce(relacl::text, '') || (SELECT string_agg(attacl::text, '') FROM pg_attribute WHERE attrelid = c.oid) || obj_description(oid) FROM pg_class c WHERE relname = 'v'";
		Object before = this.database.queryForValue(rights);
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE t (id int PRIMARY KEY, price bigint);
				CREATE VIEW v AS SELECT id, price FROM t;
				CREATE VIEW w AS SELECT price FROM v""");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(this.database.queryForValue(rights)).isEqualTo(before);
		assertThat(this.database.queryForValue("SELECT pg_typeof(price)::text FROM w")).isEqualTo("bigint");
	}

	@Test
	void aViewOutsideOfTheModelIsRefusedAndNothingHappens() {
		this.database.execute("CREATE TABLE t (id int, price int); INSERT INTO t VALUES (1, 5)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, price bigint)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		this.database.execute("CREATE VIEW unknown AS SELECT price FROM t");
		refused(Reason.CHANGED, expected, plan, Fixes.EVERYTHING);
		assertThat(this.database.queryForValue("SELECT pg_typeof(price)::text FROM t")).isEqualTo("integer");
	}

	@Test
	void statisticsAreTheSameWhateverTheOrderOfColumns() {
		this.database.execute("CREATE TABLE t (b int, a int); CREATE STATISTICS s ON a, b, (a + b) FROM t");
		DatabaseSchema expected = Fixes
			.model("CREATE TABLE t (a int, b int); CREATE STATISTICS s ON a, b, (a + b) FROM t");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.isEmpty()).as(plan.toText()).isTrue();
		DatabaseSchema other = Fixes.model("CREATE TABLE t (a int, b int); CREATE STATISTICS s ON a, (a + b) FROM t");
		assertThat(Fixes.plan(this.database, other, FixOptions.defaults()).isEmpty()).isFalse();
	}

	@Test
	void aPublicationThatIsMadeAnewTakesItsTablesAlong() {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, v int); INSERT INTO t VALUES (1, 2); "
				+ "CREATE PUBLICATION fixed FOR TABLE t");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id bigint PRIMARY KEY, v bigint); "
				+ "CREATE PUBLICATION fixed FOR TABLE t WITH (publish = 'insert')");
		FixOptions options = FixOptions.defaults().withRecreate(Set.of(QualifiedName.of("public", "t")));
		try {
			Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, options));
			assertThat(this.database.query("SELECT tablename::text AS t, pubupdate AS u FROM pg_publication_tables "
					+ "JOIN pg_publication USING (pubname)"))
				.containsExactly(Map.of("t", "t", "u", false));
			assertThat(this.database.count("t")).isEqualTo(1);
		}
		finally {
			this.database.execute("DROP PUBLICATION fixed");
		}
	}

	@Test
	void aFailingStatementUndoesAllBefore() {
		this.database
			.execute("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE t (id int); INSERT INTO t VALUES (1), (2)");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE a (id int PRIMARY KEY, note text);
				CREATE FUNCTION is_odd(n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n % 2 = 1 $$;
				CREATE TABLE t (id int CHECK (is_odd(id)))""");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.hazards()).contains(Hazard.MAY_FAIL_ON_DATA);
		refused(Reason.FAILED, expected, plan, Fixes.EVERYTHING);
		assertThat(
				this.database.query("SELECT 1 FROM pg_attribute WHERE attname = 'note' AND attrelid = 'a'::regclass"))
			.isEmpty();
	}

	@Test
	void rowsOfEndangeredTablesAreBackedUpAndCanBeRestored(@TempDir Path folder) {
		this.database
			.execute("CREATE TABLE t (id int PRIMARY KEY, secret text); INSERT INTO t VALUES (1, 'one'), (2, 'two')");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int PRIMARY KEY)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		FixReport report = Fixes
			.await(Fixes.service(this.database, expected).apply(plan, Fixes.EVERYTHING.withBackupDirectory(folder)));
		assertThat(report.backup()).isNotNull().exists();
		assertThat(report.backedUp()).containsExactly(Map.entry("t", 2L));
		this.database.execute("ALTER TABLE t ADD secret text; DELETE FROM t");
		Fixes.await(new RestoreService(this.database.administrative())
			.restore(RestoreRequest.from(java.util.Objects.requireNonNull(report.backup()))));
		assertThat(this.database.queryForValue("SELECT string_agg(secret, ',' ORDER BY id) FROM t"))
			.isEqualTo("one,two");
	}

	@Test
	void twoAtOnceAreRefusedAndNamed() throws SQLException {
		this.database.execute("CREATE TABLE t (id int)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, note text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			statement.execute("SET application_name = 'night shift'");
			statement.execute("SELECT pg_advisory_lock(" + 0x6462616461707401L + ")");
			assertThat(refused(Reason.BUSY, expected, plan, FixApproval.none())).contains("another fix", "night shift");
		}
	}

	@Test
	void aTableInUseIsNotWaitedForLong() throws SQLException {
		this.database.execute("CREATE TABLE t (id int)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, note text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("SET application_name = 'long report'");
			statement.execute("LOCK TABLE t IN ACCESS SHARE MODE");
			FixApproval hasty = FixApproval.none().withLockTimeout(Duration.ofMillis(200));
			assertThat(refused(Reason.BUSY, expected, plan, hasty)).contains("public.t", "long report");
		}
		assertThat(
				this.database.query("SELECT 1 FROM pg_attribute WHERE attname = 'note' AND attrelid = 't'::regclass"))
			.isEmpty();
	}

	@Test
	void aRoleWithoutRightsIsToldBeforeAnythingRuns() {
		this.database.execute(
				"""
						DO $$ BEGIN CREATE ROLE fix_nobody LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
						CREATE TABLE t (id int); GRANT SELECT ON t TO fix_nobody; GRANT USAGE ON SCHEMA public TO fix_nobody""");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, note text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		FixTarget target = Fixes.target(this.database, expected);
		FixService service = new FixService(new FixTarget(null,
				new AdministrativeDatabase(this.database.parameters("fix_nobody", "x")), target.expected()));
		StepVerifier.create(service.apply(plan, FixApproval.none()))
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(FixRefusedException.class)
				.hasMessageContaining("public.t belongs to")
				.hasMessageContaining("Nothing was run"))
			.verify(LIMIT);
	}

	@Test
	void aReadOnlyServerIsToldBeforeAnythingRuns() {
		this.database.execute("CREATE TABLE t (id int)");
		DatabaseSchema expected = Fixes.model("CREATE TABLE t (id int, note text)");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		this.database
			.execute("ALTER DATABASE \"%s\" SET default_transaction_read_only = on".formatted(this.database.name()));
		try {
			assertThat(refused(Reason.NOT_PERMITTED, expected, plan, FixApproval.none())).contains("read-only");
		}
		finally {
			try (TestDatabase other = TestDatabase.create()) {
				other.execute(
						"ALTER DATABASE \"%s\" RESET default_transaction_read_only".formatted(this.database.name()));
			}
		}
	}

	@Test
	void aConnectionCutInTheMiddleLeavesTheDatabaseAsBefore() {
		this.database.execute(
				"""
						CREATE TABLE t (id int);
						INSERT INTO t VALUES (1);
						CREATE FUNCTION cut() RETURNS int LANGUAGE sql AS 'SELECT pg_terminate_backend(pg_backend_pid())::int'""");
		DatabaseSchema expected = Fixes
			.model("""
					CREATE TABLE t (id int, first text, cut int DEFAULT 0 NOT NULL);
					CREATE FUNCTION cut() RETURNS int LANGUAGE sql AS 'SELECT pg_terminate_backend(pg_backend_pid())::int'""");
		ObjectReference column = new ObjectReference(ObjectKind.COLUMN, QualifiedName.of("public", "t"), "cut");
		FixPlan plan = Fixes.plan(this.database, expected,
				FixOptions.defaults().withFill(Map.of(column, "public.cut()")));
		StepVerifier.create(Fixes.service(this.database, expected).apply(plan, Fixes.EVERYTHING))
			.expectError()
			.verify(LIMIT);
		assertThat(this.database.query("SELECT 1 FROM pg_attribute WHERE attnum > 1 AND attrelid = 't'::regclass"))
			.isEmpty();
		assertThat(this.database.count("t")).isEqualTo(1);
	}

	@Test
	void renamesKeepTheValues() {
		this.database.execute("""
				CREATE TABLE client (id int PRIMARY KEY, mail text NOT NULL UNIQUE, CHECK (mail <> ''));
				INSERT INTO client VALUES (1, 'a@b');
				CREATE INDEX client_mail_idx ON client (lower(mail))""");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE customer (id int, email text NOT NULL, CONSTRAINT client_pkey PRIMARY KEY (id),
				  CONSTRAINT client_mail_key UNIQUE (email), CONSTRAINT client_mail_check CHECK (email <> ''));
				CREATE INDEX client_mail_idx ON customer (lower(email))""");
		QualifiedName customer = QualifiedName.of("public", "customer");
		FixOptions options = FixOptions.defaults()
			.withRenames(new TreeSet<>(
					Set.of(new RenameHint(customer, "client", null), new RenameHint(customer, "mail", "email"))));
		FixPlan plan = Fixes.plan(this.database, expected, options);
		assertThat(plan.statements()).extracting(FixStatement::sql)
			.containsExactly("ALTER TABLE \"public\".\"client\" RENAME TO \"customer\"",
					"ALTER TABLE \"public\".\"customer\" RENAME COLUMN \"mail\" TO \"email\"");
		Fixes.await(Fixes.service(this.database, expected).apply(plan, FixApproval.none()));
		assertThat(this.database.queryForValue("SELECT email FROM customer")).isEqualTo("a@b");
		assertThat(Fixes.plan(this.database, expected, options).isEmpty()).isTrue();
	}

	@Test
	void sequencesGoOnWhenAColumnBecomesAnIdentity() {
		this.database.execute(
				"CREATE TABLE t (id serial PRIMARY KEY, n int); INSERT INTO t (n) SELECT 1 FROM generate_series(1, 7)");
		DatabaseSchema expected = Fixes
			.model("CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int)");
		FixOptions options = FixOptions.defaults().withDropExtra(true);
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, options));
		this.database.execute("INSERT INTO t (n) VALUES (2)");
		assertThat(this.database.queryForValue("SELECT id FROM t WHERE n = 2")).isEqualTo(8);
	}

	@Test
	void aTableIsWrittenAnewWithItsRowsAndRights() {
		this.database.execute(
				"""
						DO $$ BEGIN CREATE ROLE fix_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
						CREATE TABLE parent (id int PRIMARY KEY);
						CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day date NOT NULL, p int REFERENCES parent);
						INSERT INTO parent VALUES (1);
						INSERT INTO t (day, p) SELECT date '2025-01-01' + g, 1 FROM generate_series(1, 5) g;
						GRANT SELECT ON t TO fix_reader;
						CREATE VIEW v AS SELECT day FROM t""");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE parent (id int PRIMARY KEY);
				CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, day date NOT NULL, p int REFERENCES parent,
				  PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
				CREATE TABLE t_2025 PARTITION OF t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
				CREATE VIEW v AS SELECT day FROM t""");
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.unresolved()).extracting(Fixes::reason)
			.contains("only by writing the table anew: FixWords.withRecreate(List.of(\"public.t\"))");
		FixOptions options = FixOptions.defaults().withRecreate(Set.of(QualifiedName.of("public", "t")));
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, options));
		assertThat(this.database.count("t_2025")).isEqualTo(5);
		this.database.execute("INSERT INTO t (day, p) VALUES ('2025-07-01', 1)");
		assertThat(this.database.queryForValue("SELECT max(id) FROM t")).isEqualTo(6);
		assertThat(this.database.queryForValue("SELECT has_table_privilege('fix_reader', 't', 'SELECT')"))
			.isEqualTo(true);
	}

	@Test
	void aValueIsAddedInPlaceUnlessThePlanUsesIt() {
		this.database.execute(
				"CREATE TYPE mood AS ENUM ('sad', 'glad'); CREATE TABLE t (id int, m mood); INSERT INTO t VALUES (1, 'sad')");
		DatabaseSchema added = Fixes
			.model("CREATE TYPE mood AS ENUM ('sad', 'calm', 'glad'); CREATE TABLE t (id int, m mood)");
		FixPlan plan = Fixes.plan(this.database, added, FixOptions.defaults());
		assertThat(plan.statements()).extracting(FixStatement::sql)
			.containsExactly("ALTER TYPE \"public\".\"mood\" ADD VALUE 'calm' AFTER 'sad'");
		DatabaseSchema used = Fixes
			.model("CREATE TYPE mood AS ENUM ('sad', 'calm', 'glad'); CREATE TABLE t (id int, m mood DEFAULT 'calm')");
		FixPlan swap = Fixes.plan(this.database, used, FixOptions.defaults());
		assertThat(swap.hazards()).contains(Hazard.TABLE_REWRITE, Hazard.LOCKS_READS);
		Fixes.apply(this.database, used, swap);
		this.database.execute("INSERT INTO t (id) VALUES (2)");
		assertThat(this.database.queryForValue("SELECT string_agg(m::text, ',' ORDER BY id) FROM t"))
			.isEqualTo("sad,calm");
	}

	@Test
	void onlineBlocksNobodyAndClearsAnInvalidIndexAway() {
		this.database.execute("""
				CREATE TYPE mood AS ENUM ('sad', 'glad');
				CREATE TABLE p (id int PRIMARY KEY);
				CREATE TABLE t (id int, email text, p int, m mood);
				INSERT INTO p VALUES (1);
				INSERT INTO t VALUES (1, 'a', 1, 'sad'), (2, 'a', 1, 'glad')""");
		DatabaseSchema expected = Fixes.model("""
				CREATE TYPE mood AS ENUM ('sad', 'glad', 'calm');
				CREATE TABLE p (id int PRIMARY KEY);
				CREATE TABLE t (id int PRIMARY KEY, email text NOT NULL CHECK (email <> ''), p int REFERENCES p,
				  m mood DEFAULT 'calm', CONSTRAINT one UNIQUE (id, email) INCLUDE (p));
				CREATE UNIQUE INDEX t_email ON t (email);
				CREATE INDEX t_p ON t (p);
				COMMENT ON INDEX t_p IS 'for the report'""");
		FixOptions online = FixOptions.defaults().withOnline(true);
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).hazards()).contains(Hazard.LOCKS_READS,
				Hazard.LOCKS_WRITES);
		assertThat(Fixes.plan(this.database, expected, online).isBlocked()).isTrue();
		this.database.execute("UPDATE t SET email = 'b' WHERE id = 2");
		FixPlan plan = Fixes.plan(this.database, expected, online);
		assertThat(plan.hazards()).isEmpty();
		assertThat(plan.statements()).extracting(FixStatement::sql)
			.anyMatch((sql) -> sql.startsWith("CREATE UNIQUE INDEX CONCURRENTLY \"t_email\""))
			.anyMatch((sql) -> sql.contains(" VALIDATE CONSTRAINT "));
		this.database.execute("CREATE UNIQUE INDEX t_email ON t (email)");
		this.database.execute("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 't_email'::regclass");
		refused(Reason.CHANGED, expected, plan, FixApproval.none());
		FixPlan again = Fixes.plan(this.database, expected, online);
		Fixes.await(Fixes.service(this.database, expected).apply(again, FixApproval.none()));
		assertThat(Fixes.plan(this.database, expected, online.withDropExtra(true)).isEmpty()).isTrue();
		assertThat(this.database.count("t")).isEqualTo(2);
	}

	@Test
	void aChangedIndexServesUntilTheNewOneIsThere() {
		this.database.execute("""
				CREATE TABLE t (id int, r int);
				INSERT INTO t VALUES (1, 1), (2, 0);
				CREATE INDEX t_r ON t (r);
				COMMENT ON INDEX t_r IS 'kept'""");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE t (id int, r int);
				CREATE INDEX t_r ON t ((10 / r));
				COMMENT ON INDEX t_r IS 'kept'""");
		FixOptions online = FixOptions.defaults().withOnline(true);
		FixPlan plan = Fixes.plan(this.database, expected, online);
		assertThat(plan.hazards()).isEmpty();
		refused(Reason.FAILED, expected, plan, FixApproval.none());
		assertThat(this.database.queryForValue(
				"SELECT pg_get_indexdef(indexrelid) FROM pg_index" + " WHERE indisvalid AND indrelid = 't'::regclass"))
			.isEqualTo("CREATE INDEX t_r__old ON public.t USING btree (r)");
		this.database.execute("UPDATE t SET r = 5 WHERE r = 0");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, online));
		assertThat(Fixes.plan(this.database, expected, online).isEmpty()).isTrue();
		assertThat(this.database.queryForValue(
				"SELECT string_agg(indexrelid::regclass::text, ',') FROM pg_index" + " WHERE indrelid = 't'::regclass"))
			.isEqualTo("t_r");
	}

	@Test
	void aBuildThatFailsOutsideOfTheTransactionIsFinishedByTheNextPlan() {
		this.database.execute("CREATE TABLE t (id int, r int); INSERT INTO t VALUES (1, 1), (2, 0)");
		DatabaseSchema expected = Fixes.model("""
				CREATE TABLE t (id int, r int, note text);
				CREATE INDEX t_inverse ON t ((10 / r))""");
		String valid = "SELECT indisvalid FROM pg_index WHERE indexrelid = 't_inverse'::regclass";
		FixOptions online = FixOptions.defaults().withOnline(true);
		FixPlan plan = Fixes.plan(this.database, expected, online);
		assertThat(refused(Reason.FAILED, expected, plan, Fixes.EVERYTHING)).contains("division by zero",
				"a new plan with FixWords.withOnline(true) goes on from there");
		assertThat(this.database.queryForValue(valid)).isEqualTo(false);
		this.database.execute("UPDATE t SET r = 5 WHERE r = 0");
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, online));
		assertThat(Fixes.plan(this.database, expected, online).isEmpty()).isTrue();
		assertThat(this.database.queryForValue(valid)).isEqualTo(true);
	}

	private String refused(Reason reason, DatabaseSchema expected, FixPlan plan, FixApproval approval) {
		String[] message = new String[1];
		StepVerifier.create(Fixes.service(this.database, expected).apply(plan, approval)).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(FixRefusedException.class);
			assertThat(((FixRefusedException) ex).getReason()).isEqualTo(reason);
			message[0] = String.valueOf(ex.getMessage());
		}).verify(LIMIT);
		assertThat(message[0]).doesNotContainPattern(Fixes.OPTION);
		return message[0];
	}

}
