package io.github.dbadapter.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.dbadapter.sql.SqlToken.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Reads tokens by the rules of PostgreSQL's own scanner ({@code scan.l}).
 */
final class SqlLexer {

	private static final int MAX_IDENTIFIER_BYTES = 63;

	private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";

	/** An operator may end in + or - only if it holds one of these. */
	private static final String SPECIAL_OPERATOR_CHARACTERS = "~!@#%^&|`?";

	private final String source;

	private final String text;

	private final int[] lineStarts;

	private int at;

	private boolean standardConformingStrings = true;

	SqlLexer(String source, String text) {
		this.source = source;
		this.text = text;
		this.lineStarts = lineStarts(text);
	}

	private static int[] lineStarts(String text) {
		List<Integer> starts = new ArrayList<>(List.of(0));
		for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
			starts.add(i + 1);
		}
		return starts.stream().mapToInt(Integer::intValue).toArray();
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
		int lineStart = endOfLine(this.at) + 1;
		int from = Math.min(lineStart, this.text.length());
		while (lineStart < this.text.length()) {
			int lineEnd = endOfLine(lineStart);
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
		return this.text.substring(this.at, endOfLine(this.at)).isBlank();
	}

	private int endOfLine(int from) {
		int end = this.text.indexOf('\n', from);
		return (end >= 0) ? end : this.text.length();
	}

	int line(int offset) {
		int found = Arrays.binarySearch(this.lineStarts, offset);
		return (found >= 0) ? found + 1 : -found - 1;
	}

	SourcePosition position(int offset) {
		int line = line(offset);
		return new SourcePosition(this.source, line, this.text.codePointCount(this.lineStarts[line - 1], offset) + 1);
	}

	SqlSyntaxException failure(int offset, String problem) {
		String line = this.text.substring(offset, endOfLine(offset));
		return new SqlSyntaxException(position(offset), problem, SqlStatement.excerpt(line));
	}

	@Nullable SqlToken next() {
		while (this.at < this.text.length() && isSpace(this.text.charAt(this.at))) {
			this.at++;
		}
		if (this.at == this.text.length()) {
			return null;
		}
		int start = this.at;
		char first = this.text.charAt(start);
		char second = peek(1);
		if (first == '-' && second == '-') {
			return token(Kind.COMMENT, endOfLine(start));
		}
		if (first == '/' && second == '*') {
			return token(Kind.COMMENT, endOfComment(start));
		}
		if (first == '\\') {
			return token(Kind.META_COMMAND, endOfLine(start));
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
		if (isIdentifierStart(first)) {
			return wordOrPrefixedString(start, Character.toLowerCase(first), second);
		}
		if (isDigit(first) || (first == '.' && isDigit(second))) {
			return number(start);
		}
		if (OPERATOR_CHARACTERS.indexOf(first) >= 0) {
			return token(Kind.OPERATOR, endOfOperator(start));
		}
		if (first == '\0') {
			throw failure(start, "NUL character in SQL");
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
		while (end < this.text.length() && isIdentifierPart(this.text.charAt(end))) {
			end++;
		}
		return token(Kind.WORD, end, truncated(fold(this.text.substring(start, end))));
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
				index = endOfLine(index);
			}
			else if (isSpace(character)) {
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
		throw failure(start, problem);
	}

	private SqlToken quotedIdentifier(int start, int quote) {
		int end = endOfQuote(start, quote, '"', false, "quoted identifier is never closed");
		String name = this.text.substring(quote + 1, end - 1).replace("\"\"", "\"");
		if (name.isEmpty()) {
			throw failure(start, "identifier is empty");
		}
		boolean escaped = quote > start && name.indexOf('\\') >= 0;
		return token(escaped ? Kind.ESCAPED_IDENTIFIER : Kind.QUOTED_IDENTIFIER, end, truncated(name));
	}

	private SqlToken dollar(int start) {
		int index = start + 1;
		if (isDigit(peek(1))) {
			while (index < this.text.length() && isDigit(this.text.charAt(index))) {
				index++;
			}
			return token(Kind.PARAMETER, index);
		}
		while (index < this.text.length() && isIdentifierPart(this.text.charAt(index))
				&& this.text.charAt(index) != '$') {
			index++;
		}
		if (index == this.text.length() || this.text.charAt(index) != '$') {
			return token(Kind.PUNCTUATION, start + 1);
		}
		String tag = this.text.substring(start, index + 1);
		int end = this.text.indexOf(tag, index + 1);
		if (end < 0) {
			throw failure(start, "dollar-quoted string is never closed");
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
			if (range || !(isDigit(character) || character == '.' || character == '_' || Character.isLetter(character)
					|| exponentSign)) {
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
		throw failure(start, "comment is never closed");
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

	private static String fold(String word) {
		return word.chars().allMatch((character) -> character < 0x80) ? word.toLowerCase(Locale.ROOT)
				: word.chars()
					.map((character) -> (character < 0x80) ? Character.toLowerCase(character) : character)
					.collect(StringBuilder::new, (folded, character) -> folded.append((char) character),
							StringBuilder::append)
					.toString();
	}

	private static String truncated(String name) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		if (bytes.length <= MAX_IDENTIFIER_BYTES) {
			return name;
		}
		int length = MAX_IDENTIFIER_BYTES;
		while ((bytes[length] & 0xC0) == 0x80) {
			length--;
		}
		return new String(bytes, 0, length, StandardCharsets.UTF_8);
	}

	private static boolean isSpace(char character) {
		return character == ' ' || (character >= '\t' && character <= '\r');
	}

	private static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	private static boolean isIdentifierStart(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_'
				|| character >= 0x80;
	}

	private static boolean isIdentifierPart(char character) {
		return isIdentifierStart(character) || isDigit(character) || character == '$';
	}

}
