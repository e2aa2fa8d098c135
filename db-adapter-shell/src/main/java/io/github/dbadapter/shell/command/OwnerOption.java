package io.github.dbadapter.shell.command;

import io.github.dbadapter.InvalidInputException;
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
		String variable = environment.getProperty(VARIABLE);
		String value = StringUtils.hasText(variable) ? environment.getProperty(variable) : null;
		if (given != null) {
			return given.isBlank() ? nobody(value) : given;
		}
		if (!StringUtils.hasText(value)) {
			return null;
		}
		scope.notice("user id %s from %s".formatted(value, variable));
		return value;
	}

	/**
	 * Everybody's rows in place of one owner's is a word that somebody means. Without
	 * such an owner, the value is that of a variable that is not set.
	 */
	private static @Nullable String nobody(@Nullable String otherwise) {
		if (!StringUtils.hasText(otherwise)) {
			throw new InvalidInputException("The value of --user-id is empty: give one, or leave --user-id out");
		}
		return null;
	}

}
