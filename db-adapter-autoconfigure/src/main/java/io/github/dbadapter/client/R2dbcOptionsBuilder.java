package io.github.dbadapter.client;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.ConnectionUrl;
import io.github.dbadapter.profile.SessionSettings;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.r2dbc.postgresql.PostgresqlConnectionFactoryProvider;
import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;

/**
 * Builds the driver's options for one set of connection parameters.
 */
final class R2dbcOptionsBuilder {

	private static final String APPLICATION_NAME = "db-adapter";

	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private final ConnectionParameters parameters;

	private final ConnectionFactoryOptions.Builder options = ConnectionFactoryOptions.builder();

	R2dbcOptionsBuilder(ConnectionParameters parameters) {
		this.parameters = parameters;
	}

	ConnectionFactoryOptions build() {
		this.parameters.parameters()
			.forEach((name, value) -> ConnectionUrl.checkParameter(name, value,
					"connection to " + this.parameters.address()));
		this.options.option(ConnectionFactoryOptions.DRIVER, PostgresqlConnectionFactoryProvider.POSTGRESQL_DRIVER);
		this.options.option(ConnectionFactoryOptions.DATABASE, this.parameters.database());
		this.options.option(ConnectionFactoryOptions.USER, user());
		if (this.parameters.password() != null) {
			this.options.option(ConnectionFactoryOptions.PASSWORD, this.parameters.password());
		}
		hosts();
		security();
		session();
		return this.options.build();
	}

	/** As libpq does, the operating system's user unless one is given. */
	private String user() {
		return (this.parameters.user() != null) ? this.parameters.user() : System.getProperty("user.name");
	}

	private void hosts() {
		List<Host> hosts = this.parameters.hosts();
		String target = this.parameters.targetServerType();
		if (hosts.size() == 1 && (target == null || target.equals("any"))) {
			this.options.option(ConnectionFactoryOptions.HOST, hosts.get(0).name());
			this.options.option(ConnectionFactoryOptions.PORT, hosts.get(0).port());
			return;
		}
		this.options.option(ConnectionFactoryOptions.PROTOCOL, PostgresqlConnectionFactoryProvider.FAILOVER_PROTOCOL);
		this.options.option(ConnectionFactoryOptions.HOST,
				hosts.stream().map(this::failoverHost).collect(Collectors.joining(",")));
		if (target != null) {
			this.options.option(option(PostgresqlConnectionFactoryProvider.TARGET_SERVER_TYPE), target);
		}
	}

	/** The driver splits this text at every colon. */
	private String failoverHost(Host host) {
		if (host.name().contains(":")) {
			throw new InvalidInputException(
					"The reactive driver cannot use the IPv6 address %s in a list of hosts or with target_session_attrs. Give a host name instead"
						.formatted(host));
		}
		return host.name() + ":" + host.port();
	}

	private void security() {
		this.options.option(option(PostgresqlConnectionFactoryProvider.SSL_MODE), this.parameters.sslMode());
		file("sslcert", this.parameters.parameters().get("sslcert"), PostgresqlConnectionFactoryProvider.SSL_CERT);
		file("sslkey", this.parameters.parameters().get("sslkey"), PostgresqlConnectionFactoryProvider.SSL_KEY);
		file("sslrootcert", this.parameters.rootCertificate(), PostgresqlConnectionFactoryProvider.SSL_ROOT_CERT);
	}

	private void session() {
		this.options.option(PostgresqlConnectionFactoryProvider.APPLICATION_NAME,
				this.parameters.parameters().getOrDefault("application_name", APPLICATION_NAME));
		this.options.option(ConnectionFactoryOptions.CONNECT_TIMEOUT, connectTimeout());
		this.options.option(PostgresqlConnectionFactoryProvider.TCP_KEEPALIVE, true);
		String settings = this.parameters.parameters().get("options");
		if (settings != null) {
			this.options.option(PostgresqlConnectionFactoryProvider.OPTIONS, SessionSettings.parse(settings));
		}
	}

	private Duration connectTimeout() {
		String seconds = this.parameters.parameters().get("connect_timeout");
		return (seconds != null) ? Duration.ofSeconds(Integer.parseInt(seconds)) : CONNECT_TIMEOUT;
	}

	private void file(String name, @Nullable String path, Option<String> option) {
		if (path == null) {
			return;
		}
		if (!Files.isReadable(Path.of(path))) {
			throw new InvalidInputException("Connection parameter '%s' of %s must be a readable file".formatted(name,
					this.parameters.address()));
		}
		this.options.option(option, path);
	}

	/** The driver reads the text form of every option, whatever the option's type. */
	@SuppressWarnings("unchecked")
	private static Option<Object> option(Option<?> option) {
		return (Option<Object>) option;
	}

}
