package io.github.dbadapter.autoconfigure;

import io.github.dbadapter.client.R2dbcConnections;
import io.github.dbadapter.profile.Profiles;
import io.r2dbc.spi.ConnectionFactoryOptions;

import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;

/**
 * The active profile as Spring Boot wants to know it. Resolved when asked for, so that an
 * application without use for a connection needs no profile.
 */
class ProfileConnectionDetails implements R2dbcConnectionDetails {

	private final Profiles profiles;

	ProfileConnectionDetails(Profiles profiles) {
		this.profiles = profiles;
	}

	@Override
	public ConnectionFactoryOptions getConnectionFactoryOptions() {
		return R2dbcConnections.options(this.profiles.resolve(null).profile().requiredConnection());
	}

}
