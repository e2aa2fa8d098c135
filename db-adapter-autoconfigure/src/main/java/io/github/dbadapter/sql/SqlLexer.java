package io.github.dbadapter.sql;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.SqlToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens by the rules of PostgreSQL's own scanner ({@code scan.l}).
 */
final class SqlLexer {

	private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

	/** An operator may end in + or - only if it holds one of these. */
	private static final String SPECIAL_OPERATOR_CHARACTERS = "~!@#%^&|`?";

	private final SourceText source;

	private final String text;

	private int at;

	private boolean standardConformingStrings = true;

	SqlLexer(SourceText source) {
		this.source = source;
		this.text = source.text();
	}

	void standardConformingStrings(boolean on) {
		this.standardConformingStrings = on;
	}

	List<SqlToken> remaining() {
		List<SqlToken> tokens = new ArrayList<>();
		for (SqlToken token = next(); token != null; token = next()) {
			if (token.kind() != Kind.COMMENT) {
				tokens.add(token);
			}
		}
		return tokens;
	}

	/**
	 * Returns what stands up to a line that is exactly the marker, and goes behind it.
	 */
	String linesUpTo(String marker) {
		int lineStart = this.source.endOfLine(this.at) + 1;
		int from = Math.min(lineStart, this.text.length());
		while (lineStart < this.text.length()) {
			int lineEnd = this.source.endOfLine(lineStart);
			if (this.text.substring(lineStart, lineEnd).stripTrailing().equals(marker)) {
				this.at = lineEnd;
				return this.text.substring(from, lineStart);
			}
			lineStart = lineEnd + 1;
		}
		this.at = this.text.length();
		return this.text.substring(from);
	}

	boolean onlyBlanksToEndOfLine() {
		return this.text.substring(this.at, this.source.endOfLine(this.at)).isBlank();
	}

	@Nullable SqlToken next() {
		while (this.at < this.text.length() && SqlCharacters.isSpace(this.text.charAt(this.at))) {
			this.at++;
		}
		if (this.at == this.text.length()) {
			return null;
		}
		int start = this.at;
		char first = this.text.charAt(start);
		char second = peek(1);
		if (first == '-' && second == '-') {
			return token(Kind.COMMENT, this.source.endOfLine(start));
		}
		if (first == '/' && second == '*') {
			return token(Kind.COMMENT, endOfComment(start));
		}
		if (first == '\\') {
			return token(Kind.META_COMMAND, this.source.endOfLine(start));
		}
		if (first == '\'') {
			return string(start, start, !this.standardConformingStrings);
		}
		if (first == '"') {
			return quotedIdentifier(start, start);
		}
		if (first == '$') {
			return dollar(start);
		}
		if (SqlCharacters.isIdentifierStart(first)) {
			return wordOrPrefixedString(start, Character.toLowerCase(first), second);
		}
		if (SqlCharacters.isDigit(first) || (first == '.' && SqlCharacters.isDigit(second))) {
			return number(start);
		}
		if (OPERATOR_CHARACTERS.indexOf(first) >= 0) {
			return token(Kind.OPERATOR, endOfOperator(start));
		}
		if (first == '\0') {
			throw this.source.failure(start, "NUL character in SQL");
		}
		boolean pair = (first == ':' && (second == ':' || second == '=')) || (first == '.' && second == '.');
		return token(Kind.PUNCTUATION, start + (pair ? 2 : 1));
	}

	private SqlToken wordOrPrefixedString(int start, char first, char second) {
		if (second == '\'') {
			switch (first) {
				case 'e':
					return string(start, start + 1, true);
				case 'n':
					return string(start, start + 1, !this.standardConformingStrings);
				case 'b', 'x':
					return token(Kind.BIT_STRING, endOfString(start, start + 1, false));
				default:
					break;
			}
		}
		if (first == 'u' && second == '&' && peek(2) == '\'') {
			SqlToken plain = string(start, start + 2, false);
			return (plain.text().indexOf('\\') < 0) ? plain
					: new SqlToken(Kind.ESCAPED_STRING, start, plain.end(), plain.text(), plain.text());
		}
		if (first == 'u' && second == '&' && peek(2) == '"') {
			return quotedIdentifier(start, start + 2);
		}
		int end = start + 1;
		while (end < this.text.length() && SqlCharacters.isIdentifierPart(this.text.charAt(end))) {
			end++;
		}
		return token(Kind.WORD, end, SqlCharacters.truncated(SqlCharacters.fold(this.text.substring(start, end))));
	}

	private SqlToken string(int start, int quote, boolean escapes) {
		int end = endOfString(start, quote, escapes);
		String raw = this.text.substring(quote, end);
		if (escapes && raw.indexOf('\\') >= 0) {
			return token(Kind.ESCAPED_STRING, end);
		}
		StringBuilder value = new StringBuilder(raw.length());
		boolean inside = false;
		for (int i = 0; i < raw.length(); i++) {
			char character = raw.charAt(i);
			if (character == '\'' && inside && i + 1 < raw.length() && raw.charAt(i + 1) == '\'') {
				value.append(character);
				i++;
			}
			else if (character == '\'') {
				inside = !inside;
			}
			else if (inside) {
				value.append(character);
			}
			else if (character == '-') {
				i = raw.indexOf('\n', i);
			}
		}
		return token(Kind.STRING, end, value.toString());
	}

	/** A string goes on behind white space that holds a line break. */
	private int endOfString(int start, int quote, boolean escapes) {
		int end = endOfQuote(start, quote, '\'', escapes, "string is never closed");
		for (int next = continuation(end); next >= 0; next = continuation(end)) {
			end = endOfQuote(start, next, '\'', escapes, "string is never closed");
		}
		return end;
	}

	private int continuation(int from) {
		boolean lineBreak = false;
		int index = from;
		while (index < this.text.length()) {
			char character = this.text.charAt(index);
			if (character == '\'') {
				return lineBreak ? index : -1;
			}
			if (character == '-' && this.text.startsWith("--", index)) {
				index = this.source.endOfLine(index);
			}
			else if (SqlCharacters.isSpace(character)) {
				lineBreak |= character == '\n' || character == '\r';
				index++;
			}
			else {
				return -1;
			}
		}
		return -1;
	}

	private int endOfQuote(int start, int quote, char delimiter, boolean escapes, String problem) {
		int index = quote + 1;
		while (index < this.text.length()) {
			char character = this.text.charAt(index);
			if (character == '\\' && escapes) {
				index += 2;
			}
			else if (character != delimiter) {
				index++;
			}
			else if (index + 1 < this.text.length() && this.text.charAt(index + 1) == delimiter) {
				index += 2;
			}
			else {
				return index + 1;
			}
		}
		throw this.source.failure(start, problem);
	}

	private SqlToken quotedIdentifier(int start, int quote) {
		int end = endOfQuote(start, quote, '"', false, "quoted identifier is never closed");
		String name = this.text.substring(quote + 1, end - 1).replace("\"\"", "\"");
		if (name.isEmpty()) {
			throw this.source.failure(start, "identifier is empty");
		}
		boolean escaped = quote > start && name.indexOf('\\') >= 0;
		return token(escaped ? Kind.ESCAPED_IDENTIFIER : Kind.QUOTED_IDENTIFIER, end, SqlCharacters.truncated(name));
	}

	private SqlToken dollar(int start) {
		int index = start + 1;
		if (SqlCharacters.isDigit(peek(1))) {
			while (index < this.text.length() && SqlCharacters.isDigit(this.text.charAt(index))) {
				index++;
			}
			return token(Kind.PARAMETER, index);
		}
		while (index < this.text.length() && SqlCharacters.isIdentifierPart(this.text.charAt(index))
				&& this.text.charAt(index) != '$') {
			index++;
		}
		if (index == this.text.length() || this.text.charAt(index) != '$') {
			return token(Kind.PUNCTUATION, start + 1);
		}
		String tag = this.text.substring(start, index + 1);
		int end = this.text.indexOf(tag, index + 1);
		if (end < 0) {
			throw this.source.failure(start, "dollar-quoted string is never closed");
		}
		return token(Kind.DOLLAR_STRING, end + tag.length(), this.text.substring(index + 1, end));
	}

	private SqlToken number(int start) {
		int index = start;
		while (index < this.text.length()) {
			char character = this.text.charAt(index);
			boolean exponentSign = (character == '+' || character == '-')
					&& "eE".indexOf(this.text.charAt(index - 1)) >= 0 && !this.text.startsWith("0x", start);
			boolean range = character == '.' && this.text.startsWith("..", index);
			if (range || !(SqlCharacters.isDigit(character) || character == '.' || character == '_'
					|| Character.isLetter(character) || exponentSign)) {
				break;
			}
			index++;
		}
		return token(Kind.NUMBER, index);
	}

	private int endOfOperator(int start) {
		int end = start;
		while (end < this.text.length() && OPERATOR_CHARACTERS.indexOf(this.text.charAt(end)) >= 0
				&& !this.text.startsWith("--", end) && !this.text.startsWith("/*", end)) {
			end++;
		}
		boolean special = this.text.substring(start, end)
			.chars()
			.anyMatch((character) -> SPECIAL_OPERATOR_CHARACTERS.indexOf(character) >= 0);
		while (!special && end > start + 1 && "+-".indexOf(this.text.charAt(end - 1)) >= 0) {
			end--;
		}
		return end;
	}

	private int endOfComment(int start) {
		int depth = 1;
		int index = start + 2;
		while (index < this.text.length()) {
			if (this.text.startsWith("/*", index)) {
				depth++;
				index += 2;
			}
			else if (this.text.startsWith("*/", index)) {
				depth--;
				index += 2;
				if (depth == 0) {
					return index;
				}
			}
			else {
				index++;
			}
		}
		throw this.source.failure(start, "comment is never closed");
	}

	private SqlToken token(Kind kind, int end) {
		return token(kind, end, this.text.substring(this.at, end));
	}

	private SqlToken token(Kind kind, int end, String value) {
		SqlToken token = new SqlToken(kind, this.at, end, this.text.substring(this.at, end), value);
		this.at = end;
		return token;
	}

	private char peek(int distance) {
		return (this.at + distance < this.text.length()) ? this.text.charAt(this.at + distance) : ' ';
	}

}
