package io.github.dbadapter.actuate;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Values of a request, which are given or left out: taken for "left out", an empty one
 * would mean the active profile, or everybody's rows.
 */
final class GivenValues {

	private GivenValues() {
	}

	static @Nullable String of(String name, @Nullable String value) {
		if (value != null && value.isBlank()) {
			throw empty(name);
		}
		return value;
	}

	static @Nullable List<String> of(String name, @Nullable List<String> values) {
		if (values != null && (values.isEmpty() || values.stream().anyMatch(String::isBlank))) {
			throw empty(name);
		}
		return values;
	}

	private static InvalidInputException empty(String name) {
		return new InvalidInputException("'%s' is empty: give a value, or leave it out".formatted(name));
	}

}
