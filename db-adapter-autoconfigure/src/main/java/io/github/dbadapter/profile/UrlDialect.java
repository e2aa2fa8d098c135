package io.github.dbadapter.profile;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Families of PostgreSQL URLs, which share their grammar and differ in the names of their
 * parameters. Each translates its own names and values to libpq's.
 */
enum UrlDialect {

	/** What libpq and its many wrappers read. */
	LIBPQ {
		@Override
		void translate(String name, String value, Map<String, String> target) {
			target.put(name, value);
		}
	},

	/** SQLAlchemy with asyncpg: {@code ssl} holds libpq's modes. */
	ASYNCPG {
		@Override
		void translate(String name, String value, Map<String, String> target) {
			if (name.equals("ssl")) {
				target.put("sslmode", value.equalsIgnoreCase("true") ? "require" : value);
			}
			else {
				target.put(name, value);
			}
		}
	},

	/** The pgjdbc driver. */
	JDBC {
		@Override
		void translate(String name, String value, Map<String, String> target) {
			switch (name) {
				case "ApplicationName" -> target.put("application_name", value);
				case "connectTimeout" -> target.put("connect_timeout", value);
				case "currentSchema" -> addSetting(target, "search_path", value);
				case "ssl" -> ssl(value, target);
				case "targetServerType" -> target.put("target_session_attrs", sessionAttributes(value));
				default -> target.put(name, value);
			}
		}
	},

	/** The r2dbc-postgresql driver. */
	R2DBC {
		@Override
		void translate(String name, String value, Map<String, String> target) {
			switch (name) {
				case "applicationName" -> target.put("application_name", value);
				case "connectTimeout" -> target.put("connect_timeout", seconds(value));
				case "schema" -> addSetting(target, "search_path", value);
				case "sslMode", "sslmode" -> target.put("sslmode", value.toLowerCase(Locale.ROOT).replace('_', '-'));
				case "sslRootCert" -> target.put("sslrootcert", value);
				case "sslCert" -> target.put("sslcert", value);
				case "sslKey" -> target.put("sslkey", value);
				case "ssl" -> ssl(value, target);
				case "targetServerType" -> target.put("target_session_attrs", sessionAttributes(value));
				case "options" -> options(value, target);
				default -> target.put(name, value);
			}
		}
	};

	/**
	 * Puts one parameter of the URL into the target under libpq's name. What the dialect
	 * does not know goes there as it is, for the caller to judge.
	 */
	abstract void translate(String name, String value, Map<String, String> target);

	private static void ssl(String value, Map<String, String> target) {
		if (value.isEmpty() || Boolean.parseBoolean(value)) {
			target.putIfAbsent("sslmode", "verify-full");
		}
	}

	private static void addSetting(Map<String, String> target, String setting, String value) {
		@Nullable String before = target.get("options");
		String added = SessionSettings.format(Map.of(setting, value));
		target.put("options", (before != null) ? before + " " + added : added);
	}

	/** The driver writes {@code a=b;c=d}; libpq's own form is accepted as well. */
	private static void options(String value, Map<String, String> target) {
		if (value.strip().startsWith("-")) {
			target.put("options", value);
			return;
		}
		Map<String, String> settings = new LinkedHashMap<>();
		for (String setting : value.split(";")) {
			String[] parts = setting.split("=", 2);
			settings.put(parts[0].strip(), (parts.length > 1) ? parts[1].strip() : "");
		}
		settings.forEach((name, setting) -> addSetting(target, name, setting));
	}

	private static String seconds(String value) {
		try {
			return String.valueOf(Math.max(1, Duration.parse(value).toSeconds()));
		}
		catch (DateTimeParseException ex) {
			return value;
		}
	}

	private static String sessionAttributes(String targetServerType) {
		return switch (targetServerType.toLowerCase(Locale.ROOT).replace("_", "")) {
			case "primary", "master" -> "primary";
			case "secondary", "slave" -> "standby";
			case "prefersecondary", "preferslave" -> "prefer-standby";
			default -> targetServerType;
		};
	}

}
