package io.github.dbadapter.client;

import org.jspecify.annotations.Nullable;

import org.springframework.dao.NonTransientDataAccessException;

/**
 * PostgREST, or PostgreSQL behind it, refused a request. The details may quote values of
 * the data and are therefore not part of the message.
 *
 * @since 0.1.0
 */
public class PostgrestException extends NonTransientDataAccessException {

	private final int status;

	private final @Nullable String code;

	private final @Nullable String details;

	private final @Nullable String hint;

	PostgrestException(String message, int status, @Nullable String code, @Nullable String details,
			@Nullable String hint) {
		super(message);
		this.status = status;
		this.code = code;
		this.details = details;
		this.hint = hint;
	}

	/**
	 * Returns the status of the response.
	 * @return the HTTP status
	 */
	public int getStatus() {
		return this.status;
	}

	/**
	 * Returns PostgREST's code or PostgreSQL's SQLSTATE.
	 * @return for example {@code PGRST204} or {@code 23505}, {@code null} if there is
	 * none
	 */
	public @Nullable String getCode() {
		return this.code;
	}

	public @Nullable String getDetails() {
		return this.details;
	}

	public @Nullable String getHint() {
		return this.hint;
	}

}
