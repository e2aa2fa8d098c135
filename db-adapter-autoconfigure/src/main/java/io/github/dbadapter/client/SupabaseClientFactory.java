package io.github.dbadapter.client;

import io.github.dbadapter.profile.DatabaseProfile;

/**
 * Makes the clients of the profiles whose provider is Supabase. An application may
 * declare one as a bean, for example to act in the name of its users
 * ({@link SupabaseSettings#withToken}).
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SupabaseClientFactory {

	/**
	 * Makes a client. Nothing is sent before it is used.
	 * @param profile a profile that has REST access
	 * @return the client, of which the caller takes care
	 */
	DatabaseClient create(DatabaseProfile profile);

}
