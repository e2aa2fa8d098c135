package io.github.dbadapter;

import org.jspecify.annotations.Nullable;

/**
 * A writing operation was refused for safety: a hazard that is not allowed, a protected
 * profile that was not named, a lock held by another, a changed fingerprint. Nothing has
 * been changed. The shell ends with status 4.
 *
 * @since 0.1.0
 */
public class OperationRefusedException extends DbAdapterException {

	public OperationRefusedException(String message) {
		super(message);
	}

	public OperationRefusedException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
