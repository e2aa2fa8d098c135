package io.github.dbadapter.profile;

import org.jspecify.annotations.Nullable;

/**
 * What configuration and environment say about the active profile.
 *
 * @param name name of the chosen profile, {@code null} if none is
 * @param nameOrigin where the name was found, for example {@code DB_PROFILE} or
 * {@code db.profile}
 * @param databaseUrl value of the variable {@code DATABASE_URL}, {@code null} if not set
 * @param variablePrefix prefix of the variables, empty or ending with an underscore
 * @since 0.1.0
 */
public record ProfileSelection(@Nullable String name, String nameOrigin, @Nullable String databaseUrl,
		String variablePrefix) {

	/**
	 * Nothing is said.
	 */
	public static final ProfileSelection NONE = new ProfileSelection(null, "db.profile", null, "");

	public ProfileSelection {
		name = (name != null && !name.isBlank()) ? name.strip() : null;
		databaseUrl = (databaseUrl != null && !databaseUrl.isBlank()) ? databaseUrl.strip() : null;
	}

	public static ProfileSelection ofName(String name, String origin) {
		return new ProfileSelection(name, origin, null, "");
	}

	public String databaseUrlVariable() {
		return this.variablePrefix + "DATABASE_URL";
	}

	public String profileVariable() {
		return this.variablePrefix + "DB_PROFILE";
	}

	/**
	 * Leaves out the URL, which may hold a password.
	 */
	@Override
	public String toString() {
		return "ProfileSelection[name=%s, nameOrigin=%s, databaseUrl=%s, variablePrefix=%s]".formatted(this.name,
				this.nameOrigin, ProfileDefinition.mask(this.databaseUrl), this.variablePrefix);
	}

}
