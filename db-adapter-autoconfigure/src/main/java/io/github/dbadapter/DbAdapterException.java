package io.github.dbadapter;

import org.jspecify.annotations.Nullable;

/**
 * Root of every exception that db-adapter throws by itself. Its message says what was
 * being done, on what, what was found and what to do next, and never holds a password or
 * a complete URL.
 *
 * @since 0.1.0
 */
public class DbAdapterException extends RuntimeException {

	public DbAdapterException(String message) {
		super(message);
	}

	public DbAdapterException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
