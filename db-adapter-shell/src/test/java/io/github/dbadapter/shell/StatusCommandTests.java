package io.github.dbadapter.shell;

import java.nio.file.Path;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class StatusCommandTests {

	private final TestDatabase database;

	@TempDir
	private Path folder;

	StatusCommandTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void tellsProfileOriginServerAndMode() {
		Outcome outcome = shell().run("status");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).startsWith("local (the only profile)")
			.contains(this.database.parameters().address(), "not written", "PostgreSQL ", "read-write",
					this.database.name())
			.doesNotContain(this.database.url());
		assertThat(outcome.err()).isEmpty();
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void asJson() {
		shell().write(".db-profile", "local\n");
		Outcome outcome = shell().run("status", "--output", "json");
		assertThat(outcome.json().get("origin").stringValue()).contains("named in");
		assertThat(outcome.json().get("locked").stringValue()).isEqualTo("local");
		assertThat(outcome.json().get("reachable").booleanValue()).isTrue();
		assertThat(outcome.json().get("readOnly").booleanValue()).isFalse();
		assertThat(outcome.json().get("version").stringValue())
			.isEqualTo(String.valueOf(this.database.queryForValue("SHOW server_version")).split(" ")[0]);
	}

	@Test
	void aRoleThatMayOnlyReadIsTold() {
		String role = this.database.createRole("reading", "LOGIN PASSWORD 'p'");
		this.database.execute("ALTER ROLE %s SET default_transaction_read_only = on".formatted(role));
		Outcome outcome = shell("postgresql://%s:p@%s/%s".formatted(role, this.database.host(), this.database.name()))
			.run("status");
		assertThat(outcome.out()).contains(role + " on " + this.database.name()).containsPattern("mode +read-only");
	}

	@Test
	void anUnreachableHostEndsWithStatus3() {
		Outcome outcome = shell("postgresql://app:s3cret-word@localhost:1/shop").run("status");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.out()).contains("localhost:1/shop", "not reachable").doesNotContain("s3cret-word");
		assertThat(outcome.err()).startsWith("✗ Could not connect to localhost:1/shop")
			.doesNotContain("s3cret-word", "\tat ");
	}

	@Test
	void anUnknownHostIsCalledSo() {
		Outcome outcome = shell("postgresql://app@nowhere.invalid/shop").run("status");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.err()).contains("nowhere.invalid:5432/shop", "the host is not known");
	}

	@Test
	void theHintIsForTheProfileThatWasAskedFor() {
		assertThat(shell().run("status", "--profile", "local").out()).contains("db-adapter validate --profile local ");
		assertThat(shell().run("status").out()).contains("db-adapter validate ").doesNotContain("--profile");
	}

	@Test
	void aWrongPasswordEndsWithStatus3() {
		Outcome outcome = shell("postgresql://postgres:s3cret-word@%s/absent".formatted(this.database.host()))
			.run("status", "--output", "json", "--verbose");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.json().get("reachable").booleanValue()).isFalse();
		assertThat(outcome.json().get("error").stringValue()).isNotEmpty();
		assertThat(outcome.out() + outcome.err()).doesNotContain("s3cret-word");
	}

	@Test
	void noProfileEndsWithStatus2AndSaysWhatToDo() {
		Outcome outcome = new ShellHarness(this.folder).run("status");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("DATABASE_URL");
		assertThat(outcome.out()).isEmpty();
	}

	@Test
	void onlyTheVariablesOfTheGivenPrefixCount() {
		ShellHarness shell = new ShellHarness(this.folder).withProfile("one", this.database)
			.withProfile("two", this.database)
			.with("DB_PROFILE", "one")
			.with("MC_DB_PROFILE", "two");
		assertThat(shell.run("status").out()).startsWith("one (from DB_PROFILE)");
		assertThat(shell.run("status", "--env-prefix", "MC").out()).startsWith("two (from MC_DB_PROFILE)");
		assertThat(shell.run("--env-prefix=MC_", "status").out()).startsWith("two (from MC_DB_PROFILE)");
	}

	private ShellHarness shell() {
		return new ShellHarness(this.folder).withProfile("local", this.database);
	}

	private ShellHarness shell(String url) {
		return new ShellHarness(this.folder).with("db.profiles.local.url", url);
	}

}
