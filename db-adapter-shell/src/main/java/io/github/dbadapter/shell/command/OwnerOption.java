package io.github.dbadapter.shell.command;

import io.github.dbadapter.shell.cli.CommandScope;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The owner whose rows a command works on: the one that was given, else the value of the
 * variable that {@code db.defaults.user-id-env} names.
 */
final class OwnerOption {

	private static final String VARIABLE = "db.defaults.user-id-env";

	private OwnerOption() {
	}

	static @Nullable String of(@Nullable String given, Environment environment, CommandScope scope) {
		if (given != null) {
			return given.isEmpty() ? null : given;
		}
		String variable = environment.getProperty(VARIABLE);
		String value = StringUtils.hasText(variable) ? environment.getProperty(variable) : null;
		if (!StringUtils.hasText(value)) {
			return null;
		}
		scope.notice("user id %s from %s".formatted(value, variable));
		return value;
	}

}
