package io.github.dbadapter.shell.interactive;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.shell.cli.OutputFormat;
import io.github.dbadapter.shell.cli.ShellCommand;
import org.jline.reader.Candidate;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;
import org.springframework.shell.core.command.CommandRegistry;
import org.springframework.shell.jline.CommandCompleter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Completes commands, options and their values from the command model. Spring Shell's own
 * completer loses track after the first parameter of a command.
 */
final class ModelCompleter extends CommandCompleter {

	private static final List<String> LEAVING = List.of("exit", "quit");

	private final CommandSpec model;

	ModelCompleter(CommandRegistry registry, CommandSpec model) {
		super(registry);
		this.model = model;
	}

	@Override
	public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
		String word = line.word().substring(0, line.wordCursor());
		Position position = new Position(this.model);
		line.words().subList(0, line.wordIndex()).forEach(position::advance);
		if (position.awaitsValue != null) {
			values(position.command, position.awaitsValue, "", word, candidates);
		}
		else if (word.startsWith("--") && word.contains("=")) {
			String[] parts = word.split("=", 2);
			OptionSpec option = position.command.findOption(parts[0]);
			if (option != null) {
				values(position.command, option, parts[0] + "=", parts[1], candidates);
			}
		}
		else if (word.startsWith("-")) {
			options(position.command, line.words(), candidates);
		}
		else if (position.command == this.model) {
			commands(candidates);
		}
		else {
			parameters(position, word, candidates);
			if (candidates.isEmpty()) {
				options(position.command, line.words(), candidates);
			}
		}
	}

	private void commands(List<Candidate> candidates) {
		this.model.subcommands()
			.forEach((name, command) -> candidates
				.add(candidate(name, String.join(" ", command.getCommandSpec().usageMessage().description()))));
		LEAVING.forEach((name) -> candidates.add(candidate(name, "Leave the shell.")));
	}

	private static void options(CommandSpec command, List<String> present, List<Candidate> candidates) {
		for (OptionSpec option : command.options()) {
			if (!option.hidden() && !present.contains(option.longestName())) {
				candidates.add(candidate(option.longestName(), String.join(" ", option.description())));
			}
		}
	}

	private static void parameters(Position position, String word, List<Candidate> candidates) {
		position.command.positionalParameters()
			.stream()
			.filter((parameter) -> parameter.index().contains(position.parameters))
			.forEach((parameter) -> values(position.command, parameter, "", word, candidates));
	}

	private static void values(CommandSpec command, ArgSpec argument, String before, String word,
			List<Candidate> candidates) {
		if (argument.completionCandidates() != null) {
			boolean sql = argument.type() != OutputFormat.class
					|| (command.userObject() instanceof ShellCommand known && known.writesSql());
			for (String value : argument.completionCandidates()) {
				if (sql || !value.equalsIgnoreCase(OutputFormat.SQL.name())) {
					candidates.add(new Candidate(before + value, value, null, null, null, null, true));
				}
			}
		}
		else if (argument.type() == Path.class) {
			FileCandidates.add(before, word, candidates);
		}
	}

	private static Candidate candidate(String value, String description) {
		return new Candidate(value, value, null, description.isEmpty() ? null : description, null, null, true);
	}

	/** Where the words before the cursor lead in the model. */
	private static final class Position {

		private CommandSpec command;

		private int parameters;

		private @Nullable OptionSpec awaitsValue;

		private Position(CommandSpec root) {
			this.command = root;
		}

		private void advance(String word) {
			if (this.awaitsValue != null) {
				this.awaitsValue = null;
			}
			else if (word.startsWith("-")) {
				OptionSpec option = this.command.findOption(word);
				this.awaitsValue = (option != null && option.arity().min() > 0) ? option : null;
			}
			else if (this.command.subcommands().containsKey(word)) {
				this.command = this.command.subcommands().get(word).getCommandSpec();
			}
			else {
				this.parameters++;
			}
		}

	}

}
