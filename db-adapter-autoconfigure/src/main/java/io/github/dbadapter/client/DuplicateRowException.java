package io.github.dbadapter.client;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DuplicateKeyException;

/**
 * A statement violates a primary key or a unique constraint. The statement has no effect;
 * a running transaction can only be rolled back.
 *
 * @since 0.1.0
 */
public class DuplicateRowException extends DuplicateKeyException {

	private final ConstraintViolation violation;

	DuplicateRowException(String message, ConstraintViolation violation, @Nullable Throwable cause) {
		super(message, cause);
		this.violation = violation;
	}

	public ConstraintViolation getViolation() {
		return this.violation;
	}

}
