package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.SessionSettings;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;

/**
 * The connection of {@code spring.r2dbc.url}, of Testcontainers, of Docker Compose or of
 * a connection factory that still knows its options.
 */
class R2dbcApplicationConnection {

	private final ObjectProvider<R2dbcConnectionDetails> details;

	private final ObjectProvider<ConnectionFactory> connectionFactory;

	R2dbcApplicationConnection(ObjectProvider<R2dbcConnectionDetails> details,
			ObjectProvider<ConnectionFactory> connectionFactory) {
		this.details = details;
		this.connectionFactory = connectionFactory;
	}

	/**
	 * Makes the connection the active profile.
	 * @param configured the profiles as configured
	 * @return the profiles to use; where the address cannot be had only a profile that is
	 * named on purpose is active
	 */
	Profiles apply(Profiles configured) {
		R2dbcConnectionDetails found = this.details.getIfUnique();
		if (found instanceof ProfileConnectionDetails) {
			return configured;
		}
		ConnectionFactoryOptions options = (found != null) ? found.getConnectionFactoryOptions() : factoryOptions();
		ConnectionParameters parameters = (options != null) ? parameters(options) : null;
		if (parameters != null) {
			return configured.withApplicationConnection(parameters, "from the application's R2DBC connection");
		}
		return (configured.selection().name() != null) ? configured : configured.withUnknownConnection();
	}

	private @Nullable ConnectionFactoryOptions factoryOptions() {
		ConnectionFactory factory = this.connectionFactory.getIfUnique();
		OptionsCapableConnectionFactory capable = (factory != null)
				? OptionsCapableConnectionFactory.unwrapFrom(factory) : null;
		return (capable != null) ? capable.getOptions() : null;
	}

	static @Nullable ConnectionParameters parameters(ConnectionFactoryOptions options) {
		String driver = text(options, "driver", "") + ":" + text(options, "protocol", "");
		String host = text(options, "host", "");
		String database = text(options, "database", text(options, "user", ""));
		if (!driver.matches("(pool:)?postgres(ql)?(:.*)?") || host.isEmpty() || database.isEmpty()) {
			return null;
		}
		Object password = options.getValue(ConnectionFactoryOptions.PASSWORD);
		return new ConnectionParameters(hosts(host, text(options, "port", "")), database, text(options, "user", null),
				(password != null) ? password.toString() : null, libpq(options));
	}

	private static List<Host> hosts(String names, String port) {
		int common = port.isEmpty() ? ConnectionParameters.DEFAULT_PORT : Integer.parseInt(port);
		List<Host> hosts = new ArrayList<>();
		for (String name : names.split(",")) {
			int colon = name.indexOf(':');
			boolean hasPort = colon > 0 && colon == name.lastIndexOf(':');
			hosts.add(hasPort ? new Host(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)))
					: new Host(name.replaceAll("[\\[\\]]", ""), common));
		}
		return hosts;
	}

	/** The driver's options that the administrative connection needs as well. */
	private static Map<String, String> libpq(ConnectionFactoryOptions options) {
		Map<String, String> parameters = new LinkedHashMap<>();
		put(parameters, "sslrootcert", text(options, "sslRootCert", null));
		put(parameters, "sslcert", text(options, "sslCert", null));
		put(parameters, "sslkey", text(options, "sslKey", null));
		String mode = text(options, "sslMode", "true".equals(text(options, "ssl", "")) ? "verify-full" : null);
		put(parameters, "sslmode", (mode != null) ? mode.toLowerCase(Locale.ROOT).replace('_', '-') : null);
		if (options.getValue(ConnectionFactoryOptions.CONNECT_TIMEOUT) instanceof Duration timeout) {
			put(parameters, "connect_timeout", String.valueOf(Math.max(1, timeout.toSeconds())));
		}
		String schema = text(options, "schema", null);
		if (schema != null) {
			put(parameters, "options", SessionSettings.format(Map.of("search_path", schema)));
		}
		return parameters;
	}

	private static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

	private static @Nullable String text(ConnectionFactoryOptions options, String name, @Nullable String absent) {
		Object value = options.getValue(Option.valueOf(name));
		return (value != null) ? value.toString() : absent;
	}

}
