package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import org.jspecify.annotations.Nullable;

/**
 * The active profile for those who only look on: one that cannot be used is reported by
 * whoever needs it.
 */
final class ActiveProfile {

	private ActiveProfile() {
	}

	static @Nullable ResolvedProfile find(Profiles profiles) {
		try {
			return profiles.find(null);
		}
		catch (InvalidInputException ex) {
			return null;
		}
	}

	static String name(Profiles profiles) {
		ResolvedProfile active = find(profiles);
		return (active != null) ? active.name() : Profiles.APPLICATION;
	}

}
