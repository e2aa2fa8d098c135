package io.github.dbadapter.shell.command;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.Questions;
import org.jspecify.annotations.Nullable;

/**
 * The user's word that something is to be applied, which for a protected profile has to
 * name it.
 */
final class Confirmation {

	private Confirmation() {
	}

	/**
	 * Whether the user has confirmed.
	 * @param confirmation what {@code --confirm} was given, empty without a name,
	 * {@code null} without the option
	 * @param profile the profile that would be written to
	 * @return {@code false} without the option
	 * @throws OperationRefusedException if another profile is named, or none and the
	 * profile is protected
	 */
	static boolean isGiven(@Nullable String confirmation, ResolvedProfile profile) {
		if (confirmation == null) {
			return false;
		}
		if (!confirmation.isEmpty() && !confirmation.equals(profile.name())) {
			throw new OperationRefusedException(
					"The profile is '%s', but --confirm names '%s'. Nothing has been changed".formatted(profile.name(),
							confirmation));
		}
		if (confirmation.isEmpty() && profile.profile().isProtected()) {
			throw new OperationRefusedException(
					"The profile '%s' is protected. Nothing has been changed. To go on, name it: --confirm=%s"
						.formatted(profile.name(), profile.name()));
		}
		return true;
	}

	/**
	 * Asks for the user's word, for a protected profile by its name, so that no habit
	 * gives it.
	 * @param what what would be done, beginning a question
	 * @param profile the profile that would be written to
	 * @param scope where there may be somebody to ask
	 * @return {@code false} also where nobody can be asked
	 */
	static boolean isGivenWhenAsked(String what, ResolvedProfile profile, CommandScope scope) {
		Questions questions = scope.console().questions();
		if (questions == null || scope.isNested()) {
			return false;
		}
		boolean named = profile.profile().isProtected();
		String answer = questions.ask(named ? what + " the protected profile? Type its name: "
				: "%s %s? [y/N] ".formatted(what, profile.name()));
		boolean given = answer != null && (named ? answer.equals(profile.name())
				: answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"));
		if (!given) {
			scope.notice("Nothing has been changed");
		}
		return given;
	}

}
