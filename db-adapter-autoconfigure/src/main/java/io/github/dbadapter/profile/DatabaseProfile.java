package io.github.dbadapter.profile;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import org.jspecify.annotations.Nullable;

/**
 * A named database.
 *
 * @param name name of the profile
 * @param provider what stands behind it
 * @param connection direct connection, {@code null} for a Supabase profile without one
 * @param supabase REST access, {@code null} unless the provider is Supabase
 * @param description what it is for, empty if nobody said
 * @param isProtected whether writing needs the profile to be named
 * @since 0.1.0
 */
public record DatabaseProfile(String name, Provider provider, @Nullable ConnectionParameters connection,
		@Nullable SupabaseAccess supabase, String description, boolean isProtected) {

	/**
	 * Returns the direct connection.
	 * @return where the database is and how to log in
	 * @throws InvalidInputException for a Supabase profile without a direct connection
	 */
	public ConnectionParameters requiredConnection() {
		if (this.connection == null) {
			throw new InvalidInputException(
					("Profile '%s' reaches Supabase by REST only, which can neither read a schema "
							+ "nor copy data: set db.profiles.%s.database-url to the direct connection of the database")
						.formatted(this.name, this.name));
		}
		return this.connection;
	}

	/**
	 * Returns the administrative plane of this database; nothing is opened yet.
	 * @return the database
	 * @throws InvalidInputException for a Supabase profile without a direct connection
	 */
	public AdministrativeDatabase administrativeDatabase() {
		return new AdministrativeDatabase(requiredConnection());
	}

	/**
	 * Returns the address for messages, without user and password.
	 * @return host, port and database, or the address of the Supabase project
	 */
	public String address() {
		if (this.connection != null) {
			return this.connection.address();
		}
		return (this.supabase != null) ? this.supabase.url() : "";
	}

}
