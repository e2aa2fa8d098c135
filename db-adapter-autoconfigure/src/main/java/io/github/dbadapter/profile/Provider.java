package io.github.dbadapter.profile;

/**
 * What stands behind a profile.
 *
 * @since 0.1.0
 */
public enum Provider {

	/** PostgreSQL, reached by its own protocol. */
	POSTGRES,

	/** Supabase, reached by its REST interface and, if given, a direct connection. */
	SUPABASE

}
