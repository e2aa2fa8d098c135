package io.github.dbadapter.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One statement of a {@link SqlScript}.
 *
 * @param position where its first token begins
 * @param text exact source text from the first to the last token, without the semicolon
 * @param tokens its tokens in order, comments left out; empty for a psql command
 * @param comments comments since the previous statement, inside it, and behind it on its
 * last line
 * @param copyData lines that follow a {@code COPY … FROM STDIN}, without the end marker,
 * {@code null} for other statements
 * @since 0.1.0
 */
public record SqlStatement(SourcePosition position, String text, List<SqlToken> tokens, List<SqlComment> comments,
		@Nullable String copyData) {

	private static final int EXCERPT_LENGTH = 120;

	public SqlStatement {
		tokens = List.copyOf(tokens);
		comments = List.copyOf(comments);
	}

	/**
	 * Whether it is a command of psql such as {@code \connect}, which no server
	 * understands.
	 * @return whether it is
	 */
	public boolean isMetaCommand() {
		return this.text.startsWith("\\");
	}

	/**
	 * Returns a token, or one that equals nothing when there are fewer.
	 * @param index number of the token, from 0
	 * @return the token
	 */
	public SqlToken token(int index) {
		return (index >= 0 && index < this.tokens.size()) ? this.tokens.get(index)
				: new SqlToken(SqlToken.Kind.PUNCTUATION, this.text.length(), this.text.length(), "", "");
	}

	/**
	 * Whether it begins with the given key words.
	 * @param words words in lower case
	 * @return whether it does
	 */
	public boolean startsWith(String... words) {
		return hasWords(0, words);
	}

	/**
	 * Whether the given key words stand at a place.
	 * @param index number of the first token
	 * @param words words in lower case
	 * @return whether they do
	 */
	public boolean hasWords(int index, String... words) {
		for (int i = 0; i < words.length; i++) {
			if (!token(index + i).isWord(words[i])) {
				return false;
			}
		}
		return true;
	}

	/**
	 * Returns the place of an offset in the text.
	 * @param offset offset in {@link #text()}
	 * @return its place in the script
	 */
	public SourcePosition positionOf(int offset) {
		String before = this.text.substring(0, offset);
		int lineStart = before.lastIndexOf('\n') + 1;
		int line = this.position.line() + (int) before.chars().filter((character) -> character == '\n').count();
		int column = before.codePointCount(lineStart, before.length()) + 1;
		return new SourcePosition(this.position.source(), line,
				(lineStart == 0) ? this.position.column() + column - 1 : column);
	}

	/**
	 * Returns the beginning of the text on one line, for messages.
	 * @return at most 120 characters
	 */
	public String excerpt() {
		return excerpt(this.text);
	}

	static String excerpt(String text) {
		String line = text.strip().replaceAll("\\s+", " ");
		return (line.length() <= EXCERPT_LENGTH) ? line : line.substring(0, EXCERPT_LENGTH - 1) + "…";
	}

}
