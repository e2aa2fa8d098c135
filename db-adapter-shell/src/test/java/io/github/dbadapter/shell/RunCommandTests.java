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
class RunCommandTests {

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	RunCommandTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void configure() {
		this.shell = new ShellHarness(this.folder).withProfile("local", this.database)
			.with("db.profiles.down.url", "postgresql://app@localhost:1/shop");
	}

	@Test
	void runsEveryLineAndSkipsComments() {
		Outcome outcome = run("""
				# nightly

				counts --profile local   # the tables
				  profiles --profile 'local'
				""");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("no tables", "address");
		assertThat(outcome.err()).contains("> counts --profile local").doesNotContain("nightly");
	}

	@Test
	void aFileFromWindowsIsReadToo() {
		Outcome outcome = run("\uFEFFcounts --profile local\r\nprofiles\r\n");
		assertThat(outcome.err())
			.isEqualTo("> counts --profile local\n> profiles\n".replace("\n", System.lineSeparator()));
		assertThat(outcome.status()).isZero();
	}

	@Test
	void aLineMayBeginWithTheProgram() {
		Outcome outcome = run("db-adapter counts --profile local\n");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("no tables");
		assertThat(run("db-adapter\n").status()).isEqualTo(2);
	}

	@Test
	void stopsAtTheFirstFailure() {
		Outcome outcome = run("status --profile down\ncounts --profile local\n");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.out()).doesNotContain("no tables");
		assertThat(outcome.err()).contains("line 1");
	}

	@Test
	void goesOnWhenAskedToAndEndsWithTheHighestStatus() {
		Outcome outcome = run("status --profile down\nstatus --profile nowhere\ncounts --profile local\n",
				"--keep-going");
		assertThat(outcome.status()).isEqualTo(3);
		assertThat(outcome.out()).contains("no tables");
		assertThat(outcome.err()).contains("no profile 'nowhere'");
	}

	@Test
	void jsonOfAllLinesIsOneDocument() {
		Outcome outcome = run("counts --profile local\nprofiles --output text\nstatus --profile nowhere\n",
				"--keep-going", "--output", "json");
		assertThat(outcome.status()).isEqualTo(2);
		JsonNode json = outcome.json();
		assertThat(json.get("status").asInt()).isEqualTo(2);
		assertThat(json.get("commands").findValuesAsString("line")).containsExactly("1", "2", "3");
		assertThat(json.get("commands").get(0).get("result").get("tables").isEmpty()).isTrue();
		assertThat(json.get("commands").get(1).get("result").stringValue()).contains("localhost:1/shop");
		assertThat(json.get("commands").get(2).get("result").get("error").stringValue()).contains("nowhere");
	}

	@Test
	void aLineThatCannotBeSplitIsWrongUsage() {
		Outcome outcome = run("counts --profile 'local\n");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("no closing '");
	}

	@Test
	void aFileCannotRunAnother() {
		Outcome outcome = run("run other\n");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("cannot run another");
	}

	@Test
	void aMissingFileIsWrongUsage() {
		Outcome outcome = this.shell.run("run", this.folder.resolve("absent").toString());
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("There is no file").doesNotContain("Exception");
	}

	@Test
	void aFileThatIsNotTextIsWrongUsage() throws Exception {
		Path file = Files.write(this.folder.resolve("binary"), new byte[] { (byte) 0xff, (byte) 0xfe, 0 });
		Outcome outcome = this.shell.run("run", file.toString());
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("UTF-8");
	}

	private Outcome run(String commands, String... options) {
		String[] words = new String[options.length + 2];
		words[0] = "run";
		words[1] = this.shell.write("commands", commands).toString();
		System.arraycopy(options, 0, words, 2, options.length);
		return this.shell.run(words);
	}

}
