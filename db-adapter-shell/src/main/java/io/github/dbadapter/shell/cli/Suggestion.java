package io.github.dbadapter.shell.cli;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.sql.NearestNames;
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
		return NearestNames.of(withoutDashes(name), known, Suggestion::withoutDashes).stream().findFirst().orElse("");
	}

	/** Which all options have in common. */
	private static String withoutDashes(String name) {
		return name.replaceFirst("^-+", "");
	}

}
