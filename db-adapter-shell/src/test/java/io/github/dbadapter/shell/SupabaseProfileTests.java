package io.github.dbadapter.shell;

import java.nio.file.Path;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Profiles whose provider is Supabase: the terminal works over their direct connection
 * and says so where there is none.
 */
@PostgresTest
class SupabaseProfileTests {

	private static final String KEY = "s3cret-key";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	SupabaseProfileTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void configure() {
		this.database.execute("DROP TABLE IF EXISTS note; CREATE TABLE note (id int PRIMARY KEY)");
		this.shell = new ShellHarness(this.folder).with("db.profiles.hosted.provider", "supabase")
			.with("db.profiles.hosted.url", "https://xyz.supabase.co")
			.with("db.profiles.hosted.key", KEY);
	}

	private ShellHarness withDirectConnection() {
		return this.shell.with("db.profiles.hosted.database-url", this.database.url());
	}

	@Test
	void theListTellsBothAddresses() {
		assertThat(this.shell.run("profiles").out()).contains("https://xyz.supabase.co, REST only").doesNotContain(KEY);
		assertThat(withDirectConnection().run("profiles").out())
			.contains("https://xyz.supabase.co, directly " + this.database.parameters().address())
			.doesNotContain(KEY, this.database.url());
	}

	@Test
	void withADirectConnectionEverythingWorks() {
		ShellHarness direct = withDirectConnection().with("db.schema.file",
				this.shell.write("schema.sql", "CREATE TABLE note (id int PRIMARY KEY);").toString());
		assertThat(direct.run("status").out()).contains(this.database.parameters().address(), "PostgreSQL ");
		Outcome connected = direct.run("connect", "hosted");
		assertThat(connected.status()).isZero();
		assertThat(connected.out()).contains("in sync", "note");
		assertThat(this.shell.lockFile()).hasContent("hosted");
		assertThat(direct.run("validate").status()).isZero();
	}

	@Test
	void withoutOneStatusTellsTheRestAndWhatIsMissing() {
		Outcome outcome = this.shell.run("status");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.out()).contains("https://xyz.supabase.co", "not asked").doesNotContain(KEY);
		assertThat(outcome.err()).contains("REST only", "db.profiles.hosted.database-url");
		Outcome json = this.shell.run("status", "--output", "json");
		assertThat(json.json().get("reachable").booleanValue()).isFalse();
		assertThat(json.json().get("error").stringValue()).contains("db.profiles.hosted.database-url");
	}

	@Test
	void withoutOneEveryOtherCommandTellsWhatIsMissing() {
		String file = this.shell.write("schema.sql", "CREATE TABLE note (id int PRIMARY KEY);").toString();
		for (String[] words : new String[][] { { "connect", "hosted" }, { "counts" },
				{ "validate", "--schema-file", file }, { "snapshot" },
				{ "backup", "--out", this.folder.resolve("b.json").toString() } }) {
			Outcome outcome = this.shell.run(words);
			assertThat(outcome.status()).as(words[0]).isEqualTo(2);
			assertThat(outcome.err()).as(words[0])
				.contains("db.profiles.hosted.database-url")
				.doesNotContain(KEY, "\tat ");
		}
		assertThat(this.shell.lockFile()).doesNotExist();
	}

}
