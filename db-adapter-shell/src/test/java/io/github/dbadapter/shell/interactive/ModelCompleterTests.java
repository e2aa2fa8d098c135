package io.github.dbadapter.shell.interactive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ShellCommand;
import org.jline.reader.Candidate;
import org.jline.reader.Parser;
import org.jline.reader.impl.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.shell.core.command.CommandRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class ModelCompleterTests {

	private final CommandRunner runner = new CommandRunner(List.of(VisitCommand.class), CommandLine.defaultFactory(),
			"");

	private final ModelCompleter completer = new ModelCompleter(new CommandRegistry(), this.runner.model());

	@TempDir
	private Path folder;

	@Test
	void commandsComeFirst() {
		assertThat(complete("")).contains("visit", "v", "exit").doesNotContain("--output");
		assertThat(complete("vi")).contains("visit");
	}

	@Test
	void optionsOfTheCommandAndOfAllCommandsAreOffered() {
		assertThat(complete("visit --")).contains("--city", "--map", "--output", "--verbose");
	}

	@Test
	void anOptionThatIsThereIsNotOfferedAgain() {
		assertThat(complete("visit --city Rome --")).contains("--map").doesNotContain("--city");
	}

	@Test
	void valuesAreOfferedAfterABlankAndAfterAnEqualsSign() {
		assertThat(complete("visit --city ")).containsExactly("Oslo", "Rome");
		assertThat(complete("visit --city=R")).containsExactly("--city=Oslo", "--city=Rome");
		assertThat(complete("visit --output ")).containsExactly("text", "json");
	}

	@Test
	void parametersAreCountedOverOptionsAndTheirValues() {
		assertThat(complete("visit ")).containsExactly("Oslo", "Rome");
		assertThat(complete("v --map x ")).containsExactly("Oslo", "Rome");
		assertThat(complete("--output json visit ")).containsExactly("Oslo", "Rome");
		assertThat(complete("visit Rome ")).contains("--city").doesNotContain("Oslo");
	}

	@Test
	void filesAreOfferedWithTheirFolder() throws IOException {
		Files.createDirectory(this.folder.resolve("plans"));
		Files.writeString(this.folder.resolve("plan.sql"), "");
		Files.writeString(this.folder.resolve(".plan"), "");
		assertThat(complete("visit --map " + this.folder + "/pl")).containsExactlyInAnyOrder(this.folder + "/plans/",
				this.folder + "/plan.sql");
		assertThat(complete("visit --map=" + this.folder + "/.")).containsExactly("--map=" + this.folder + "/.plan");
		assertThat(complete("visit --map " + this.folder + "/absent/")).isEmpty();
	}

	private List<String> complete(String line) {
		List<Candidate> candidates = new ArrayList<>();
		this.completer.complete(mock(), new DefaultParser().parse(line, line.length(), Parser.ParseContext.COMPLETE),
				candidates);
		return candidates.stream().map(Candidate::value).toList();
	}

	@Command(name = "visit", aliases = "v", description = "Visit a city.")
	static final class VisitCommand implements ShellCommand {

		@Option(names = "--city", completionCandidates = Cities.class)
		private String city;

		@Option(names = "--map")
		private Path map;

		@Parameters(arity = "0..1", completionCandidates = Cities.class)
		private String parameter;

		@Override
		public CommandResult run(CommandScope scope) {
			throw new UnsupportedOperationException();
		}

	}

	static final class Cities extends ArrayList<String> {

		Cities() {
			super(List.of("Oslo", "Rome"));
		}

	}

}
