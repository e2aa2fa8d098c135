package io.github.dbadapter.schema.validate;

import org.jspecify.annotations.Nullable;

/**
 * Two texts on one line each, shortened so that their first difference is in sight.
 *
 * @param expected what is left of the expected text
 * @param actual what is left of the actual text
 */
record Excerpt(String expected, String actual) {

	private static final int WIDTH = 100;

	private static final int CONTEXT = 24;

	private static final String ELLIPSIS = "…";

	static Excerpt of(@Nullable String expected, @Nullable String actual) {
		String one = line(expected);
		String other = line(actual);
		if (one.length() <= WIDTH && other.length() <= WIDTH) {
			return new Excerpt(one, other);
		}
		int start = Math.max(0, common(one, other) - CONTEXT);
		return new Excerpt(cut(one, start), cut(other, start));
	}

	static String of(String text) {
		return cut(line(text), 0);
	}

	private static String line(@Nullable String text) {
		return (text != null) ? text.strip().replaceAll("\\s+", " ") : "none";
	}

	private static int common(String one, String other) {
		int end = Math.min(one.length(), other.length());
		int at = 0;
		while (at < end && one.charAt(at) == other.charAt(at)) {
			at++;
		}
		return at;
	}

	private static String cut(String text, int start) {
		String from = (start > 0 && start < text.length()) ? ELLIPSIS + text.substring(start) : text;
		return (from.length() > WIDTH) ? from.substring(0, WIDTH - 1) + ELLIPSIS : from;
	}

}
