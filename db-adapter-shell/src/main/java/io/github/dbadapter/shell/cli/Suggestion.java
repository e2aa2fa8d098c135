package io.github.dbadapter.shell.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import picocli.CommandLine.Model.CommandSpec;

/**
 * Finds what was probably meant by a word that is not known.
 */
final class Suggestion {

	private Suggestion() {
	}

	/**
	 * Returns the name that is nearest to a word.
	 * @param word an unknown option or command, perhaps with a value
	 * @param spec the command that does not know it
	 * @return the nearest name, empty if none is near
	 */
	static String nearest(String word, CommandSpec spec) {
		String name = word.startsWith("-") ? word.split("=", 2)[0] : word;
		List<String> known = new ArrayList<>();
		if (name.startsWith("-")) {
			spec.options().forEach((option) -> known.addAll(List.of(option.names())));
		}
		else {
			known.addAll(spec.subcommands().keySet());
		}
		int limit = Math.max(1, name.length() / 3);
		return known.stream()
			.filter((candidate) -> distance(name, candidate) <= limit
					|| (name.length() > 3 && candidate.startsWith(name)))
			.min(Comparator.comparingInt((candidate) -> distance(name, candidate)))
			.orElse("");
	}

	/** Edits between two words, a swap of neighbours counting as one. */
	private static int distance(String left, String right) {
		String a = left.toLowerCase(Locale.ROOT);
		String b = right.toLowerCase(Locale.ROOT);
		int[][] edits = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				if (i == 0 || j == 0) {
					edits[i][j] = i + j;
					continue;
				}
				int substitution = edits[i - 1][j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				edits[i][j] = Math.min(substitution, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
				if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
					edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
				}
			}
		}
		return edits[a.length()][b.length()];
	}

}
