package io.github.dbadapter.shell.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.OutputFormat;
import io.github.dbadapter.shell.cli.ShellCommand;
import io.github.dbadapter.shell.cli.ShellConsole;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Runs the commands of a file, one a line, in this process. As JSON the documents of all
 * lines become one.
 */
@Command(name = "run", description = "Run the commands of a file, one a line; '#' begins a comment.")
final class RunCommand implements ShellCommand {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private final CommandRunner runner;

	@Parameters(paramLabel = "FILE", description = "File of commands, without the program's name.")
	private Path file = Path.of("");

	@Option(names = "--keep-going", description = "Go on after a command that fails.")
	private boolean keepGoing;

	RunCommand(CommandRunner runner) {
		this.runner = runner;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		if (scope.isNested()) {
			throw new InvalidInputException("A file of commands cannot run another one");
		}
		List<String> lines = read();
		List<RunResult.Line> done = new ArrayList<>();
		ExitStatus status = ExitStatus.DONE;
		for (int index = 0; index < lines.size(); index++) {
			String text = lines.get(index).strip();
			if (text.isEmpty() || text.startsWith("#")) {
				continue;
			}
			RunResult.Line line = run(index + 1, text, scope);
			done.add(line);
			status = status.and(line.status());
			if (line.status() != ExitStatus.DONE && !this.keepGoing) {
				scope.notice("Stopped at line %d of %s, status %d".formatted(line.number(), this.file,
						line.status().code()));
				break;
			}
		}
		return new RunResult(done, status);
	}

	private List<String> read() {
		try {
			String text = Files.readString(this.file);
			return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text).lines().toList();
		}
		catch (NoSuchFileException ex) {
			throw new InvalidInputException("There is no file '%s'".formatted(this.file), ex);
		}
		catch (MalformedInputException ex) {
			throw new InvalidInputException("The file '%s' is not text in UTF-8".formatted(this.file), ex);
		}
		catch (IOException ex) {
			throw new InvalidInputException("Could not read '%s': %s".formatted(this.file, FileProblem.reading(ex)),
					ex);
		}
	}

	private RunResult.Line run(int number, String text, CommandScope scope) {
		ShellConsole console = scope.console();
		StringWriter captured = new StringWriter();
		if (scope.format() == OutputFormat.JSON) {
			console = console.withOut(new PrintWriter(captured));
		}
		else {
			scope.notice("> " + text);
		}
		return new RunResult.Line(number, text, this.runner.runNested(text, console, scope), captured.toString());
	}

}
