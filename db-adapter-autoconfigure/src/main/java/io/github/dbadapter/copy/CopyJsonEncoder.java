package io.github.dbadapter.copy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Turns rows of COPY's text format (PostgreSQL manual, COPY, "Text Format") into JSON
 * objects, byte by byte: COPY's escapes are almost JSON's, so that most bytes are copied
 * in runs. Not safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class CopyJsonEncoder {

	/** Levels up to which a jsonb document is written as JSON and not as a string. */
	public static final int MAX_NATIVE_DEPTH = 48;

	private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);

	private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

	private final byte[][] prefixes;

	private final ValueEncoding[] encodings;

	private final ArrayJsonEncoder arrays = new ArrayJsonEncoder();

	/**
	 * Creates an encoder.
	 * @param names keys of the JSON object, in the order of the fields
	 * @param encodings encodings in the same order
	 */
	public CopyJsonEncoder(List<String> names, List<ValueEncoding> encodings) {
		this.encodings = encodings.toArray(ValueEncoding[]::new);
		this.prefixes = new byte[names.size()][];
		for (int i = 0; i < names.size(); i++) {
			this.prefixes[i] = prefix(names.get(i), i == 0);
		}
	}

	private static byte[] prefix(String name, boolean first) {
		byte[] text = name.getBytes(StandardCharsets.UTF_8);
		GrowableBytes out = new GrowableBytes(text.length + 4);
		out.write(first ? '{' : ',');
		JsonBytes.string(text, 0, text.length, out);
		out.write(':');
		return Arrays.copyOf(out.array(), out.size());
	}

	/**
	 * Appends one row as a JSON object.
	 * @param row one row as the server sent it, with or without the final line feed
	 * @param out where to append
	 */
	public void encode(byte[] row, GrowableBytes out) {
		int end = (row.length > 0 && row[row.length - 1] == '\n') ? row.length - 1 : row.length;
		int at = -1;
		for (int i = 0; i < this.encodings.length; i++) {
			if (at == end) {
				throw new IllegalStateException("The server sent a row with too few fields");
			}
			out.write(this.prefixes[i]);
			at = field(row, at + 1, end, this.encodings[i], out);
		}
		if (this.encodings.length == 0) {
			out.write('{');
		}
		out.write('}');
	}

	/**
	 * Encodes the field that begins at {@code from}.
	 * @return where it ends: the position of its tab, or {@code end}
	 */
	private int field(byte[] row, int from, int end, ValueEncoding encoding, GrowableBytes out) {
		if (from + 1 < end && row[from] == '\\' && row[from + 1] == 'N') {
			out.write(NULL);
			return from + 2;
		}
		return switch (encoding) {
			case TEXT -> text(row, from, end, out);
			case NUMBER -> number(row, from, end, out);
			case BOOLEAN -> {
				out.write((row[from] == 't') ? TRUE : FALSE);
				yield from + 1;
			}
			case JSON -> json(row, from, end, out);
			case TEXT_ARRAY, NUMBER_ARRAY, BOOLEAN_ARRAY -> array(row, from, end, encoding, out);
		};
	}

	private static int text(byte[] row, int from, int end, GrowableBytes out) {
		out.write('"');
		int run = from;
		int at = ByteScan.plain(row, from, end);
		while (at < end) {
			byte value = row[at];
			out.write(row, run, at - run);
			if (value == '\t') {
				out.write('"');
				return at;
			}
			if (value == '\\') {
				escaped(row[at + 1], out);
				at += 2;
			}
			else {
				JsonBytes.escape(value, out);
				at++;
			}
			run = at;
			at = ByteScan.plain(row, run, end);
		}
		out.write(row, run, at - run);
		out.write('"');
		return at;
	}

	/** Every escape that COPY writes is one of JSON's, with the exception of \v. */
	private static void escaped(byte letter, GrowableBytes out) {
		if (letter == 'v') {
			JsonBytes.escape((byte) 0x0b, out);
		}
		else {
			out.write('\\');
			out.write(letter);
		}
	}

	private static int number(byte[] row, int from, int end, GrowableBytes out) {
		if (!isNumber(row, from, end)) {
			return text(row, from, end, out);
		}
		int to = ByteScan.tab(row, from, end);
		out.write(row, from, to - from);
		return to;
	}

	/** NaN, Infinity and -Infinity are the ones that JSON has no number for. */
	static boolean isNumber(byte[] text, int from, int to) {
		int first = (from < to && text[from] == '-') ? from + 1 : from;
		return first < to && text[first] >= '0' && text[first] <= '9';
	}

	private int array(byte[] row, int from, int end, ValueEncoding encoding, GrowableBytes out) {
		int to = ByteScan.tab(row, from, end);
		return this.arrays.encode(row, from, to, encoding, out) ? to : text(row, from, end, out);
	}

	/**
	 * Copies a jsonb document. Its only bytes that COPY escapes are backslashes, which
	 * stand inside the document's strings and are doubled.
	 */
	private static int json(byte[] row, int from, int end, GrowableBytes out) {
		if (from == end || row[from] == '"' || row[from] == 'n') {
			return text(row, from, end, out);
		}
		int mark = out.size();
		int depth = 0;
		boolean quoted = false;
		int run = from;
		int at = from;
		while (at < end && row[at] != '\t') {
			byte value = row[at];
			if (value == '\\') {
				out.write(row, run, at + 1 - run);
				run = at + 2;
				at += 3;
				if (row[run] == '\\') {
					out.write('\\');
					run = at + 1;
					at = run;
				}
				continue;
			}
			if (value == '"') {
				quoted = !quoted;
				if (quoted) {
					at = ByteScan.plain(row, at + 1, end);
					continue;
				}
			}
			else if (!quoted && (value == '{' || value == '[') && ++depth > MAX_NATIVE_DEPTH) {
				out.truncate(mark);
				return text(row, from, end, out);
			}
			else if (!quoted && (value == '}' || value == ']')) {
				depth--;
			}
			at++;
		}
		out.write(row, run, at - run);
		return at;
	}

}
