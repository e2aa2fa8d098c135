package io.github.dbadapter.shell.interactive;

import java.util.List;

import io.github.dbadapter.shell.cli.Words;
import org.springframework.shell.core.command.CommandArgument;
import org.springframework.shell.core.command.CommandParser;
import org.springframework.shell.core.command.ParsedInput;

/**
 * Splits a line into the command's name and its words, which picocli then parses. Spring
 * Shell's own parser ignores unknown options and takes negative numbers for options.
 */
final class WordsParser implements CommandParser {

	@Override
	public ParsedInput parse(String input) {
		List<String> words = Words.of(input);
		ParsedInput.Builder builder = ParsedInput.builder().commandName(words.isEmpty() ? "" : words.get(0));
		for (int index = 1; index < words.size(); index++) {
			builder.addArgument(new CommandArgument(index - 1, words.get(index)));
		}
		return builder.build();
	}

}
