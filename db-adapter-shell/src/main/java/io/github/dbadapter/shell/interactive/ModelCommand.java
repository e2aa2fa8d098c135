package io.github.dbadapter.shell.interactive;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandContext;
import org.springframework.shell.core.command.ExitStatus;
import picocli.CommandLine.Model.CommandSpec;

/**
 * One command of the model as a command of Spring Shell.
 */
final class ModelCommand implements Command {

	private final CommandSpec spec;

	private final CommandRunner runner;

	private final ShellConsole console;

	ModelCommand(CommandSpec spec, CommandRunner runner, ShellConsole console) {
		this.spec = spec;
		this.runner = runner;
		this.console = console;
	}

	@Override
	public String getName() {
		return this.spec.name();
	}

	@Override
	public String getDescription() {
		return String.join(" ", this.spec.usageMessage().description());
	}

	@Override
	public List<String> getAliases() {
		return List.of(this.spec.aliases());
	}

	/**
	 * Runs the words. The runner has told what went wrong, so that for the loop all is
	 * well.
	 */
	@Override
	public ExitStatus execute(CommandContext context) {
		List<String> words = new ArrayList<>();
		words.add(context.parsedInput().commandName());
		context.parsedInput().arguments().stream().map(CommandArgument::value).forEach(words::add);
		this.runner.run(words, this.console);
		// an interrupt was meant for the command, not for the prompt that follows
		Thread.interrupted();
		return ExitStatus.OK;
	}

}
