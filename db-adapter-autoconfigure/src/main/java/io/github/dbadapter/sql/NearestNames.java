package io.github.dbadapter.sql;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Finds what a mistyped name may have been meant to be: a table, a profile, an option.
 *
 * @since 0.1.0
 */
public final class NearestNames {

	private static final int MOST = 3;

	/** Of so short a name two edits leave nothing. */
	private static final int SHORT = 3;

	/** Longer ones are not typed by hand, and would take long to compare. */
	private static final int LONGEST = 128;

	private static final int SHOWN = 80;

	private NearestNames() {
	}

	/**
	 * Returns the known names that need the fewest edits, case aside, and those that the
	 * given one is the beginning of.
	 * @param name the name as typed
	 * @param known the names there are
	 * @return at most three, the nearest first, none if all are far away
	 */
	public static List<String> of(String name, Collection<String> known) {
		return of(name, known, UnaryOperator.identity());
	}

	/**
	 * Returns the known names of which a part needs the fewest edits, case aside.
	 * @param name the name as typed
	 * @param known the names there are
	 * @param part what of a known name to compare
	 * @return at most three, the nearest first, none if all are far away
	 */
	public static List<String> of(String name, Collection<String> known, UnaryOperator<String> part) {
		if (name.length() > LONGEST) {
			return List.of();
		}
		String typed = name.toLowerCase(Locale.ROOT);
		record Candidate(String name, int edits) {
		}
		return known.stream()
			.filter((candidate) -> isNear(typed, part.apply(candidate).toLowerCase(Locale.ROOT)))
			.map((candidate) -> new Candidate(candidate, edits(typed, part.apply(candidate).toLowerCase(Locale.ROOT))))
			.sorted(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
			.limit(MOST)
			.map(Candidate::name)
			.toList();
	}

	private static boolean isNear(String typed, String candidate) {
		if (typed.length() > SHORT && candidate.startsWith(typed)) {
			return true;
		}
		int most = (typed.length() > SHORT) ? Math.max(2, typed.length() / 3) : 1;
		if (Math.abs(candidate.length() - typed.length()) > most) {
			return false;
		}
		int edits = edits(typed, candidate);
		return edits <= most && edits < candidate.length();
	}

	/**
	 * Completes a message.
	 * @param nearest nearest names
	 * @param known the names there are
	 * @return a sentence that begins with a full stop and a blank
	 */
	public static String sentence(List<String> nearest, Collection<String> known) {
		if (!nearest.isEmpty()) {
			return ". Did you mean %s?"
				.formatted(nearest.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(" or ")));
		}
		return known.isEmpty() ? "" : ". Known are: " + String.join(", ", known);
	}

	/**
	 * Returns a name for messages, on one line and of bounded length.
	 * @param name the name as given
	 * @return at most 80 characters and an ellipsis
	 */
	public static String shown(String name) {
		String oneLine = name.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", "\u00b7");
		return (oneLine.length() > SHOWN) ? oneLine.substring(0, SHOWN) + "\u2026" : oneLine;
	}

	/** Edits between two words, a swap of neighbours counting as one. */
	private static int edits(String from, String to) {
		int[] beforeLast = new int[to.length() + 1];
		int[] last = new int[to.length() + 1];
		int[] row = new int[to.length() + 1];
		for (int j = 0; j <= to.length(); j++) {
			last[j] = j;
		}
		for (int i = 1; i <= from.length(); i++) {
			row[0] = i;
			for (int j = 1; j <= to.length(); j++) {
				int substituted = last[j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
				row[j] = Math.min(substituted, Math.min(row[j - 1], last[j]) + 1);
				if (i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
						&& from.charAt(i - 2) == to.charAt(j - 1)) {
					row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
				}
			}
			int[] free = beforeLast;
			beforeLast = last;
			last = row;
			row = free;
		}
		return last[to.length()];
	}

}
