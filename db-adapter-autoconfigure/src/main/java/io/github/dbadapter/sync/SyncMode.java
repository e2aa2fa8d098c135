package io.github.dbadapter.sync;

/**
 * What happens to rows that the target has.
 *
 * @since 0.1.0
 */
public enum SyncMode {

	/** They stay as they are; only rows that are missing are added. */
	SKIP,

	/** Those that differ become as in the source. */
	OVERWRITE,

	/** As {@link #OVERWRITE}, and those that the source does not have are deleted. */
	MIRROR

}
