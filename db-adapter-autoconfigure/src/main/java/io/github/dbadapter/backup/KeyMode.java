package io.github.dbadapter.backup;

/**
 * Which primary keys inserted rows get. References follow in either case.
 *
 * @since 0.1.0
 */
public enum KeyMode {

	/** The file's, except where a different row has it. */
	PRESERVE,

	/** New ones, except where the key is not one that can be made. */
	REGENERATE

}
