package io.github.dbadapter.profile;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a mistyped name was probably meant to be.
 */
final class NearestName {

	private NearestName() {
	}

	/**
	 * Returns the known name that needs the fewest edits, case aside.
	 * @param name the name as typed
	 * @param known the names there are
	 * @return the nearest, or {@code null} if more than a third of it would have to
	 * change
	 */
	static @Nullable String of(String name, Collection<String> known) {
		@Nullable String nearest = null;
		int fewest = Math.max(2, name.length() / 3) + 1;
		for (String candidate : known) {
			int edits = edits(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
			if (edits < fewest && edits < candidate.length()) {
				nearest = candidate;
				fewest = edits;
			}
		}
		return nearest;
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
