package io.github.dbadapter.schema.diff;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Names that PostgreSQL chooses where a statement leaves them open: relation, columns and
 * a label joined by underscores and shortened to 63 bytes, with a number after the label
 * when the name is taken ({@code makeObjectName} and {@code ChooseRelationName} in
 * {@code indexcmds.c}).
 */
final class SystemNames {

	private static final int MAX_BYTES = 63;

	private SystemNames() {
	}

	/**
	 * Whether a name looks as if PostgreSQL had chosen it.
	 * @param name the name to judge
	 * @param relation name of the table, type or sequence owner
	 * @param columns columns that are part of the name, {@code null} when they are not
	 * known, as for expressions
	 * @param label what follows, for example {@code pkey}
	 * @return whether it does
	 */
	static boolean matches(String name, String relation, @Nullable List<String> columns, String label) {
		int end = name.length();
		while (end > 0 && Character.isDigit(name.charAt(end - 1))) {
			end--;
		}
		if (!name.startsWith(label, end - label.length()) || name.startsWith("0", end)) {
			return false;
		}
		String numbered = name.substring(end - label.length());
		if (columns != null) {
			return name.equals(choose(relation, columns.isEmpty() ? null : joined(columns), numbered));
		}
		return name.equals(choose(relation, null, numbered)) || startsWithRelation(name, relation, numbered);
	}

	/**
	 * Chooses a name as {@code makeObjectName} does.
	 * @param relation first part
	 * @param middle second part, {@code null} for none
	 * @param label last part
	 * @return the name, at most 63 bytes of UTF-8
	 */
	static String choose(String relation, @Nullable String middle, String label) {
		int available = MAX_BYTES - bytes(label) - 1 - ((middle != null) ? 1 : 0);
		int first = bytes(relation);
		int second = (middle != null) ? bytes(middle) : 0;
		while (first + second > available) {
			if (first > second) {
				first--;
			}
			else {
				second--;
			}
		}
		String start = clip(relation, first);
		return (middle != null) ? start + "_" + clip(middle, second) + "_" + label : start + "_" + label;
	}

	private static boolean startsWithRelation(String name, String relation, String label) {
		if (name.startsWith(relation + "_") && name.endsWith("_" + label)) {
			return true;
		}
		boolean shortened = bytes(name) > MAX_BYTES - 4;
		return shortened && name.endsWith("_" + label)
				&& name.startsWith(clip(relation, (MAX_BYTES - bytes(label)) / 3));
	}

	/** The server stops adding columns once the buffer holds 64 bytes. */
	private static String joined(List<String> columns) {
		StringBuilder joined = new StringBuilder();
		for (String column : columns) {
			if (!joined.isEmpty()) {
				joined.append('_');
			}
			joined.append(column);
			if (bytes(joined.toString()) > MAX_BYTES) {
				break;
			}
		}
		return joined.toString();
	}

	private static String clip(String text, int maximum) {
		int end = text.length();
		while (bytes(text.substring(0, end)) > maximum) {
			end = text.offsetByCodePoints(end, -1);
		}
		return text.substring(0, end);
	}

	private static int bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8).length;
	}

}
