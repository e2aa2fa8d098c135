package io.github.dbadapter.shell;

import java.nio.file.Path;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class ProfilesCommandTests {

	private static final String CONFIG = """
			[profiles.local]
			url = "postgresql://app:s3cret-word@localhost:1/shop"
			description = "Local development"

			[profiles.production]
			url = "postgresql+asyncpg://app:[YOUR-PASSWORD]@db1:5432,db2:5433/shop?sslmode=require"
			db_password = "s3cret-word"
			protected = true

			[profiles.odd]
			url = "mysql://app:s3cret-word@localhost/shop"
			""";

	@TempDir
	private Path folder;

	private ShellHarness shell;

	@BeforeEach
	void configure() {
		this.shell = new ShellHarness(this.folder).withConfig(CONFIG);
	}

	@Test
	void listsAllWithoutConnectingAndMarksTheActiveOne() {
		Outcome outcome = this.shell.with("DB_PROFILE", "production").run("profiles");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out().lines())
			.anyMatch((line) -> line.matches(" +local +localhost:1/shop +Local development"))
			.anyMatch((line) -> line.matches("\\* +production +db1:5432,db2:5433/shop +protected"))
			.anyMatch((line) -> line.matches(" +odd .*malformed.*"))
			.contains("active: production (from DB_PROFILE)");
		assertThat(outcome.err()).isEmpty();
	}

	@Test
	void theSameAsJson() {
		Outcome outcome = this.shell.with("DB_PROFILE", "local").run("profiles", "--output", "json");
		assertThat(outcome.status()).isZero();
		JsonNode json = outcome.json();
		assertThat(json.get("active").stringValue()).isEqualTo("local");
		assertThat(json.get("origin").stringValue()).isEqualTo("from DB_PROFILE");
		assertThat(json.get("profiles").findValuesAsString("name")).containsExactly("local", "odd", "production");
		assertThat(json.get("profiles").get(2).get("protected").booleanValue()).isTrue();
	}

	@Test
	void passwordsAreNeverShown() {
		for (String format : new String[] { "text", "json" }) {
			Outcome outcome = this.shell.run("profiles", "--verbose", "--output", format);
			assertThat(outcome.out() + outcome.err()).doesNotContain("s3cret-word");
		}
	}

	@Test
	void noActiveProfileIsNoFailure() {
		Outcome outcome = this.shell.run("profiles");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("local").doesNotContain("active:", "*");
	}

	@Test
	void aStaleLockFileIsToldAndTheListStillShown() {
		this.shell.write(".db-profile", "gone\n");
		Outcome outcome = this.shell.run("profiles");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("production");
		assertThat(outcome.err()).contains("gone", ".db-profile");
	}

	@Test
	void oneProfileCanBeAskedFor() {
		assertThat(this.shell.run("profiles", "--profile", "local").out()).contains("local")
			.doesNotContain("production");
		Outcome unknown = this.shell.run("profiles", "--profile", "loca");
		assertThat(unknown.status()).isEqualTo(2);
		assertThat(unknown.err()).contains("no profile 'loca'", "Did you mean 'local'?", "production");
		assertThat(unknown.out()).isEmpty();
	}

	@Test
	void withoutAnyProfileItSaysWhatToDo() {
		Outcome outcome = new ShellHarness(this.folder).with("db.config-file", "none").run("profiles");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("No profile is defined");
	}

}
