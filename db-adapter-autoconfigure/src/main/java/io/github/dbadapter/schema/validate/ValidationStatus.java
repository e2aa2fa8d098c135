package io.github.dbadapter.schema.validate;

/**
 * Outcome of a validation.
 *
 * @since 0.1.0
 */
public enum ValidationStatus {

	/** The schemas are the same, apart from what is merely extra. */
	IN_SYNC,

	/** The schemas differ. */
	DRIFTED,

	/** The database could not be reached or did not answer in time. */
	UNREACHABLE,

	/** Nothing has been compared: no check yet, nothing expected, or not readable. */
	NOT_CHECKED

}
