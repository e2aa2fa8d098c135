package io.github.dbadapter.copy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Turns an array's text (PostgreSQL manual, chapter 8.15.6) into a JSON array.
 */
final class ArrayJsonEncoder {

	private static final byte[] NULL = "NULL".getBytes(StandardCharsets.US_ASCII);

	private final GrowableBytes plain = new GrowableBytes(256);

	/**
	 * Encodes the array in a field.
	 * @return whether that was possible; otherwise it has bounds of its own, and nothing
	 * was written
	 */
	boolean encode(byte[] row, int from, int to, ValueEncoding encoding, GrowableBytes out) {
		if (from == to || row[from] != '{') {
			return false;
		}
		unescape(row, from, to);
		byte[] text = this.plain.array();
		int end = this.plain.size();
		int at = 0;
		while (at < end) {
			switch (text[at]) {
				case '{' -> {
					out.write('[');
					at++;
				}
				case '}' -> {
					out.write(']');
					at++;
				}
				case ',' -> {
					out.write(',');
					at++;
				}
				case '"' -> at = quoted(text, at + 1, out);
				default -> at = bare(text, at, end, encoding, out);
			}
		}
		return true;
	}

	private void unescape(byte[] row, int from, int to) {
		this.plain.clear(4096);
		for (int at = from; at < to; at++) {
			if (row[at] != '\\') {
				this.plain.write(row[at]);
				continue;
			}
			at++;
			this.plain.write(switch (row[at]) {
				case 'b' -> '\b';
				case 'f' -> '\f';
				case 'n' -> '\n';
				case 'r' -> '\r';
				case 't' -> '\t';
				case 'v' -> 0x0b;
				default -> row[at];
			});
		}
	}

	private static int quoted(byte[] text, int from, GrowableBytes out) {
		out.write('"');
		int at = from;
		while (text[at] != '"') {
			if (text[at] == '\\') {
				at++;
			}
			JsonBytes.escape(text[at++], out);
		}
		out.write('"');
		return at + 1;
	}

	private static int bare(byte[] text, int from, int end, ValueEncoding encoding, GrowableBytes out) {
		int to = from;
		while (to < end && text[to] != ',' && text[to] != '}') {
			to++;
		}
		if (Arrays.equals(text, from, to, NULL, 0, NULL.length)) {
			out.write("null");
		}
		else if (encoding == ValueEncoding.BOOLEAN_ARRAY) {
			out.write((text[from] == 't') ? "true" : "false");
		}
		else if (encoding == ValueEncoding.NUMBER_ARRAY && CopyJsonEncoder.isNumber(text, from, to)) {
			out.write(text, from, to - from);
		}
		else {
			JsonBytes.string(text, from, to, out);
		}
		return to;
	}

}
