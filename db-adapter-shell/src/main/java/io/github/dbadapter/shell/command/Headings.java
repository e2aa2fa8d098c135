package io.github.dbadapter.shell.command;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.render.Tone;
import org.jline.utils.AttributedString;

/**
 * The first line of a result: which database it is about and why that one.
 */
final class Headings {

	private Headings() {
	}

	/**
	 * Returns the heading.
	 * @param profile the profile that was worked on
	 * @param further what else belongs there
	 * @return pieces of one line
	 */
	static List<AttributedString> of(ResolvedProfile profile, String... further) {
		List<AttributedString> pieces = new ArrayList<>();
		pieces.add(AttributedString.join(Tone.PLAIN.of(" "), Tone.STRONG.of(profile.name()),
				Tone.PLAIN.of("(" + profile.describe() + ")")));
		if (profile.profile().isProtected()) {
			pieces.add(Tone.BAD.of("protected"));
		}
		for (String piece : further) {
			pieces.add(Tone.PLAIN.of(piece));
		}
		return pieces;
	}

	/**
	 * Returns the heading of what goes into a database.
	 * @param target the profile that rows go to
	 * @param further what else belongs there
	 * @return pieces of one line
	 */
	static List<AttributedString> into(ResolvedProfile target, String... further) {
		return second("into", target, further);
	}

	/**
	 * Returns the heading of what another database is compared with.
	 * @param target the profile that rows would go to
	 * @param further what else belongs there
	 * @return pieces of one line
	 */
	static List<AttributedString> with(ResolvedProfile target, String... further) {
		return second("with", target, further);
	}

	private static List<AttributedString> second(String word, ResolvedProfile profile, String... further) {
		List<AttributedString> pieces = new ArrayList<>(of(profile, further));
		pieces.add(0, Tone.PLAIN.of(word));
		return pieces;
	}

}
