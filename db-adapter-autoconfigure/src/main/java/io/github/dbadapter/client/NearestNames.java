package io.github.dbadapter.client;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Finds what a mistyped name may have been meant to be.
 */
final class NearestNames {

	private static final int MOST = 3;

	/** Longer ones are not typed by hand, and would take long to compare. */
	private static final int LONGEST = 128;

	private static final int SHOWN = 80;

	private NearestNames() {
	}

	/**
	 * Returns the known names that need the fewest edits, case aside.
	 * @param name the name as typed
	 * @param known the names there are
	 * @return at most three, the nearest first, none if all are far away
	 */
	static List<String> of(String name, Collection<String> known) {
		return of(name, known, UnaryOperator.identity());
	}

	/**
	 * Returns the known names of which a part needs the fewest edits, case aside.
	 * @param name the name as typed
	 * @param known the names there are
	 * @param part what of a known name to compare
	 * @return at most three, the nearest first, none if all are far away
	 */
	static List<String> of(String name, Collection<String> known, UnaryOperator<String> part) {
		if (name.length() > LONGEST) {
			return List.of();
		}
		String typed = name.toLowerCase(Locale.ROOT);
		int most = Math.max(2, name.length() / 3);
		record Candidate(String name, int edits) {
		}
		return known.stream()
			.filter((candidate) -> Math.abs(part.apply(candidate).length() - name.length()) <= most)
			.map((candidate) -> new Candidate(candidate, edits(typed, part.apply(candidate).toLowerCase(Locale.ROOT))))
			.filter((candidate) -> candidate.edits() <= most
					&& candidate.edits() < part.apply(candidate.name()).length())
			.sorted(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
			.limit(MOST)
			.map(Candidate::name)
			.toList();
	}

	/**
	 * Completes a message.
	 * @param nearest nearest names
	 * @param known the names there are
	 * @return a sentence that begins with a full stop and a blank
	 */
	static String sentence(List<String> nearest, Collection<String> known) {
		if (!nearest.isEmpty()) {
			return ". Did you mean %s?"
				.formatted(nearest.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(" or ")));
		}
		return known.isEmpty() ? "" : ". Known are: " + String.join(", ", known);
	}

	/** A name for messages: on one line and of bounded length. */
	static String shown(String name) {
		String oneLine = name.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "\u00b7");
		return (oneLine.length() > SHOWN) ? oneLine.substring(0, SHOWN) + "\u2026" : oneLine;
	}

	/** Levenshtein's distance, one row of the matrix at a time. */
	private static int edits(String from, String to) {
		int[] row = new int[to.length() + 1];
		for (int column = 0; column < row.length; column++) {
			row[column] = column;
		}
		for (int i = 1; i <= from.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int substituted = diagonal + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		return row[to.length()];
	}

}
