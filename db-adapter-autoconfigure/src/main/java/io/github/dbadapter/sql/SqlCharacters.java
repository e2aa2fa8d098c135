package io.github.dbadapter.sql;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What PostgreSQL's scanner takes for a space, a digit or a part of a name, and what it
 * makes of a name that is not quoted.
 */
final class SqlCharacters {

	private static final int MAX_IDENTIFIER_BYTES = 63;

	private SqlCharacters() {
	}

	static boolean isSpace(char character) {
		return character == ' ' || (character >= '\t' && character <= '\r');
	}

	static boolean isDigit(char character) {
		return character >= '0' && character <= '9';
	}

	static boolean isIdentifierStart(char character) {
		return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') || character == '_'
				|| character >= 0x80;
	}

	static boolean isIdentifierPart(char character) {
		return isIdentifierStart(character) || isDigit(character) || character == '$';
	}

	/** Only ASCII letters become small, whatever the locale. */
	static String fold(String word) {
		return word.chars().allMatch((character) -> character < 0x80) ? word.toLowerCase(Locale.ROOT)
				: word.chars()
					.map((character) -> (character < 0x80) ? Character.toLowerCase(character) : character)
					.collect(StringBuilder::new, (folded, character) -> folded.append((char) character),
							StringBuilder::append)
					.toString();
	}

	/** Names are cut at 63 bytes, never inside a character. */
	static String truncated(String name) {
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

}
