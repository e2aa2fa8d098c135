package io.github.dbadapter.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A call of the program as it would be typed, to be copied from a hint.
 */
final class CommandWords {

	private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./-]+", Pattern.UNICODE_CHARACTER_CLASS);

	private final List<String> words;

	private CommandWords(List<String> words) {
		this.words = new ArrayList<>(words);
	}

	static CommandWords of(String command) {
		return new CommandWords(List.of("db-adapter", command));
	}

	/** Adds an option, unless it has no value. */
	CommandWords with(String option, @Nullable Object value) {
		if (value != null) {
			this.words.add(option);
			this.words.add(quoted(value.toString()));
		}
		return this;
	}

	/** Adds an option once for each value. */
	CommandWords withAll(String option, List<?> values) {
		values.forEach((value) -> with(option, value));
		return this;
	}

	/** Adds a value without an option. */
	CommandWords value(String value) {
		this.words.add(quoted(value));
		return this;
	}

	/** Adds an option without a value. */
	CommandWords flag(String option, boolean given) {
		if (given) {
			this.words.add(option);
		}
		return this;
	}

	CommandWords copy() {
		return new CommandWords(this.words);
	}

	static String quoted(String word) {
		return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
	}

	@Override
	public String toString() {
		return String.join(" ", this.words);
	}

}
