package io.github.dbadapter.copy;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the next byte that matters, eight bytes at a time. In a word of eight bytes the
 * lowest one that a test marks is marked rightly, those above it perhaps not.
 */
final class ByteScan {

	private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

	private static final long ONES = 0x0101010101010101L;

	private static final long HIGH_BITS = 0x80 * ONES;

	private ByteScan() {
	}

	/**
	 * Finds the end of a run of bytes that stand for themselves in COPY text and in a
	 * JSON string.
	 * @return the position of the first that does not, or {@code to}
	 */
	static int plain(byte[] text, int from, int to) {
		int at = from;
		for (; at <= to - Long.BYTES; at += Long.BYTES) {
			long word = (long) WORDS.get(text, at);
			long control = (word - ' ' * ONES) & ~word;
			long found = (control | zeros(word ^ '"' * ONES) | zeros(word ^ '\\' * ONES)) & HIGH_BITS;
			if (found != 0) {
				return at + (Long.numberOfTrailingZeros(found) >>> 3);
			}
		}
		while (at < to && JsonBytes.PLAIN[text[at] & 0xff]) {
			at++;
		}
		return at;
	}

	/**
	 * Finds a tab.
	 * @return its position, or {@code to}
	 */
	static int tab(byte[] text, int from, int to) {
		int at = from;
		for (; at <= to - Long.BYTES; at += Long.BYTES) {
			long found = zeros((long) WORDS.get(text, at) ^ '\t' * ONES) & HIGH_BITS;
			if (found != 0) {
				return at + (Long.numberOfTrailingZeros(found) >>> 3);
			}
		}
		while (at < to && text[at] != '\t') {
			at++;
		}
		return at;
	}

	private static long zeros(long word) {
		return (word - ONES) & ~word;
	}

}
