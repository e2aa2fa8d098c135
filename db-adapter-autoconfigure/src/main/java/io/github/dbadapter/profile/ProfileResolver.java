package io.github.dbadapter.profile;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the active profile: argument, configured name, {@code DATABASE_URL}, lock file,
 * the only profile. Pure; the first rule that gives an answer wins, also if that answer
 * is an error.
 */
final class ProfileResolver {

	private final Map<String, ProfileDefinition> profiles;

	private final ProfileSelection selection;

	private final LockFile lockFile;

	ProfileResolver(Map<String, ProfileDefinition> profiles, ProfileSelection selection, LockFile lockFile) {
		this.profiles = profiles;
		this.selection = selection;
		this.lockFile = lockFile;
	}

	/**
	 * Chooses a profile.
	 * @param argument the name that the caller gave, {@code null} or blank for none
	 * @param locked the name in the lock file, {@code null} for none
	 * @return the profile and where the choice comes from, or {@code null} if no rule
	 * gives an answer
	 */
	@Nullable ResolvedProfile resolve(@Nullable String argument, @Nullable String locked) {
		if (argument != null && !argument.isBlank()) {
			return named(argument.strip(), ProfileOrigin.ARGUMENT);
		}
		if (this.selection.name() != null) {
			return named(this.selection.name(),
					new ProfileOrigin(ProfileOrigin.Kind.CONFIGURED, "from " + this.selection.nameOrigin()));
		}
		if (this.selection.databaseUrl() != null) {
			String variable = this.selection.databaseUrlVariable();
			return new ResolvedProfile(
					ProfileDefinition.ofUrl(this.selection.databaseUrl())
						.toProfile(Profiles.ANONYMOUS, "value of " + variable),
					new ProfileOrigin(ProfileOrigin.Kind.DATABASE_URL, "from " + variable));
		}
		if (locked != null) {
			ProfileDefinition definition = this.profiles.get(locked);
			if (definition == null) {
				throw new StaleLockFileException(this.lockFile, locked, this.profiles.keySet());
			}
			return new ResolvedProfile(definition.toProfile(locked), ProfileOrigin.lockFile(this.lockFile));
		}
		if (this.profiles.size() == 1) {
			return named(this.profiles.keySet().iterator().next(), ProfileOrigin.ONLY_PROFILE);
		}
		return null;
	}

	private ResolvedProfile named(String name, ProfileOrigin origin) {
		ProfileDefinition definition = this.profiles.get(name);
		if (definition == null) {
			throw new UnknownProfileException(name, origin, this.profiles.keySet());
		}
		return new ResolvedProfile(definition.toProfile(name), origin);
	}

}
