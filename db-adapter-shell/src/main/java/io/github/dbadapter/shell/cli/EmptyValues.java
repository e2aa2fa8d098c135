package io.github.dbadapter.shell.cli;

import java.util.Set;

import io.github.dbadapter.InvalidInputException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Refuses empty values: they come from variables of a script that are not set, and a
 * command that took one for "not given" would work on the active profile, or on
 * everybody's rows.
 */
final class EmptyValues {

	/** An empty prefix is none; the owner's option tells by itself. */
	private static final Set<String> MEANINGFUL = Set.of("--env-prefix", "--user-id");

	private EmptyValues() {
	}

	/**
	 * Checks what was typed.
	 * @param parsed a command and its arguments
	 * @throws InvalidInputException if a value is empty that must not be
	 */
	static void refuse(ParseResult parsed) {
		for (ArgSpec argument : parsed.matchedArgs()) {
			String name = (argument instanceof OptionSpec option) ? option.longestName() : argument.paramLabel();
			boolean optional = argument instanceof OptionSpec option && CommandRunner.isValueOptional(option);
			if (!optional && !MEANINGFUL.contains(name)
					&& argument.originalStringValues().stream().anyMatch(String::isBlank)) {
				throw new InvalidInputException(
						"The value of %s is empty: give one, or leave %s out".formatted(name, name));
			}
		}
	}

}
