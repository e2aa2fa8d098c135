package io.github.dbadapter.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The libpq parameters that a connection URL may have, in alphabetical order, and which
 * values each takes.
 */
enum ConnectionParameter {

	APPLICATION_NAME, CONNECT_TIMEOUT {
		@Override
		void check(String value) {
			if (!value.matches("\\d{1,6}")) {
				throw new InvalidInputException("Parameter 'connect_timeout' must be a whole number of seconds");
			}
		}
	},
	OPTIONS {
		@Override
		void check(String value) {
			SessionSettings.parse(value);
		}
	},
	SSLCERT, SSLKEY, SSLMODE("disable", "allow", "prefer", "require", "verify-ca", "verify-full"), SSLROOTCERT,
	TARGET_SESSION_ATTRS("any", "read-write", "read-only", "primary", "standby", "prefer-standby");

	private final List<String> values;

	ConnectionParameter(String... values) {
		this.values = List.of(values);
	}

	static @Nullable ConnectionParameter find(String name) {
		return Arrays.stream(values())
			.filter((parameter) -> parameter.parameterName().equals(name))
			.findFirst()
			.orElse(null);
	}

	static List<String> names() {
		return Arrays.stream(values()).map(ConnectionParameter::parameterName).toList();
	}

	String parameterName() {
		return name().toLowerCase(Locale.ROOT);
	}

	void check(String value) {
		if (!this.values.isEmpty() && !this.values.contains(value)) {
			throw new InvalidInputException(
					"Parameter '%s' must be one of %s".formatted(parameterName(), String.join(", ", this.values)));
		}
	}

}
