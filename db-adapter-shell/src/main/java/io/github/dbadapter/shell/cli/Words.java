package io.github.dbadapter.shell.cli;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.InvalidInputException;

/**
 * Splits a line into words as a POSIX shell does, without its expansions: blanks
 * separate, quotes keep together, a backslash takes the next character as it is, a
 * {@code #} at the beginning of a word begins a comment.
 */
public final class Words {

	private final String line;

	private final List<String> words = new ArrayList<>();

	private final StringBuilder word = new StringBuilder();

	private boolean inWord;

	private Words(String line) {
		this.line = line;
	}

	/**
	 * Splits a line.
	 * @param line one line
	 * @return its words, without quotes and comment
	 * @throws InvalidInputException if a quote is not closed
	 */
	public static List<String> of(String line) {
		Words words = new Words(line);
		words.split();
		return List.copyOf(words.words);
	}

	private void split() {
		int at = 0;
		while (at < this.line.length()) {
			char character = this.line.charAt(at);
			if (Character.isWhitespace(character)) {
				endWord();
			}
			else if (character == '#' && !this.inWord) {
				return;
			}
			else if (character == '\'' || character == '"') {
				at = quoted(at + 1, character);
			}
			else {
				at += (character == '\\' && at + 1 < this.line.length()) ? 1 : 0;
				append(this.line.charAt(at));
			}
			at++;
		}
		endWord();
	}

	/** Returns the place of the closing quote. */
	private int quoted(int start, char quote) {
		this.inWord = true;
		for (int at = start; at < this.line.length(); at++) {
			char character = this.line.charAt(at);
			if (character == quote) {
				return at;
			}
			if (character == '\\' && quote == '"' && at + 1 < this.line.length()
					&& "\"\\".indexOf(this.line.charAt(at + 1)) >= 0) {
				at++;
			}
			append(this.line.charAt(at));
		}
		throw new InvalidInputException("There is no closing %s in: %s".formatted(quote, this.line.strip()));
	}

	private void append(char character) {
		this.inWord = true;
		this.word.append(character);
	}

	private void endWord() {
		if (this.inWord) {
			this.words.add(this.word.toString());
			this.word.setLength(0);
			this.inWord = false;
		}
	}

}
