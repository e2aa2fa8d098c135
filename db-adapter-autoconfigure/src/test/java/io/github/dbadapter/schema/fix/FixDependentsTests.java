package io.github.dbadapter.schema.fix;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a plan says about what uses the objects that it changes.
 */
@PostgresTest
class FixDependentsTests {

	private final TestDatabase database;

	FixDependentsTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute("""
				DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS reporting CASCADE;
				CREATE SCHEMA reporting""");
	}

	@Test
	void aViewInASchemaThatIsNotComparedBlocksADropAndAChangeOfType() {
		this.database.execute("""
				CREATE TABLE t (id int, price int, gone int, free int);
				CREATE VIEW reporting.prices AS SELECT price, gone FROM t""");
		FixPlan plan = plan("CREATE TABLE t (id int, price bigint, free bigint)",
				FixOptions.defaults().withDropExtra(true));
		assertThat(blocking(plan)).hasSize(2)
			.allSatisfy((hazard) -> assertThat(hazard.consequence()).contains("view reporting.prices"));
		assertThat(plan.toText()).contains("✗", "breaks-dependents", "view reporting.prices", "db.schema.schemas");
		refused(plan, "known to fail");
		assertThat(FixPlanJson.read(plan.toJson(), "plan")).isEqualTo(plan);
		assertThat(blocking(
				plan("CREATE TABLE t (id int, price int, gone int, free bigint, more int)", FixOptions.defaults())))
			.isEmpty();
	}

	@Test
	void allKindsOfDependentsAreSeen() {
		this.database.execute("""
				CREATE TYPE mood AS ENUM ('sad', 'glad');
				CREATE TABLE t (id int PRIMARY KEY, m mood);
				CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
				CREATE SEQUENCE s;
				CREATE TABLE reporting.child (t int REFERENCES t, m mood, n int DEFAULT nextval('s'));
				CREATE TRIGGER fire BEFORE INSERT ON reporting.child FOR EACH ROW EXECUTE FUNCTION f()""");
		FixPlan plan = plan("CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE t (id int, m mood)",
				FixOptions.defaults().withDropExtra(true));
		assertThat(blocking(plan)).extracting(FixHazard::consequence)
			.allMatch((text) -> text.startsWith("table reporting.child depends on "))
			.anyMatch((text) -> text.contains("public.mood"))
			.anyMatch((text) -> text.contains("public.f()"))
			.anyMatch((text) -> text.contains("public.s "))
			.anyMatch((text) -> text.contains("public.t.t_pkey"));
	}

	@Test
	void routinesThatNameWhatGoesAreTold() {
		this.database.execute("""
				CREATE TABLE t (id int, price int, gone int);
				CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS
				  $$ BEGIN RETURN (SELECT sum(price) FROM t); END $$;
				CREATE FUNCTION reporting.old() RETURNS bigint LANGUAGE sql AS $$ SELECT sum(gone) FROM public.t $$;
				CREATE FUNCTION reporting.other() RETURNS text LANGUAGE sql AS $$ SELECT 'gone'::text $$""");
		String total = "CREATE FUNCTION total() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT sum(%s) FROM t); END $$";
		FixPlan drop = plan("CREATE TABLE t (id int, price int); " + total.formatted("price"),
				FixOptions.defaults().withDropExtra(true));
		assertThat(breaking(drop)).singleElement()
			.satisfies((hazard) -> assertThat(hazard.consequence()).startsWith("routine reporting.old() may fail"));
		assertThat(drop.isBlocked()).isFalse();
		FixOptions rename = FixOptions.defaults()
			.withRenames(Set.of(new RenameHint(QualifiedName.of("public", "t"), "price", "cost")));
		assertThat(breaking(plan("CREATE TABLE t (id int, cost int, gone int); " + total.formatted("price"), rename)))
			.extracting(FixHazard::consequence)
			.containsExactly("routine public.total() may fail when called: the body uses the old name price");
		assertThat(breaking(plan("CREATE TABLE t (id int, cost int, gone int); " + total.formatted("cost"), rename)))
			.isEmpty();
	}

	@Test
	void aFunctionWithAnotherResultMayBreakItsCallers() {
		this.database.execute("""
				CREATE FUNCTION rate() RETURNS int LANGUAGE sql AS 'SELECT 1';
				CREATE FUNCTION caller() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN rate(); END'""");
		FixPlan plan = plan("""
				CREATE FUNCTION rate() RETURNS text LANGUAGE sql AS 'SELECT 1::text';
				CREATE FUNCTION caller() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN rate(); END'""",
				FixOptions.defaults());
		assertThat(breaking(plan)).extracting(FixHazard::consequence)
			.containsExactly("routine public.caller() may fail when called: the body names function public.rate(), "
					+ "which changes its arguments or result");
	}

	private static List<FixHazard> breaking(FixPlan plan) {
		return plan.statements()
			.stream()
			.flatMap((statement) -> statement.hazards().stream())
			.filter((hazard) -> hazard.type() == Hazard.BREAKS_DEPENDENTS)
			.toList();
	}

	private static List<FixHazard> blocking(FixPlan plan) {
		return breaking(plan).stream().filter(FixHazard::blocks).toList();
	}

	private void refused(FixPlan plan, String part) {
		StepVerifier
			.create(new FixService(target(Fixes.model("CREATE TABLE t (id int, price bigint, free bigint)")))
				.apply(plan, Fixes.EVERYTHING))
			.expectErrorMatches((ex) -> String.valueOf(ex.getMessage()).contains(part))
			.verify(Duration.ofMinutes(1));
	}

	private FixPlan plan(String sql, FixOptions options) {
		return Fixes.await(new FixService(target(Fixes.model(sql))).plan(options, 0));
	}

	/** Looks at the schema public alone. */
	private FixTarget target(DatabaseSchema expected) {
		return Fixes.target(this.database, expected, "public");
	}

}
