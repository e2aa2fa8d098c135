package io.github.dbadapter.profile;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.ConnectionParameters;
import org.jspecify.annotations.Nullable;

/**
 * A profile as it is written, before its URL has been read: one that is malformed must
 * not get in the way of the others.
 *
 * @param provider {@code postgres} (also if {@code null}) or {@code supabase}
 * @param url connection URL, or the address of the Supabase project
 * @param password password to use when the URL has none or has the placeholder
 * {@value #PASSWORD_PLACEHOLDER}
 * @param key API key of the Supabase project
 * @param databaseUrl connection URL of the database behind a Supabase project
 * @param description what the profile is for
 * @param isProtected whether writing needs the profile to be named
 * @since 0.1.0
 */
public record ProfileDefinition(@Nullable String provider, @Nullable String url, @Nullable String password,
		@Nullable String key, @Nullable String databaseUrl, @Nullable String description, boolean isProtected) {

	/**
	 * What a URL copied from a provider's web console has in place of the password.
	 */
	public static final String PASSWORD_PLACEHOLDER = "[YOUR-PASSWORD]";

	private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z_][\\w.-]*)}");

	/**
	 * Creates the definition of a profile that has nothing but a URL.
	 * @param url connection URL
	 * @return the definition
	 */
	public static ProfileDefinition ofUrl(String url) {
		return new ProfileDefinition(null, url, null, null, null, null, false);
	}

	/**
	 * Reads the profile.
	 * @param name name of the profile, for messages
	 * @return the profile
	 * @throws InvalidInputException if a URL is missing or malformed, or the provider is
	 * not known
	 */
	public DatabaseProfile toProfile(String name) {
		return toProfile(name, "URL of profile '%s'".formatted(name));
	}

	DatabaseProfile toProfile(String name, String subject) {
		requireResolved(name, "url", this.url);
		String address = text(this.url);
		if (address.isEmpty()) {
			throw new InvalidInputException("Profile '%s' has no URL: set db.profiles.%s.url".formatted(name, name));
		}
		boolean supabase = provider(name) == Provider.SUPABASE;
		if (!supabase || ConnectionUrl.isSupported(address)) {
			return profile(name, Provider.POSTGRES, connection(name, address, subject), null);
		}
		if (!address.matches("https?://[^\\s?#@]+")) {
			throw new MalformedConnectionUrlException(subject,
					"a Supabase project's address begins with https:// and has neither user nor parameters");
		}
		requireResolved(name, "database-url", this.databaseUrl);
		@Nullable ConnectionParameters direct = text(this.databaseUrl).isEmpty() ? null
				: connection(name, text(this.databaseUrl), "database URL of profile '%s'".formatted(name));
		return profile(name, Provider.SUPABASE, direct,
				new SupabaseAccess(address.replaceAll("/+$", ""), text(this.key).isEmpty() ? null : text(this.key)));
	}

	/** What is left of it would be taken for the password itself, and refused. */
	private static void requireResolved(String name, String property, @Nullable String value) {
		Matcher placeholder = PLACEHOLDER.matcher(text(value));
		if (placeholder.find()) {
			throw new InvalidInputException("db.profiles.%s.%s refers to %s, which is not set: set the variable %s"
				.formatted(name, property, placeholder.group(), placeholder.group(1)));
		}
	}

	private DatabaseProfile profile(String name, Provider provider, @Nullable ConnectionParameters connection,
			@Nullable SupabaseAccess supabase) {
		return new DatabaseProfile(name, provider, connection, supabase, text(this.description), this.isProtected);
	}

	private Provider provider(String name) {
		return switch (text(this.provider).toLowerCase(Locale.ROOT)) {
			case "", "postgres", "postgresql" -> Provider.POSTGRES;
			case "supabase" -> Provider.SUPABASE;
			default -> throw new InvalidInputException(
					"Profile '%s' has the unknown provider '%s'. Known are: postgres, supabase.".formatted(name,
							text(this.provider)));
		};
	}

	private ConnectionParameters connection(String name, String url, String subject) {
		ConnectionParameters parsed = ConnectionUrl.parse(url, subject);
		boolean placeholder = PASSWORD_PLACEHOLDER.equals(parsed.password());
		if (this.password != null && !this.password.isEmpty() && (placeholder || parsed.password() == null)) {
			requireResolved(name, "password", this.password);
			return parsed.withPassword(this.password);
		}
		if (placeholder) {
			throw new InvalidInputException("The %s still has the placeholder %s: set db.profiles.%s.password"
				.formatted(subject, PASSWORD_PLACEHOLDER, name));
		}
		return parsed;
	}

	private static String text(@Nullable String value) {
		return (value != null) ? value.strip() : "";
	}

	static String mask(@Nullable String secret) {
		return (secret != null && !secret.isEmpty()) ? "******" : "none";
	}

	/**
	 * Returns what is not secret; the URLs may hold a password and are left out.
	 */
	@Override
	public String toString() {
		return "ProfileDefinition[provider=%s, url=%s, password=%s, key=%s, databaseUrl=%s, description=%s, isProtected=%s]"
			.formatted(this.provider, mask(this.url), mask(this.password), mask(this.key), mask(this.databaseUrl),
					this.description, this.isProtected);
	}

}
