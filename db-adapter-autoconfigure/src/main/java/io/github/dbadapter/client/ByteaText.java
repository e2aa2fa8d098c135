package io.github.dbadapter.client;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/**
 * Reads both forms in which the server gives {@code bytea} (PostgreSQL manual, chapter
 * 8.4).
 */
final class ByteaText {

	private ByteaText() {
	}

	static byte[] read(String text) {
		return text.startsWith("\\x") ? HexFormat.of().parseHex(text, 2, text.length()) : readEscaped(text);
	}

	private static byte[] readEscaped(String text) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
		for (int at = 0; at < text.length(); at++) {
			char character = text.charAt(at);
			if (character != '\\') {
				bytes.write(character);
			}
			else if (text.charAt(at + 1) == '\\') {
				bytes.write(text.charAt(++at));
			}
			else {
				bytes.write(Integer.parseInt(text, at + 1, at + 4, 8));
				at += 3;
			}
		}
		return bytes.toByteArray();
	}

}
