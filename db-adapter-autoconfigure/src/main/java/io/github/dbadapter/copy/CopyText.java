package io.github.dbadapter.copy;

/**
 * Writes characters as a field of COPY's text format.
 */
final class CopyText {

	private static final boolean[] PLAIN = new boolean[128];

	static {
		for (int value = 0; value < 128; value++) {
			PLAIN[value] = value != '\\' && value != '\t' && value != '\n' && value != '\r';
		}
	}

	private CopyText() {
	}

	static void write(char[] text, int from, int length, GrowableBytes out) {
		byte[] bytes = out.reserve(3 * length + 8);
		int size = out.size();
		int to = from + length;
		for (int at = from; at < to; at++) {
			char character = text[at];
			if (character < 128) {
				if (!PLAIN[character]) {
					bytes[size++] = '\\';
					bytes[size++] = (byte) escape(character);
				}
				else {
					bytes[size++] = (byte) character;
				}
			}
			else if (Character.isHighSurrogate(character) && at + 1 < to && Character.isLowSurrogate(text[at + 1])) {
				size = supplementary(Character.toCodePoint(character, text[++at]), bytes, size);
			}
			else {
				size = basic(character, bytes, size);
			}
		}
		out.advanceTo(size);
	}

	static void write(String text, GrowableBytes out) {
		write(text.toCharArray(), 0, text.length(), out);
	}

	private static char escape(char character) {
		return switch (character) {
			case '\t' -> 't';
			case '\n' -> 'n';
			case '\r' -> 'r';
			default -> character;
		};
	}

	/** A lone surrogate becomes three bytes that the server rejects, row and reason. */
	private static int basic(char character, byte[] bytes, int from) {
		int size = from;
		if (character < 0x800) {
			bytes[size++] = (byte) (0xc0 | character >> 6);
		}
		else {
			bytes[size++] = (byte) (0xe0 | character >> 12);
			bytes[size++] = (byte) (0x80 | character >> 6 & 0x3f);
		}
		bytes[size++] = (byte) (0x80 | character & 0x3f);
		return size;
	}

	private static int supplementary(int codePoint, byte[] bytes, int from) {
		int size = from;
		bytes[size++] = (byte) (0xf0 | codePoint >> 18);
		bytes[size++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
		bytes[size++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
		bytes[size++] = (byte) (0x80 | codePoint & 0x3f);
		return size;
	}

}
