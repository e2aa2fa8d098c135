package io.github.dbadapter.schema.fix;

import io.github.dbadapter.OperationRefusedException;
import org.jspecify.annotations.Nullable;

/**
 * A fix was refused, or rolled back as a whole: the database is as before.
 *
 * @since 0.1.0
 */
public class FixRefusedException extends OperationRefusedException implements Advising {

	private final Reason reason;

	private final transient RemedyText text;

	FixRefusedException(Reason reason, String message) {
		this(reason, message, null);
	}

	FixRefusedException(Reason reason, String message, @Nullable Throwable cause) {
		this(reason, RemedyText.of(message), cause);
	}

	FixRefusedException(Reason reason, RemedyText text, @Nullable Throwable cause) {
		super(text.toString(), cause);
		this.reason = reason;
		this.text = text;
	}

	RemedyText text() {
		return this.text;
	}

	@Override
	public String getMessage(RemedyWords words) {
		return this.text.in(words);
	}

	public Reason getReason() {
		return this.reason;
	}

	/**
	 * Why a fix was refused.
	 */
	public enum Reason {

		/** A hazard of the plan has not been allowed. */
		HAZARD_NOT_ALLOWED,

		/** Rows are known not to fit, or a difference cannot be repaired. */
		BLOCKED,

		/** Another fix is running, or a lock could not be had in time. */
		BUSY,

		/** The database, the expected schema or the rows are not those of the plan. */
		CHANGED,

		/** The server or the role does not permit it. */
		NOT_PERMITTED,

		/** A protected profile was not named. */
		PROTECTED,

		/** A statement failed, or the outcome was not as planned. */
		FAILED

	}

}
