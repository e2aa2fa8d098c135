package io.github.dbadapter.schema.fix;

import java.time.Duration;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what is said of rights before anything runs.
 */
@PostgresTest
class FixRightsTests {

	private static final String ROLE = "fix_limited";

	private final TestDatabase database;

	FixRightsTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute(
				"""
						DROP SCHEMA public CASCADE; CREATE SCHEMA public;
						DO $$ BEGIN CREATE ROLE fix_limited LOGIN PASSWORD 'x'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
						GRANT USAGE ON SCHEMA public TO fix_limited;
						CREATE TABLE own (id int);
						ALTER TABLE own OWNER TO fix_limited""");
	}

	@Test
	void makingSomethingNewNeedsCreateOnTheSchema() {
		assertThat(refused("CREATE TABLE own (id int, note text); CREATE TABLE more (id int)"))
			.contains("statement 1 needs CREATE on schema public");
		this.database.execute("GRANT CREATE ON SCHEMA public TO fix_limited");
		applied("CREATE TABLE own (id int, note text); CREATE TABLE more (id int)");
		assertThat(this.database.count("more")).isZero();
	}

	@Test
	void whatIsNotATableHasAnOwnerToo() {
		this.database.execute("""
				CREATE VIEW v AS SELECT 1 AS a; CREATE TYPE mood AS ENUM ('sad');
				CREATE FUNCTION f(a int, b text) RETURNS int LANGUAGE sql AS 'SELECT 1';
				GRANT CREATE ON SCHEMA public TO fix_limited""");
		assertThat(refused("""
				CREATE TABLE own (id int); CREATE TYPE mood AS ENUM ('sad', 'glad');
				CREATE VIEW v AS SELECT 1 AS a, 2 AS b;
				CREATE FUNCTION f(a int, b text) RETURNS text LANGUAGE sql AS 'SELECT 1'"""))
			.contains("needs the owner of view public.v")
			.contains("needs the owner of type public.mood")
			.contains("needs the owner of function public.f(");
	}

	@Test
	void aReferenceToTheTableOfAnotherNeedsNoMoreThanReferences() {
		this.database.execute("CREATE TABLE other (id int PRIMARY KEY)");
		String expected = "CREATE TABLE other (id int PRIMARY KEY); CREATE TABLE own (id int REFERENCES other)";
		assertThat(refused(expected)).contains("needs REFERENCES on the columns of public.other");
		this.database.execute("GRANT REFERENCES ON other TO fix_limited");
		applied(expected);
	}

	@Test
	void anExtensionThatIsNotTrustedNeedsASuperuser() {
		this.database.execute("GRANT CREATE ON DATABASE \"%s\" TO fix_limited".formatted(this.database.name()));
		assertThat(refused("CREATE TABLE own (id int); CREATE EXTENSION file_fdw"))
			.contains("needs a superuser to create extension file_fdw");
	}

	private String refused(String expected) {
		DatabaseSchema model = Fixes.model(expected);
		FixPlan plan = Fixes.plan(this.database, model, FixOptions.defaults());
		String before = fingerprint();
		String[] message = new String[1];
		StepVerifier.create(service(model).apply(plan, Fixes.EVERYTHING)).expectErrorSatisfies((ex) -> {
			assertThat(ex).isInstanceOf(FixRefusedException.class);
			assertThat(((FixRefusedException) ex).getReason()).isEqualTo(Reason.NOT_PERMITTED);
			message[0] = String.valueOf(ex.getMessage());
		}).verify(Duration.ofMinutes(1));
		assertThat(fingerprint()).isEqualTo(before);
		return message[0];
	}

	private String fingerprint() {
		return io.github.dbadapter.schema.diff.SchemaFingerprint.of(Fixes.read(this.database));
	}

	private void applied(String expected) {
		DatabaseSchema model = Fixes.model(expected);
		FixPlan plan = Fixes.plan(this.database, model, FixOptions.defaults());
		Fixes.await(service(model).apply(plan, Fixes.EVERYTHING));
	}

	private FixService service(DatabaseSchema expected) {
		return new FixService(new FixTarget(null, new AdministrativeDatabase(this.database.parameters(ROLE, "x")),
				Fixes.target(this.database, expected).expected()));
	}

}
