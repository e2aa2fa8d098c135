package io.github.dbadapter.schema.fix;

/**
 * An exception whose message names a remedy. {@link Throwable#getMessage()} names it for
 * those who program with this library.
 *
 * @since 0.1.0
 */
public interface Advising {

	/**
	 * Returns the message as one kind of reader understands it.
	 * @param words what remedies are called there
	 * @return the message
	 */
	String getMessage(RemedyWords words);

	/**
	 * Returns the message of any exception, in given words if it names a remedy.
	 * @param failure the exception
	 * @param words what remedies are called
	 * @return the message
	 */
	static String messageOf(Throwable failure, RemedyWords words) {
		return (failure instanceof Advising advising) ? advising.getMessage(words)
				: String.valueOf(failure.getMessage());
	}

}
