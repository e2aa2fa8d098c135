package io.github.dbadapter.profile;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A connection URL cannot be read. The message never quotes the URL, because a misread
 * one may have its password anywhere.
 *
 * @since 0.1.0
 */
public class MalformedConnectionUrlException extends InvalidInputException {

	private final String subject;

	/**
	 * Creates an exception.
	 * @param subject what the URL belongs to, for example {@code URL of profile 'local'}
	 * @param problem what is wrong with it and how to put it right, without a part of the
	 * URL
	 */
	public MalformedConnectionUrlException(String subject, String problem) {
		this(subject, problem, null);
	}

	MalformedConnectionUrlException(String subject, String problem, @Nullable Throwable cause) {
		super("The %s is malformed: %s".formatted(subject, problem), cause);
		this.subject = subject;
	}

	public String getSubject() {
		return this.subject;
	}

}
