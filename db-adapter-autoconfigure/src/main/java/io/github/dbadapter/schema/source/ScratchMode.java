package io.github.dbadapter.schema.source;

/**
 * Kind of place in which PostgreSQL reads a script.
 *
 * @since 0.1.0
 */
public enum ScratchMode {

	/**
	 * {@link #DATABASE} if the role may create one, else {@link #TRANSACTION} if the
	 * scripts allow it, else refused.
	 */
	AUTO,

	/** A database made from {@code template0} and dropped afterwards. */
	DATABASE,

	/** Scratch schemas in a transaction on the live database that is rolled back. */
	TRANSACTION

}
