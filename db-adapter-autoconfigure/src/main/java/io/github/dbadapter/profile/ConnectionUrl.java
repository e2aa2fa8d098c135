package io.github.dbadapter.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.ConnectionParameters;
import org.jspecify.annotations.Nullable;

/**
 * Reads connection URLs: {@code postgresql://}, {@code postgres://},
 * {@code postgresql+asyncpg://}, {@code jdbc:postgresql://}, {@code r2dbc:postgresql://}
 * and {@code r2dbc:pool:postgresql://}, with the grammar of libpq (PostgreSQL manual,
 * chapter 34.1.2): several hosts, IPv6 in brackets, percent-encoding everywhere. The JDBC
 * and R2DBC drivers' own names for the supported parameters are understood in their URLs.
 *
 * @since 0.1.0
 */
public final class ConnectionUrl {

	/** Longer ones first where one begins with another. */
	private static final Map<String, UrlDialect> SCHEMES = new LinkedHashMap<>();

	static {
		SCHEMES.put("postgresql:", UrlDialect.LIBPQ);
		SCHEMES.put("postgres:", UrlDialect.LIBPQ);
		SCHEMES.put("postgresql+asyncpg:", UrlDialect.ASYNCPG);
		SCHEMES.put("postgres+asyncpg:", UrlDialect.ASYNCPG);
		SCHEMES.put("jdbc:postgresql:", UrlDialect.JDBC);
		SCHEMES.put("r2dbc:postgresql:failover:", UrlDialect.R2DBC);
		SCHEMES.put("r2dbc:postgresql:", UrlDialect.R2DBC);
		SCHEMES.put("r2dbc:pool:postgresql:failover:", UrlDialect.R2DBC);
		SCHEMES.put("r2dbc:pool:postgresql:", UrlDialect.R2DBC);
	}

	private static final String RESERVED = "write '@', ':', '/', '?' and '%' inside user or password as "
			+ "%40, %3A, %2F, %3F and %25";

	private final String subject;

	private final boolean ignoreUnknown;

	private ConnectionUrl(String subject, boolean ignoreUnknown) {
		this.subject = subject;
		this.ignoreUnknown = ignoreUnknown;
	}

	/**
	 * Reads a URL.
	 * @param url the URL
	 * @param subject what it belongs to, for messages, such as
	 * {@code URL of profile 'local'}
	 * @return the parameters under libpq's names
	 * @throws MalformedConnectionUrlException if the URL or the value of a parameter
	 * cannot be read
	 * @throws UnknownConnectionParameterException if it has a parameter that is not
	 * supported
	 */
	public static ConnectionParameters parse(String url, String subject) {
		return new ConnectionUrl(subject, false).parse(url);
	}

	/**
	 * Reads a URL that was written for a driver, leaving out the parameters that only
	 * this driver knows.
	 * @param url the URL
	 * @param subject what it belongs to, for messages
	 * @return the parameters under libpq's names
	 * @throws MalformedConnectionUrlException if the URL cannot be read
	 */
	public static ConnectionParameters parseIgnoringUnknown(String url, String subject) {
		return new ConnectionUrl(subject, true).parse(url);
	}

	/**
	 * Tells whether a text begins like one of the supported URLs.
	 * @param url any text
	 * @return whether its scheme is known
	 */
	public static boolean isSupported(String url) {
		return SCHEMES.keySet().stream().anyMatch((scheme) -> startsWith(url.strip(), scheme));
	}

	/**
	 * Returns the parameters that a URL may have after its question mark.
	 * @return libpq's names in alphabetical order
	 */
	public static List<String> knownParameters() {
		return ConnectionParameter.names();
	}

	/**
	 * Checks one parameter of a connection, wherever it comes from.
	 * @param name libpq's name of the parameter
	 * @param value its value
	 * @param subject what it belongs to, for messages, such as
	 * {@code URL of profile 'local'}
	 * @throws UnknownConnectionParameterException if it is not one of
	 * {@link #knownParameters()}
	 * @throws InvalidInputException if it cannot have this value
	 */
	public static void checkParameter(String name, String value, String subject) {
		@Nullable ConnectionParameter known = ConnectionParameter.find(name);
		if (known == null) {
			throw new UnknownConnectionParameterException(subject, name, ConnectionParameter.names());
		}
		known.check(value);
	}

	private ConnectionParameters parse(String url) {
		String text = url.strip();
		String scheme = scheme(text);
		String rest = text.substring(scheme.length());
		if (!rest.startsWith("//")) {
			throw malformed("expected '//' after '%s'".formatted(scheme));
		}
		rest = rest.substring(2);
		int authorityEnd = firstOf(rest, '/', '?');
		String authority = rest.substring(0, authorityEnd);
		String tail = rest.substring(authorityEnd);
		if (tail.indexOf('@') >= 0) {
			throw malformed("there is an '@' after the hosts; " + RESERVED);
		}
		int queryStart = firstOf(tail, '?', '?');
		String path = tail.substring(0, queryStart);
		Map<String, String> parameters = query((queryStart < tail.length()) ? tail.substring(queryStart + 1) : "",
				SCHEMES.get(scheme));

		int at = authority.lastIndexOf('@');
		String userInfo = (at >= 0) ? authority.substring(0, at) : "";
		int colon = userInfo.indexOf(':');
		@Nullable String user = orElse(decode((colon >= 0) ? userInfo.substring(0, colon) : userInfo), parameters.remove("user"));
		@Nullable String password = orElse((colon >= 0) ? decode(userInfo.substring(colon + 1)) : "",
				parameters.remove("password"));
		@Nullable String database = orElse(decode(path.startsWith("/") ? path.substring(1) : path), user);
		if (database == null) {
			throw malformed("it names no database; append it as in '/shop'");
		}
		return new ConnectionParameters(new HostList(this::malformed).parse(authority.substring(at + 1)), database,
				user, password, checked(parameters));
	}

	private String scheme(String text) {
		return SCHEMES.keySet().stream().filter((known) -> startsWith(text, known)).findFirst().orElseThrow(() -> {
			if (text.startsWith("http://") || text.startsWith("https://")) {
				return malformed("it is an HTTP address; a Supabase profile needs 'provider: supabase'");
			}
			return malformed("it does not begin with postgresql://, postgres://, postgresql+asyncpg://, "
					+ "jdbc:postgresql://, r2dbc:postgresql:// or r2dbc:pool:postgresql://");
		});
	}

	private static boolean startsWith(String text, String scheme) {
		return text.regionMatches(true, 0, scheme, 0, scheme.length());
	}

	private static int firstOf(String text, char one, char other) {
		for (int at = 0; at < text.length(); at++) {
			if (text.charAt(at) == one || text.charAt(at) == other) {
				return at;
			}
		}
		return text.length();
	}

	private static @Nullable String orElse(String value, @Nullable String other) {
		return (!value.isEmpty()) ? value : other;
	}

	private Map<String, String> query(String query, UrlDialect dialect) {
		Map<String, String> parameters = new LinkedHashMap<>();
		for (String parameter : query.split("&")) {
			if (!parameter.isEmpty()) {
				String[] parts = parameter.split("=", 2);
				String value = (parts.length > 1) ? parts[1] : "";
				dialect.translate(decode(parts[0]),
						decode((dialect == UrlDialect.JDBC) ? value.replace('+', ' ') : value), parameters);
			}
		}
		return parameters;
	}

	private Map<String, String> checked(Map<String, String> parameters) {
		Map<String, String> checked = new TreeMap<>();
		parameters.forEach((name, value) -> {
			try {
				checkParameter(name, value, this.subject);
				checked.put(name, value);
			}
			catch (UnknownConnectionParameterException ex) {
				if (!this.ignoreUnknown) {
					throw ex;
				}
			}
			catch (InvalidInputException ex) {
				throw malformed(ex.getMessage().substring(0, 1).toLowerCase(Locale.ROOT) + ex.getMessage().substring(1),
						ex);
			}
		});
		return checked;
	}

	private String decode(String text) {
		if (text.indexOf('%') < 0) {
			return text;
		}
		return PercentEncoding.decode(text)
			.orElseThrow(() -> malformed("a '%' is not followed by two hexadecimal digits; " + RESERVED));
	}

	private MalformedConnectionUrlException malformed(String problem) {
		return new MalformedConnectionUrlException(this.subject, problem);
	}

	private MalformedConnectionUrlException malformed(String problem, Throwable cause) {
		return new MalformedConnectionUrlException(this.subject, problem, cause);
	}

}
