package io.github.dbadapter;

import org.jspecify.annotations.Nullable;

/**
 * What the caller gave cannot be used: an unknown profile, a malformed URL, an unreadable
 * file, an unknown column. Nothing has been changed. The shell ends with status 2.
 *
 * @since 0.1.0
 */
public class InvalidInputException extends DbAdapterException {

	public InvalidInputException(String message) {
		super(message);
	}

	public InvalidInputException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
