package io.github.dbadapter.profile;

import org.jspecify.annotations.Nullable;

/**
 * Where a Supabase project's REST interface is.
 *
 * @param url address of the project, for example {@code https://xyz.supabase.co}, without
 * a slash at its end
 * @param key API key, or {@code null} if none is configured
 * @since 0.1.0
 */
public record SupabaseAccess(String url, @Nullable String key) {

	/**
	 * Returns the address; the key is never part of it.
	 */
	@Override
	public String toString() {
		return "SupabaseAccess[url=" + this.url + ", key=" + ProfileDefinition.mask(this.key) + "]";
	}

}
