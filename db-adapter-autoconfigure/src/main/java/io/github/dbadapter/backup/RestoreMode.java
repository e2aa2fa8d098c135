package io.github.dbadapter.backup;

/**
 * What happens to a row that the target already has.
 *
 * @since 0.1.0
 */
public enum RestoreMode {

	/** It stays as it is. */
	SKIP,

	/** It becomes as in the file; its primary key stays. */
	OVERWRITE,

	/** It counts as failed. */
	FAIL

}
