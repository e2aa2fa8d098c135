package io.github.dbadapter.copy;

import java.io.ByteArrayOutputStream;

/**
 * Reads Python's {@code repr()} of bytes (Python language reference, chapter 2.4.1).
 */
final class PythonBytes {

	private PythonBytes() {
	}

	static boolean isLiteral(String text) {
		return text.length() >= 3 && text.charAt(0) == 'b' && (text.charAt(1) == '\'' || text.charAt(1) == '"')
				&& text.charAt(text.length() - 1) == text.charAt(1);
	}

	static byte[] decode(String literal) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(literal.length());
		int end = literal.length() - 1;
		for (int at = 2; at < end; at++) {
			char character = literal.charAt(at);
			if (character != '\\' || at + 1 >= end) {
				bytes.write(character);
				continue;
			}
			character = literal.charAt(++at);
			switch (character) {
				case 'n' -> bytes.write('\n');
				case 'r' -> bytes.write('\r');
				case 't' -> bytes.write('\t');
				case 'x' -> {
					bytes.write(Integer.parseInt(literal, at + 1, at + 3, 16));
					at += 2;
				}
				default -> bytes.write(character);
			}
		}
		return bytes.toByteArray();
	}

}
