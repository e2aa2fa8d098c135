package io.github.dbadapter.shell;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * With a {@code db.toml} as the Python library's README has it.
 */
@PostgresTest
class SchemaScenarioTests {

	private static final String SCHEMA = """
			CREATE TABLE categories (id int PRIMARY KEY, name text NOT NULL);
			CREATE TABLE products (id int PRIMARY KEY, name text, active boolean DEFAULT true);
			""";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	SchemaScenarioTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void configure() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; " + SCHEMA
				+ "INSERT INTO products SELECT generate_series(1, 1500)");
		this.shell = new ShellHarness(this.folder);
		this.shell.withConfig("""
				[profiles.local]
				url = "%s"
				description = "Local development"

				[profiles.rds]
				url = "postgresql://app:[YOUR-PASSWORD]@localhost:1/shop"
				db_password = "s3cret-word"
				description = "AWS RDS"

				[schema]
				file = "%s"
				validate_on_connect = true
				""".formatted(this.database.url(), this.shell.write("schema.sql", SCHEMA)));
	}

	@Test
	void printsTheCountsAndWritesTheLockFileSoThatTheOthersNeedNoArguments() {
		this.shell.with("DB_PROFILE", "local");
		Outcome connect = this.shell.run("connect");
		assertThat(connect.err()).isEmpty();
		assertThat(connect.out()).startsWith("local (from DB_PROFILE)   expected ")
			.contains("✓ in sync in 2 tables")
			.containsPattern("categories +0\n")
			.containsPattern("products +1,500\n");
		assertThat(connect.status()).isZero();
		assertThat(this.shell.lockFile()).hasContent("local");

		this.shell.with("DB_PROFILE", "");
		assertThat(this.shell.run("status").out()).startsWith("local (named in ").contains("names local");
		assertThat(this.shell.run("profiles").out()).containsPattern("\\* +local ");
		Outcome validate = this.shell.run("validate");
		assertThat(validate.status()).isZero();
		assertThat(validate.out()).startsWith("local (named in ").endsWith("✓ in sync in 2 tables\n");
	}

	@Test
	void missingColumnsAreListedExactlyAndTheLockFileIsLeftAlone() throws Exception {
		this.database.execute("ALTER TABLE categories DROP name; ALTER TABLE products DROP active");
		Files.writeString(this.shell.lockFile(), "rds\n");
		for (String command : new String[] { "connect", "validate" }) {
			Outcome outcome = this.shell.run(command, "--profile", "local");
			assertThat(outcome.status()).isEqualTo(1);
			assertThat(outcome.out().lines().filter((line) -> line.startsWith("BREAKING"))).hasSize(2)
				.anyMatch((line) -> line.matches("BREAKING +categories.name +column missing +expected +text not null"))
				.anyMatch((line) -> line.matches("BREAKING +products.active +column missing +expected .*boolean.*"));
			assertThat(outcome.out()).contains("✗ 2 breaking, 0 drift, 0 extra in 2 tables");
			assertThat(this.shell.lockFile()).hasContent("rds");
		}
	}

	@Test
	void driftAsJson() {
		this.database.execute("ALTER TABLE products DROP active");
		Outcome connect = this.shell.run("connect", "local", "--output", "json");
		assertThat(connect.status()).isEqualTo(1);
		JsonNode json = connect.json();
		assertThat(json.get("success").booleanValue()).isFalse();
		assertThat(json.get("schemaValid").booleanValue()).isFalse();
		assertThat(json.get("locked").isNull()).isTrue();
		JsonNode difference = json.get("schemaReport").get("differences").get(0);
		assertThat(difference.get("type").stringValue()).isEqualTo("COLUMN_MISSING");
		assertThat(difference.get("object").stringValue()).isEqualTo("public.products.active");

		Outcome validate = this.shell.run("validate", "--profile", "local", "--output", "json");
		assertThat(validate.status()).isEqualTo(1);
		assertThat(validate.json().get("profile").stringValue()).isEqualTo("local");
		assertThat(validate.json().get("status").stringValue()).isEqualTo("DRIFTED");
		assertThat(validate.json().get("summary").get("breaking").asInt()).isEqualTo(1);
		assertThat(validate.json().get("differences").get(0)).isEqualTo(difference);
		assertThat(validate.err()).isEmpty();
		assertThat(this.shell.lockFile()).doesNotExist();
	}

	@Test
	void extraIsInSyncUnlessStrict() {
		this.database.execute("CREATE TABLE tmp (id int)");
		Outcome lenient = this.shell.run("validate", "--profile", "local");
		assertThat(lenient.status()).isZero();
		assertThat(lenient.out()).contains("EXTRA", "tmp");
		assertThat(this.shell.run("validate", "--profile", "local", "--strict").status()).isEqualTo(1);
		assertThat(this.shell.run("connect", "local").status()).isZero();
		assertThat(this.shell.lockFile()).hasContent("local");
	}

	@Test
	void anotherExpectationCanBeGiven() {
		String other = this.shell.write("other.sql", "CREATE TABLE orders (id int)").toString();
		Outcome outcome = this.shell.run("diff", "--profile", "local", "--schema-file", other);
		assertThat(outcome.status()).isEqualTo(1);
		assertThat(outcome.out()).containsPattern("BREAKING +orders +table missing");
		try (TestDatabase second = TestDatabase.create()) {
			second.execute(SCHEMA + "CREATE TABLE more (id int)");
			this.shell.withProfile("second", second);
			assertThat(this.shell.run("validate", "--profile", "local", "--against", "second").out())
				.containsPattern("BREAKING +more +table missing");
			assertThat(this.shell.run("validate", "--profile", "second", "--against", "local").status()).isZero();
		}
	}

	@Test
	void withoutAnExpectationThereIsNothingToCompare() {
		Outcome outcome = new ShellHarness(this.folder).withProfile("local", this.database).run("validate");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("db.schema.file", "--schema-file", "--against");
		Outcome both = this.shell.run("validate", "--profile", "local", "--against", "rds", "--schema-file", "a.sql");
		assertThat(both.status()).isEqualTo(2);
		assertThat(both.err()).contains("exclude each other");
	}

	@Test
	void aSchemaFileThatIsNotThereIsWrongUsage() {
		Outcome outcome = this.shell.run("validate", "--profile", "local", "--schema-file", "absent.sql");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).startsWith("✗ ").contains("absent.sql").doesNotContain("Exception");
		assertThat(outcome.out()).isEmpty();
	}

	@Test
	void aSchemaFileThatPostgresRejectsIsWrongUsage() {
		String broken = this.shell.write("broken.sql", "CREATE TABLE a (id int);\nCREATE TABEL b (id int);").toString();
		Outcome outcome = this.shell.run("validate", "--profile", "local", "--schema-file", broken);
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("broken.sql", "TABEL");
	}

	@Test
	void anUnknownProfileIsWrongUsage() {
		Outcome outcome = this.shell.run("connect", "locla");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("no profile 'locla'", "Did you mean 'local'?");
		assertThat(this.shell.run("connect", "local", "--profile", "rds").status()).isEqualTo(2);
		assertThat(this.shell.run("validate", "--against", "locla", "--profile", "local").status()).isEqualTo(2);
	}

}
