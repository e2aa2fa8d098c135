package io.github.dbadapter.backup;

/**
 * What happens when PostgreSQL rejects a row. Every row is tried and every rejected one
 * reported in either case.
 *
 * @since 0.1.0
 */
public enum ErrorMode {

	/** Nothing is committed. */
	ABORT,

	/** The rest is committed. */
	CONTINUE

}
