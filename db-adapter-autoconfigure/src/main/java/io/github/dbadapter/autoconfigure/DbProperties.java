package io.github.dbadapter.autoconfigure;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileDefinition;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * Properties of the profiles.
 *
 * @param profile Name of the active profile. With an empty prefix also the variable
 * DB_PROFILE.
 * @param lockFile File that holds the name of the profile last connected to and found in
 * order, or 'none'.
 * @param configFile File in TOML format whose sections become properties below 'db', with
 * less weight than the application's own properties, or 'none'.
 * @param envPrefix Prefix of the variables DB_PROFILE and DATABASE_URL, with or without
 * the underscore at its end. When set, the variables without it are ignored.
 * @param profiles Profiles by name.
 */
@ConfigurationProperties("db")
record DbProperties(@Nullable String profile, @DefaultValue(LockFile.DEFAULT_NAME) String lockFile,
		@DefaultValue(ConfigFile.DEFAULT_NAME) String configFile, @DefaultValue("") String envPrefix,
		@Nullable Map<String, Profile> profiles) {

	DbProperties {
		lockFile = lockFile.isBlank() ? LockFile.DEFAULT_NAME : lockFile;
		profiles = (profiles != null) ? Map.copyOf(profiles) : Map.of();
	}

	Map<String, ProfileDefinition> definitions() {
		return profiles().entrySet()
			.stream()
			.filter((profile) -> !isSpeltBetter(profile.getKey()))
			.collect(Collectors.toMap(Map.Entry::getKey, (profile) -> profile.getValue().toDefinition()));
	}

	/**
	 * A variable such as {@code DB_PROFILES_MYSHOP_PASSWORD}, which completes the profile
	 * 'my-shop', makes it appear under the name 'myshop' as well.
	 */
	private boolean isSpeltBetter(String name) {
		return profiles().keySet()
			.stream()
			.anyMatch((other) -> !other.equals(name)
					&& other.replaceAll("[^\\p{Alnum}]", "").toLowerCase(Locale.ROOT).equals(name));
	}

	/**
	 * One profile.
	 *
	 * @param provider What stands behind the profile, 'postgres' or 'supabase'.
	 * @param url Connection URL, or the address of the Supabase project.
	 * @param password Password for a URL that has none or has '[YOUR-PASSWORD]'.
	 * @param dbPassword Another name for 'password'.
	 * @param key API key of the Supabase project.
	 * @param databaseUrl Connection URL of the database behind the Supabase project.
	 * @param description What the profile is for.
	 * @param isProtected Whether writing needs the profile to be named.
	 */
	record Profile(@Nullable String provider, @Nullable String url, @Nullable String password,
			@Nullable String dbPassword, @Nullable String key, @Nullable String databaseUrl,
			@Nullable String description, @Name("protected") boolean isProtected) {

		ProfileDefinition toDefinition() {
			String secret = (this.password != null && !this.password.isEmpty()) ? this.password : this.dbPassword;
			return new ProfileDefinition(this.provider, this.url, secret, this.key, this.databaseUrl, this.description,
					this.isProtected);
		}

		/** As the definition's, which leaves the secrets out. */
		@Override
		public String toString() {
			return toDefinition().toString();
		}

	}

}
