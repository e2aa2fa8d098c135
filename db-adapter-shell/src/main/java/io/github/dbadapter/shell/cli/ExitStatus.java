package io.github.dbadapter.shell.cli;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.sql.DatabaseOperationException;
import io.github.dbadapter.sql.DatabaseUnavailableException;

/**
 * How a command ended, as the operating system sees it.
 */
public enum ExitStatus {

	/** Done, and in sync. */
	DONE(0),

	/** Checked and found wanting: drift, an invalid file, failed rows. */
	FOUND_WANTING(1),

	/** Wrong usage: unknown option, bad value, unknown profile, unreadable file. */
	WRONG_USAGE(2),

	/** The database could not be reached or refused what the command needs. */
	UNAVAILABLE(3),

	/** Refused for safety. */
	REFUSED(4);

	private final int code;

	ExitStatus(int code) {
		this.code = code;
	}

	public int code() {
		return this.code;
	}

	/**
	 * Returns the graver of two, which is the one with the higher code.
	 * @param other the other status
	 * @return the graver one
	 */
	public ExitStatus and(ExitStatus other) {
		return (this.code >= other.code) ? this : other;
	}

	/**
	 * Maps a failure. A statement that the server rejects counts as unavailable: the
	 * command could not look, which must not be mistaken for having found something.
	 * @param failure what a command threw
	 * @return the status, {@link #FOUND_WANTING} for a failure nobody foresaw
	 */
	public static ExitStatus of(Throwable failure) {
		if (failure instanceof InvalidInputException) {
			return WRONG_USAGE;
		}
		if (failure instanceof DatabaseUnavailableException || failure instanceof DatabaseOperationException) {
			return UNAVAILABLE;
		}
		if (failure instanceof OperationRefusedException) {
			return REFUSED;
		}
		return FOUND_WANTING;
	}

}
