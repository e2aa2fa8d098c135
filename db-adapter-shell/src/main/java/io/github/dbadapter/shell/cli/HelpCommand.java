package io.github.dbadapter.shell.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpCommandInitializable2;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What one types at a prompt to find out what one can type. Picocli's own has an option
 * that is in the way of the shared ones.
 */
@Command(name = "help", helpCommand = true, description = "Explain a command, or list them all.")
final class HelpCommand implements IHelpCommandInitializable2, Runnable {

	@Parameters(arity = "0..1", paramLabel = "COMMAND", description = "Command to explain.")
	private @Nullable String command;

	private @Nullable CommandLine self;

	private @Nullable PrintWriter out;

	private @Nullable ColorScheme colours;

	@Override
	public void init(CommandLine self, ColorScheme colours, PrintWriter out, PrintWriter err) {
		this.self = self;
		this.colours = colours;
		this.out = out;
	}

	@Override
	public void run() {
		if (this.self == null || this.out == null || this.colours == null) {
			throw new IllegalStateException("Not initialized");
		}
		CommandLine root = this.self.getParent();
		if (this.command == null) {
			root.usage(this.out, this.colours);
			return;
		}
		Map<String, CommandLine> commands = root.getSubcommands();
		if (!commands.containsKey(this.command)) {
			throw new UnmatchedArgumentException(root, List.of(this.command));
		}
		commands.get(this.command).usage(this.out, this.colours);
	}

}
