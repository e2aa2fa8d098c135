package io.github.dbadapter.sql;

/**
 * A lexical element of SQL (PostgreSQL manual, chapter 4.1).
 *
 * @param kind what it is
 * @param start offset of its first character in the text of its statement
 * @param end offset behind its last character
 * @param text the source text
 * @param value what it stands for: an identifier folded or unquoted, and cut to 63 bytes
 * as the server does; a string's content; otherwise the source text
 * @since 0.1.0
 */
public record SqlToken(Kind kind, int start, int end, String text, String value) {

	/**
	 * Whether it is the given key word, written in any case and without quotes.
	 * @param lowerCase the word in lower case
	 * @return whether it is
	 */
	public boolean isWord(String lowerCase) {
		return this.kind == Kind.WORD && this.value.equals(lowerCase);
	}

	/**
	 * Whether it is one of the given key words.
	 * @param lowerCase the words in lower case
	 * @return whether it is
	 */
	public boolean isWord(String... lowerCase) {
		for (String word : lowerCase) {
			if (isWord(word)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Whether it can name an object: a word, key words included, or a quoted identifier.
	 * @return whether it can
	 */
	public boolean isIdentifier() {
		return this.kind == Kind.WORD || this.kind == Kind.QUOTED_IDENTIFIER;
	}

	/**
	 * Whether it is the given operator or punctuation.
	 * @param symbol for example {@code (}
	 * @return whether it is
	 */
	public boolean is(String symbol) {
		return (this.kind == Kind.PUNCTUATION || this.kind == Kind.OPERATOR) && this.text.equals(symbol);
	}

	SqlToken moved(int offset) {
		return new SqlToken(this.kind, this.start - offset, this.end - offset, this.text, this.value);
	}

	/**
	 * Kind of a token.
	 */
	public enum Kind {

		/** Key word or plain identifier. */
		WORD,

		/** Identifier in double quotes. */
		QUOTED_IDENTIFIER,

		/** Identifier with Unicode escapes, its value not decoded. */
		ESCAPED_IDENTIFIER,

		/** String in single quotes without escapes. */
		STRING,

		/** String with escapes, its value not decoded. */
		ESCAPED_STRING,

		/** String in dollar quotes. */
		DOLLAR_STRING,

		/** Bit string. */
		BIT_STRING,

		/** Number. */
		NUMBER,

		/** Parameter such as {@code $1}. */
		PARAMETER,

		/** Operator. */
		OPERATOR,

		/** Any other symbol. */
		PUNCTUATION,

		/** Comment, never among the tokens of a statement. */
		COMMENT,

		/**
		 * Command of psql to the end of its line, never among the tokens of a statement.
		 */
		META_COMMAND

	}

}
