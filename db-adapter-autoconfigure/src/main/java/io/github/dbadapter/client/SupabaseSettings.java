package io.github.dbadapter.client;

import java.time.Duration;
import java.util.Objects;

import io.github.dbadapter.profile.DatabaseProfile;
import io.github.dbadapter.profile.SupabaseAccess;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How a Supabase project, or any PostgREST, is reached.
 *
 * @param url address of the project without a slash at its end
 * @param key API key, or {@code null} where none is needed
 * @param token gives the JWT of the user in whose name to act, asked for with each
 * request; empty to act in the key's own name
 * @param timeout how long to wait for an answer
 * @since 0.1.0
 */
public record SupabaseSettings(String url, @Nullable String key, Mono<String> token, Duration timeout) {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	/**
	 * Creates settings that act in the key's own name and wait half a minute.
	 * @param url address of the project without a slash at its end
	 * @param key API key, or {@code null} where none is needed
	 */
	public SupabaseSettings(String url, @Nullable String key) {
		this(url, key, Mono.empty(), TIMEOUT);
	}

	/**
	 * Creates the settings of a profile, which act in its key's own name.
	 * @param profile a profile whose provider is Supabase
	 * @return the settings
	 */
	public static SupabaseSettings of(DatabaseProfile profile) {
		SupabaseAccess access = Objects.requireNonNull(profile.supabase(), "The profile has no REST access");
		return new SupabaseSettings(access.url(), access.key());
	}

	/**
	 * Returns settings that act in the name of a user.
	 * @param token gives the user's JWT, asked for with each request
	 * @return other settings
	 */
	public SupabaseSettings withToken(Mono<String> token) {
		return new SupabaseSettings(this.url, this.key, token, this.timeout);
	}

	/**
	 * Returns the address; the key is never part of it.
	 */
	@Override
	public String toString() {
		return "SupabaseSettings[url=" + this.url + "]";
	}

}
