package io.github.dbadapter.shell;

import java.util.List;

import io.github.dbadapter.shell.cli.CommandRunner;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.ShellConsole;
import io.github.dbadapter.shell.interactive.InteractiveShell;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;
import org.springframework.stereotype.Component;

/**
 * Runs the command that the arguments name, or the interactive shell if there are none.
 * It takes the place of Spring Shell's own runner, which loses exit codes and the
 * boundaries of arguments.
 */
@Component
class ShellApplicationRunner implements ApplicationRunner, ExitCodeGenerator {

	private final CommandRunner commands;

	private final ShellConsole console;

	private final ObjectProvider<InteractiveShell> interactive;

	private ExitStatus status = ExitStatus.DONE;

	ShellApplicationRunner(CommandRunner commands, ShellConsole console, ObjectProvider<InteractiveShell> interactive) {
		this.commands = commands;
		this.console = console;
		this.interactive = interactive;
	}

	@Override
	public void run(ApplicationArguments arguments) throws Exception {
		List<String> words = List.of(arguments.getSourceArgs());
		if (this.commands.isInteractive(words)) {
			this.interactive.getObject().run();
		}
		else {
			this.status = this.commands.run(words, this.console);
		}
	}

	@Override
	public int getExitCode() {
		return this.status.code();
	}

}
