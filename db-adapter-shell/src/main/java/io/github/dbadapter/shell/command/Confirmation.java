package io.github.dbadapter.shell.command;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.profile.ResolvedProfile;
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

}
