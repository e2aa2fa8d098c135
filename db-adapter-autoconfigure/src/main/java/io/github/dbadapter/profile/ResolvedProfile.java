package io.github.dbadapter.profile;

/**
 * A profile and why it was chosen.
 *
 * @param profile the profile
 * @param origin why it was chosen
 * @since 0.1.0
 */
public record ResolvedProfile(DatabaseProfile profile, ProfileOrigin origin) {

	public String name() {
		return this.profile.name();
	}

	/**
	 * Returns where the choice comes from, for messages.
	 * @return for example {@code from DB_PROFILE} or {@code the only profile}
	 */
	public String describe() {
		return this.origin.description();
	}

	/**
	 * Whether the profile has a name under which it can be found again; one that was made
	 * from {@code DATABASE_URL} or from the application's connection has not, and is
	 * never written to the lock file.
	 * @return whether it is one of the named profiles
	 */
	public boolean isNamed() {
		return this.origin.kind() != ProfileOrigin.Kind.DATABASE_URL
				&& this.origin.kind() != ProfileOrigin.Kind.APPLICATION;
	}

	@Override
	public String toString() {
		return name() + " (" + describe() + ")";
	}

}
