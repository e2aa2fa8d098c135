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

@PostgresTest
class ConnectCommandTests {

	private static final String SCHEMA = """
			CREATE TABLE categories (id int PRIMARY KEY, name text NOT NULL);
			CREATE TABLE products (id int PRIMARY KEY, name text, active boolean DEFAULT true);
			""";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	ConnectCommandTests(TestDatabase database) {
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
				""".formatted(this.database.url()));
	}

	@Test
	void printsTheCountsAndWritesTheLockFile() {
		Outcome outcome = this.shell.run("connect", "local");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.err()).isEmpty();
		assertThat(outcome.out()).startsWith("local (named explicitly)")
			.contains("schema not checked", this.shell.lockFile() + " names local")
			.containsPattern("products +1,500\n");
		assertThat(this.shell.lockFile()).hasContent("local");
		assertThat(this.shell.run("status").out()).startsWith("local (named in ");
	}

	@Test
	void asJson() {
		Outcome outcome = this.shell.run("connect", "--profile", "local", "--output", "json");
		JsonNode json = outcome.json();
		assertThat(json.get("success").booleanValue()).isTrue();
		assertThat(json.get("profileName").stringValue()).isEqualTo("local");
		assertThat(json.get("schemaValid").isNull()).isTrue();
		assertThat(json.get("locked").stringValue()).isEqualTo("local");
		assertThat(json.get("tables").findValuesAsString("rows")).containsExactly("0", "1500");
	}

	@Test
	void withoutALockFileNoneIsWritten() {
		Outcome outcome = this.shell.with("db.lock-file", "none").run("connect", "local");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("no lock file is written");
	}

	@Test
	void anUnreachableHostLeavesTheLockFileAlone() throws Exception {
		Files.writeString(this.shell.lockFile(), "local\n");
		Outcome outcome = this.shell.run("connect", "rds", "--verbose");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.err()).startsWith("✗ Could not connect to localhost:1/shop");
		assertThat(outcome.out() + outcome.err()).doesNotContain("s3cret-word");
		assertThat(this.shell.lockFile()).hasContent("local");
		Outcome json = this.shell.run("connect", "rds", "--output", "json");
		assertThat(json.status()).isEqualTo(3);
		assertThat(json.json().get("profileName").stringValue()).isEqualTo("rds");
		assertThat(json.json().get("schemaValid").isNull()).isTrue();
		assertThat(json.json().get("error").stringValue()).contains("localhost:1/shop");
	}

	@Test
	void anUnknownProfileIsWrongUsage() {
		Outcome outcome = this.shell.run("connect", "locla");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("no profile 'locla'", "Did you mean 'local'?");
		assertThat(this.shell.run("connect", "local", "--profile", "rds").status()).isEqualTo(2);
	}

	@Test
	void whatWinsOverTheLockFileIsTold() {
		this.shell.with("DB_PROFILE", "rds");
		Outcome outcome = this.shell.run("connect", "local");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.err()).contains("rds (from DB_PROFILE)");
	}

	@Test
	void aDatabaseUrlIsConnectedToButNotRemembered() {
		Outcome outcome = this.shell.with("DATABASE_URL", this.database.url()).run("connect");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("no lock file is written", "DATABASE_URL");
		assertThat(this.shell.lockFile()).doesNotExist();
	}

}
