package io.github.dbadapter.profile;

import java.util.Collection;
import java.util.List;

import io.github.dbadapter.InvalidInputException;

/**
 * Nothing says which database to use.
 *
 * @since 0.1.0
 */
public class NoProfileException extends InvalidInputException {

	private final List<String> known;

	private final String nextStep;

	NoProfileException(ProfileSelection selection, LockFile lockFile, Collection<String> known) {
		this(List.copyOf(known), nextStep(selection, lockFile, known));
	}

	private NoProfileException(List<String> known, String nextStep) {
		super("No database profile is chosen. " + nextStep);
		this.known = known;
		this.nextStep = nextStep;
	}

	private static String nextStep(ProfileSelection selection, LockFile lockFile, Collection<String> known) {
		if (known.isEmpty()) {
			return "No profile is defined: set %s, or add a profile under db.profiles or to db.toml."
				.formatted(selection.databaseUrlVariable());
		}
		String connect = lockFile.isEnabled() ? ", or run 'db-adapter connect NAME' once" : "";
		return "Set %s (or db.profile) to one of %s%s.".formatted(selection.profileVariable(), String.join(", ", known),
				connect);
	}

	public List<String> getKnown() {
		return this.known;
	}

	public String getNextStep() {
		return this.nextStep;
	}

}
