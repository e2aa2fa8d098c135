package io.github.dbadapter.backup;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.sql.AdministrativeDatabase;
import org.jspecify.annotations.Nullable;

/**
 * A database and the name that its profile gives it.
 *
 * @param database the database
 * @param profile name of its profile, {@code null} for none
 */
record NamedDatabase(AdministrativeDatabase database, @Nullable String profile) {

	static NamedDatabase of(ResolvedProfile profile) {
		return new NamedDatabase(profile.profile().administrativeDatabase(), profile.name());
	}

}
