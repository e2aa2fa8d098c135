package io.github.dbadapter.client;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.DataIntegrityViolationException;

/**
 * A statement violates a foreign key, a check, an exclusion constraint or NOT NULL. The
 * statement has no effect; a running transaction can only be rolled back.
 *
 * @since 0.1.0
 */
public class ConstraintViolationException extends DataIntegrityViolationException {

	private final ConstraintViolation violation;

	ConstraintViolationException(String message, ConstraintViolation violation, @Nullable Throwable cause) {
		super(message, cause);
		this.violation = violation;
	}

	public ConstraintViolation getViolation() {
		return this.violation;
	}

}
