package io.github.dbadapter.shell.interactive;

import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.cli.ShellConsole;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.Command;
import org.springframework.shell.core.command.CommandRegistry;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The program's commands as Spring Shell wants them.
 */
final class ShellCommandRegistry extends CommandRegistry {

	private final CommandRunner runner;

	private final ShellConsole console;

	ShellCommandRegistry(CommandRunner runner, ShellConsole console) {
		this.runner = runner;
		this.console = console;
		runner.model()
			.subcommands()
			.values()
			.stream()
			.map(CommandLine::getCommandSpec)
			.distinct()
			.map(this::command)
			.forEach(this::registerCommand);
	}

	/**
	 * Returns the command of a name. A name that is not known gives a command, too:
	 * running it fails with the same message and suggestion as on the command line.
	 */
	@Override
	public @Nullable Command getCommandByName(String name) {
		Command known = super.getCommandByName(name);
		return (known != null) ? known : command(CommandSpec.create().name(name));
	}

	private Command command(CommandSpec spec) {
		return new ModelCommand(spec, this.runner, this.console);
	}

}
