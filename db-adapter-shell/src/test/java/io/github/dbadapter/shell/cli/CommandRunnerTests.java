package io.github.dbadapter.shell.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.sql.DatabaseOperationException;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class CommandRunnerTests {

	private final StringWriter out = new StringWriter();

	private final StringWriter err = new StringWriter();

	private final ShellConsole console = new ShellConsole(new PrintWriter(this.out), new PrintWriter(this.err), false,
			false, () -> 80);

	private final CommandRunner runner = new CommandRunner(List.of(EchoCommand.class, FailingCommand.class),
			CommandLine.defaultFactory(), "");

	@Test
	void wordsArriveAsTheyWereTyped() {
		assertThat(run("echo", "--text", "a 'b' \"c\"", "--number=-5", "--", "-x", "@file")).isEqualTo(ExitStatus.DONE);
		assertThat(this.out).hasToString("a 'b' \"c\"|-5|[-x, @file]\n");
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void aNegativeNumberIsAValue() {
		run("echo", "--number", "-5");
		assertThat(this.out).hasToString("null|-5|[]\n");
	}

	@Test
	void jsonIsOneDocument() {
		assertThat(run("echo", "--text", "ä", "--output", "json")).isEqualTo(ExitStatus.DONE);
		assertThat(JsonDocuments.read(this.out.toString()).get("text").stringValue()).isEqualTo("ä");
	}

	@Test
	void sharedOptionsMayStandBeforeTheCommand() {
		run("--output", "JSON", "e", "--text", "x");
		assertThat(JsonDocuments.read(this.out.toString()).get("text").stringValue()).isEqualTo("x");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "echo --txet a|Unknown option '--txet' of 'echo': did you mean '--text'?",
					"ehco|Unknown command 'ehco': did you mean 'echo'?", "zzzzzz|Unknown command 'zzzzzz'",
					"echo --number x|Invalid value for option '--number': expected a whole number but was 'x'",
					"echo --output xml|Invalid value for option '--output': expected text or json but was 'xml'",
					"--output xml echo|Invalid value for option '--output': expected text or json but was 'xml'",
					"--output xml|Invalid value for option '--output': expected text, json or sql but was 'xml'",
					"echo --text|Missing required parameter for option '--text'", "echo --text a --text b|'--text'" })
	void wrongUsageEndsWithStatus2AndSaysWhatIsWrong(String line, String message) {
		assertThat(this.runner.run(Words.of(line), this.console)).isEqualTo(ExitStatus.WRONG_USAGE);
		assertThat(this.err.toString()).startsWith("✗ ").contains(message).contains("--help");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void anEmptyValueIsNotTakenForNone() {
		assertThat(run("echo", "--text", " ")).isEqualTo(ExitStatus.WRONG_USAGE);
		assertThat(run("echo", "--text=")).isEqualTo(ExitStatus.WRONG_USAGE);
		assertThat(this.err.toString()).contains("The value of --text is empty: give one, or leave --text out");
		assertThat(this.out.toString()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "input,2", "unavailable,3", "rejected,3", "refused,4", "unforeseen,1" })
	void aFailureDecidesTheStatus(String kind, int status) {
		assertThat(run("fail", kind).code()).isEqualTo(status);
		assertThat(this.err.toString()).startsWith("✗ ").contains("because of " + kind).doesNotContain("\tat ");
		assertThat(this.out.toString()).isEmpty();
	}

	@Test
	void aFailureIsADocumentWhenDocumentsAreWanted() {
		run("fail", "refused", "--output", "json");
		assertThat(JsonDocuments.read(this.out.toString()).get("status").asInt()).isEqualTo(4);
		assertThat(JsonDocuments.read(this.out.toString()).get("error").stringValue()).contains("because of refused");
	}

	@Test
	void verboseShowsTheStackTrace() {
		run("fail", "unforeseen", "--verbose");
		assertThat(this.err.toString()).contains("\tat " + FailingCommand.class.getName());
	}

	@Test
	void anInterruptCancelsTheCommand() {
		Thread.currentThread().interrupt();
		assertThat(run("fail", "never")).isEqualTo(ExitStatus.FOUND_WANTING);
		assertThat(this.err).hasToString("✗ Cancelled\n");
		assertThat(Thread.interrupted()).isTrue();
	}

	@Test
	void helpNamesEveryCommandAndGoesToStandardOutput() {
		assertThat(run("--help")).isEqualTo(ExitStatus.DONE);
		assertThat(this.out.toString()).contains("echo", "fail", "Exit status");
		assertThat(this.err.toString()).isEmpty();
	}

	@Test
	void helpOfACommandNamesItsOptions() {
		assertThat(run("echo", "--help")).isEqualTo(ExitStatus.DONE);
		assertThat(this.out.toString()).contains("--number", "--output", "--verbose");
	}

	@Test
	void helpCanBeAskedForAsACommand() {
		assertThat(run("help")).isEqualTo(ExitStatus.DONE);
		assertThat(this.out.toString()).contains("echo", "fail", "Exit status");
		assertThat(run("help", "echo")).isEqualTo(ExitStatus.DONE);
		assertThat(this.out.toString()).contains("--number");
		assertThat(run("help", "ehco")).isEqualTo(ExitStatus.WRONG_USAGE);
		assertThat(this.err.toString()).contains("did you mean 'echo'?");
	}

	@Test
	void onlyWordsWithoutACommandAreInteractive() {
		assertThat(this.runner.isInteractive(List.of())).isTrue();
		assertThat(this.runner.isInteractive(List.of("--env-prefix", "MC"))).isTrue();
		assertThat(this.runner.isInteractive(List.of("echo"))).isFalse();
		assertThat(this.runner.isInteractive(List.of("--help"))).isFalse();
		assertThat(this.runner.isInteractive(List.of("--version"))).isFalse();
		assertThat(this.runner.isInteractive(List.of("nonsense"))).isFalse();
	}

	@Test
	void thePrefixOfTheVariablesCannotChangeAfterTheStart() {
		assertThat(run("echo", "--env-prefix", "MC")).isEqualTo(ExitStatus.WRONG_USAGE);
		assertThat(this.err.toString()).contains("--env-prefix");
	}

	private ExitStatus run(String... words) {
		return this.runner.run(List.of(words), this.console);
	}

	@Command(name = "echo", aliases = "e", description = "Say it again.")
	static final class EchoCommand implements ShellCommand {

		@Option(names = "--text")
		private String text;

		@Option(names = "--number")
		private int number;

		@Parameters
		private List<String> further = List.of();

		@Override
		public CommandResult run(CommandScope scope) {
			return new CommandResult() {

				@Override
				public ExitStatus status() {
					return ExitStatus.DONE;
				}

				@Override
				public Object document() {
					return Map.of("text", EchoCommand.this.text);
				}

				@Override
				public void print(Screen screen) {
					screen.line(EchoCommand.this.text + "|" + EchoCommand.this.number + "|" + EchoCommand.this.further);
				}

			};
		}

	}

	@Command(name = "fail", description = "Fail.")
	static final class FailingCommand implements ShellCommand {

		@Parameters
		private String kind;

		@Override
		public CommandResult run(CommandScope scope) {
			if (this.kind.equals("never")) {
				scope.await(Mono.never());
			}
			String message = "because of " + this.kind;
			RuntimeException failure = switch (this.kind) {
				case "input" -> new InvalidInputException(message);
				case "unavailable" -> new DatabaseUnavailableException(message, "", null, null);
				case "rejected" -> new DatabaseOperationException(message, "42501", null);
				case "refused" -> new IllegalStateException("wrapped", new OperationRefusedException(message));
				default -> new IllegalStateException(message);
			};
			throw failure;
		}

	}

}
