package io.github.dbadapter.shell;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class StartupTests {

	@TempDir
	private Path folder;

	@Test
	void aFileThatIsNotTomlIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(shell().withConfig("[profiles.local\nurl = 's3cret-word'").run("profiles"), output,
				"db.toml");
	}

	@Test
	void asJsonItIsADocumentToo() {
		for (String[] words : List.of(new String[] { "profiles", "--output", "json" },
				new String[] { "--output=JSON", "profiles" })) {
			Outcome outcome = shell().withConfig("[profiles.local\nurl = 's3cret-word'").run(words);
			assertThat(outcome.status()).isEqualTo(2);
			assertThat(outcome.json().get("success").asBoolean()).isFalse();
			assertThat(outcome.json().get("status").asInt()).isEqualTo(2);
			assertThat(outcome.json().get("error").stringValue()).contains("db.toml").doesNotContain("s3cret-word");
		}
	}

	@Test
	void aMissingConfigurationFileIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(shell().with("db.config-file", "absent.toml").run("profiles"), output, "absent.toml");
	}

	@Test
	void aMalformedUrlIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(
				shell().withConfig("[profiles.local]\nurl = \"postgresql://app:s3cret-word@host:port/shop\"\n")
					.run("counts"),
				output, "URL of profile 'local' is malformed");
	}

	@Test
	void anUnknownParameterIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(
				shell().withConfig("[profiles.local]\nurl = \"postgresql://app:s3cret-word@host/shop?sslmod=x\"\n")
					.run("status"),
				output, "sslmod");
	}

	@Test
	void aValueOfTheWrongTypeIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(
				shell().withConfig("[profiles.local]\nurl = \"postgresql://localhost/shop\"\nprotected = \"often\"\n")
					.run("status"),
				output, "db.profiles.local.protected (profiles.local.protected in ");
	}

	@Test
	void aValueWhereAGroupBelongsIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(
				shell().withConfig("[profiles]\nlocal = \"postgresql://app:s3cret-word@host/shop\"\n").run("status"),
				output, "The value of db.profiles.local cannot be used: it is one value where a group of keys belongs");
	}

	@Test
	void aSettingThatOnlyTheCommandReadsIsOneLineAndStatus2(CapturedOutput output) {
		assertFailsInOneLine(shell()
			.withConfig("[profiles.local]\nurl = \"postgresql://localhost/shop\"\n[backup]\nkeep = \"some\"\n")
			.run("backup"), output, "The value of db.backup.keep (backup.keep in ");
	}

	@Test
	void settingsOfAnApplicationDoNotReachTheProgram(CapturedOutput output) {
		Outcome outcome = shell().with("spring.main.banner-mode", "console")
			.with("spring.main.web-application-type", "reactive")
			.with("logging.level.root", "debug")
			.with("debug", "true")
			.with("spring.r2dbc.url", "r2dbc:postgresql://localhost:1/other")
			.with("db.profiles.local.url", "postgresql://localhost:1/shop")
			.run("profiles");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).contains("active: local (the only profile)");
		assertThat(output.getAll()).isEmpty();
	}

	private ShellHarness shell() {
		return new ShellHarness(this.folder);
	}

	private static void assertFailsInOneLine(Outcome outcome, CapturedOutput output, String message) {
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).startsWith("✗ ")
			.contains(message)
			.hasLineCount(1)
			.doesNotContain("s3cret-word", "Exception");
		assertThat(outcome.out()).isEmpty();
		assertThat(output.getAll()).isEmpty();
	}

}
