package io.github.dbadapter.shell.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Runs words as a command: parses them, runs what they name, prints its result or failure
 * and gives the exit status. Never throws. Safe for concurrent use.
 */
public final class CommandRunner {

	private final List<Class<? extends ShellCommand>> commands;

	private final IFactory factory;

	private final String envPrefix;

	/**
	 * Creates a runner.
	 * @param commands the commands, in the order in which help shows them
	 * @param factory creates the command that is run, and no other
	 * @param envPrefix prefix of the environment variables with which the program has
	 * started
	 */
	public CommandRunner(List<Class<? extends ShellCommand>> commands, IFactory factory, String envPrefix) {
		this.commands = List.copyOf(commands);
		this.factory = factory;
		this.envPrefix = envPrefix;
	}

	/**
	 * Whether words ask for the interactive shell: they may have options, but no command.
	 * @param words arguments of the program
	 * @return whether no command is named and no help asked for; {@code false} for words
	 * that cannot be parsed, which running them tells
	 */
	public boolean isInteractive(List<String> words) {
		try {
			ParseResult parsed = commandLine(new CommonOptions()).parseArgs(words.toArray(String[]::new));
			return !parsed.hasSubcommand() && !parsed.isUsageHelpRequested() && !parsed.isVersionHelpRequested();
		}
		catch (CommandLine.PicocliException ex) {
			return false;
		}
	}

	/**
	 * Returns the model of all commands, for help and completion.
	 * @return the root of the tree
	 */
	public CommandSpec model() {
		return commandLine(new CommonOptions()).getCommandSpec();
	}

	/**
	 * Runs one command.
	 * @param words the command, its options and parameters
	 * @param console where its output goes, flushed at the end
	 * @return how it ended
	 */
	public ExitStatus run(List<String> words, ShellConsole console) {
		return run(() -> words, console, null);
	}

	/**
	 * Runs a line of a file of commands.
	 * @param line the line, split as at the prompt
	 * @param console where its output goes, flushed at the end
	 * @param outer the command that reads the file; the options that all commands share
	 * are taken over from it unless the line gives them
	 * @return how it ended
	 */
	public ExitStatus runNested(String line, ShellConsole console, CommandScope outer) {
		return run(() -> withoutProgram(Words.of(line)), console, outer);
	}

	/** Lines are copied from where they were typed. */
	private static List<String> withoutProgram(List<String> words) {
		boolean named = words.size() > 1 && words.get(0).equals(CommonOptions.PROGRAM);
		return named ? words.subList(1, words.size()) : words;
	}

	private ExitStatus run(Supplier<List<String>> words, ShellConsole console, @Nullable CommandScope outer) {
		CommonOptions options = new CommonOptions();
		FailureReport failures = new FailureReport(console, options);
		OutputConverter formats = new OutputConverter();
		try {
			CommandLine commandLine = commandLine(options).registerConverter(OutputFormat.class, formats);
			commandLine.setOut(console.out()).setErr(console.err());
			commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(console.outColour() ? Ansi.ON : Ansi.OFF));
			Map<String, String> defaults = (outer != null) ? outer.sharedOptions() : Map.of();
			commandLine.setDefaultValueProvider(
					(argument) -> (argument instanceof OptionSpec option) ? defaults.get(option.longestName()) : null);
			ParseResult parsed = commandLine.parseArgs(attached(words.get(), commandLine));
			if (CommandLine.executeHelpRequest(parsed) != null) {
				return ExitStatus.DONE;
			}
			checkEnvPrefix(options);
			return run(parsed, new CommandScope(console, options, outer != null), formats, failures);
		}
		catch (CommandLine.ParameterException ex) {
			return failures.wrongUsage(ex);
		}
		catch (Exception ex) {
			return failures.failed(ex);
		}
		finally {
			console.flush();
		}
	}

	/**
	 * A value that may be left out has to be attached: in {@code restore --confirm FILE}
	 * the file is not the option's value.
	 */
	private static String[] attached(List<String> words, CommandLine commandLine) {
		Set<String> optional = commandLine.getSubcommands()
			.values()
			.stream()
			.flatMap((command) -> command.getCommandSpec().options().stream())
			.filter(CommandRunner::isValueOptional)
			.flatMap((option) -> Arrays.stream(option.names()))
			.collect(Collectors.toSet());
		return words.stream().map((word) -> optional.contains(word) ? word + "=" : word).toArray(String[]::new);
	}

	static boolean isValueOptional(OptionSpec option) {
		return option.arity().min() == 0 && option.arity().max() == 1 && !option.type().equals(boolean.class);
	}

	/** The profiles were read with the prefix long before a line is typed. */
	private void checkEnvPrefix(CommonOptions options) {
		if (options.envPrefix() != null && !options.envPrefix().equals(this.envPrefix)) {
			throw new InvalidInputException(
					"The variables' prefix is '%s' since the start: give --env-prefix to db-adapter itself"
						.formatted(this.envPrefix));
		}
	}

	private static ExitStatus run(ParseResult parsed, CommandScope scope, OutputConverter formats,
			FailureReport failures) {
		ParseResult deepest = parsed;
		while (deepest.hasSubcommand()) {
			deepest = deepest.subcommand();
		}
		EmptyValues.refuse(deepest);
		formats.refuse(deepest.commandSpec(), scope.format());
		if (!(deepest.commandSpec().userObject() instanceof ShellCommand command)) {
			throw new InvalidInputException("No command given. 'db-adapter --help' lists them");
		}
		CommandResult result = command.run(scope);
		print(result, scope, failures);
		while (scope.format() == OutputFormat.TEXT && result.failure() == null) {
			scope.console().flush();
			CommandResult next = result.goOn(scope);
			if (next == null) {
				break;
			}
			result = next;
			print(result, scope, failures);
		}
		return result.status();
	}

	private static void print(CommandResult result, CommandScope scope, FailureReport failures) {
		switch (scope.format()) {
			case TEXT -> result.print(scope.console().screen());
			case JSON -> JsonDocuments.print(result.document(), scope.console().out());
			case SQL -> scope.console().out().print(result.script());
		}
		if (result.failure() != null) {
			failures.told(result.failure());
		}
	}

	private CommandLine commandLine(CommonOptions options) {
		// what it warns of is no message of ours
		CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
		CommandLine commandLine = new CommandLine(options, this.factory);
		this.commands.forEach(commandLine::addSubcommand);
		commandLine.addSubcommand(new HelpCommand());
		// words reach a command as they were typed
		commandLine.setExpandAtFiles(false);
		EnumConverters.register(commandLine);
		commandLine.setUsageHelpLongOptionsMaxWidth(24);
		return commandLine;
	}

}
