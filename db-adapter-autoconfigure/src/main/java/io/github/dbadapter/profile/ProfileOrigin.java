package io.github.dbadapter.profile;

/**
 * Why a profile is the active one.
 *
 * @param kind which rule decided
 * @param description the same for people, completing a sentence such as "production, …":
 * {@code from DB_PROFILE}, {@code named in .db-profile}, {@code the only profile}
 * @since 0.1.0
 */
public record ProfileOrigin(Kind kind, String description) {

	static final ProfileOrigin ARGUMENT = new ProfileOrigin(Kind.ARGUMENT, "named explicitly");

	static final ProfileOrigin ONLY_PROFILE = new ProfileOrigin(Kind.ONLY_PROFILE, "the only profile");

	static ProfileOrigin lockFile(LockFile lockFile) {
		return new ProfileOrigin(Kind.LOCK_FILE, "named in " + lockFile);
	}

	@Override
	public String toString() {
		return this.description;
	}

	/**
	 * The rules, the first that gives an answer wins.
	 */
	public enum Kind {

		/** Named by the caller. */
		ARGUMENT,

		/** The property {@code db.profile} or the variable {@code DB_PROFILE}. */
		CONFIGURED,

		/** An anonymous profile from the variable {@code DATABASE_URL}. */
		DATABASE_URL,

		/** The lock file. */
		LOCK_FILE,

		/** There is no other profile. */
		ONLY_PROFILE,

		/** The connection that the application has without any profile. */
		APPLICATION

	}

}
