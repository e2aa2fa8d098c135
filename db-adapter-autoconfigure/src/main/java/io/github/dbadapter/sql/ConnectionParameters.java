package io.github.dbadapter.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and how to log in, independent of the driver. Parameter
 * names and values are those of libpq's connection URIs (PostgreSQL manual, chapter
 * 34.1.2), for example {@code sslmode}, {@code connect_timeout} or {@code options}.
 *
 * @param hosts servers in the order in which they are tried, at least one
 * @param database name of the database
 * @param user role to log in as, or {@code null} for the operating system's user
 * @param password password in plain text, or {@code null} for none
 * @param parameters further libpq parameters by name, none of them a secret
 * @since 0.1.0
 */
public record ConnectionParameters(List<Host> hosts, String database, @Nullable String user, @Nullable String password,
		Map<String, String> parameters) {

	/**
	 * Port on which PostgreSQL listens unless told otherwise.
	 */
	public static final int DEFAULT_PORT = 5432;

	/** In place of a file: whom the system trusts. */
	private static final String SYSTEM = "system";

	/** How libpq's target_session_attrs are called by both Java drivers. */
	private static final Map<String, String> TARGET_SERVER_TYPES = Map.of("any", "any", "read-write", "primary",
			"primary", "primary", "read-only", "secondary", "standby", "secondary", "prefer-standby",
			"preferSecondary");

	public ConnectionParameters {
		if (hosts.isEmpty()) {
			throw new IllegalArgumentException("'hosts' must not be empty");
		}
		hosts = List.copyOf(hosts);
		parameters = Map.copyOf(new TreeMap<>(parameters));
	}

	/**
	 * Returns the address without user and password, for messages.
	 * @return for example {@code db1:5432,db2:5432/shop}
	 */
	public String address() {
		return this.hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/" + this.database;
	}

	/**
	 * Returns which of several servers to use, in the words of the Java drivers.
	 * @return for example {@code primary}, or {@code null} unless
	 * {@code target_session_attrs} has a value that libpq knows
	 */
	public @Nullable String targetServerType() {
		String attributes = this.parameters.get("target_session_attrs");
		return (attributes != null) ? TARGET_SERVER_TYPES.get(attributes) : null;
	}

	/**
	 * Returns how TLS is used. As with libpq, whoever trusts the system's authorities
	 * wants the server to be verified.
	 * @return value of {@code sslmode}, {@code prefer} unless something says otherwise
	 */
	public String sslMode() {
		return this.parameters.getOrDefault("sslmode",
				SYSTEM.equals(this.parameters.get("sslrootcert")) ? "verify-full" : "prefer");
	}

	/**
	 * Returns the file with the authorities that a server's certificate is checked
	 * against: the one given, else libpq's {@code ~/.postgresql/root.crt} if the mode
	 * verifies and that file is there.
	 * @return the path, or {@code null} for the authorities that Java trusts
	 */
	public @Nullable String rootCertificate() {
		String given = this.parameters.get("sslrootcert");
		if (given != null) {
			return SYSTEM.equals(given) ? null : given;
		}
		Path standard = Path.of(System.getProperty("user.home"), ".postgresql", "root.crt");
		return (sslMode().startsWith("verify") && Files.isReadable(standard)) ? standard.toString() : null;
	}

	public ConnectionParameters withDatabase(String database) {
		return new ConnectionParameters(this.hosts, database, this.user, this.password, this.parameters);
	}

	public ConnectionParameters withPassword(@Nullable String password) {
		return new ConnectionParameters(this.hosts, this.database, this.user, password, this.parameters);
	}

	/**
	 * Returns the address and the user; the password is never part of it.
	 */
	@Override
	public String toString() {
		return ((this.user != null) ? this.user + "@" : "") + address();
	}

	/**
	 * One server of a connection.
	 *
	 * @param name host name or address, an IPv6 address without its brackets
	 * @param port TCP port
	 */
	public record Host(String name, int port) {

		@Override
		public String toString() {
			return (this.name.contains(":") ? "[" + this.name + "]" : this.name) + ":" + this.port;
		}

	}

}
