package io.github.dbadapter.autoconfigure;

import java.util.Map;

import io.github.dbadapter.client.R2dbcConnections;
import io.github.dbadapter.profile.Profiles;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;

import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;

/**
 * The active profile as Spring Boot wants to know it. Resolved when asked for, so that an
 * application without use for a connection needs no profile.
 */
class ProfileConnectionDetails implements R2dbcConnectionDetails {

	private final Profiles profiles;

	private final Map<String, String> driverOptions;

	ProfileConnectionDetails(Profiles profiles, Map<String, String> driverOptions) {
		this.profiles = profiles;
		this.driverOptions = driverOptions;
	}

	@Override
	public ConnectionFactoryOptions getConnectionFactoryOptions() {
		ConnectionFactoryOptions.Builder options = R2dbcConnections
			.options(this.profiles.resolve(null).profile().requiredConnection())
			.mutate();
		this.driverOptions.forEach((name, value) -> options.option(Option.valueOf(name), value));
		return options.build();
	}

}
