package io.github.dbadapter.copy;

/**
 * Writes bytes of UTF-8 text as the inside of a JSON string.
 */
final class JsonBytes {

	/** Bytes that stand for themselves both in COPY text and inside a JSON string. */
	static final boolean[] PLAIN = new boolean[256];

	private static final byte[] HEX = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e',
			'f' };

	static {
		for (int value = 0x20; value < 256; value++) {
			PLAIN[value] = value != '"' && value != '\\';
		}
	}

	private JsonBytes() {
	}

	static void escape(byte value, GrowableBytes out) {
		switch (value) {
			case '"', '\\' -> two(value, out);
			case '\n' -> two('n', out);
			case '\r' -> two('r', out);
			case '\t' -> two('t', out);
			case '\b' -> two('b', out);
			case '\f' -> two('f', out);
			default -> {
				if (value >= 0 && value < 0x20) {
					two('u', out);
					out.write('0');
					out.write('0');
					out.write(HEX[value >> 4]);
					out.write(HEX[value & 0xf]);
				}
				else {
					out.write(value);
				}
			}
		}
	}

	private static void two(int second, GrowableBytes out) {
		out.write('\\');
		out.write(second);
	}

	static void string(byte[] text, int from, int to, GrowableBytes out) {
		out.write('"');
		for (int at = from; at < to; at++) {
			escape(text[at], out);
		}
		out.write('"');
	}

}
