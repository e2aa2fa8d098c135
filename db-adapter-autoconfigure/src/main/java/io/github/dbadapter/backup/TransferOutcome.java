package io.github.dbadapter.backup;

/**
 * How a backup or restore ended.
 *
 * @since 0.1.0
 */
public enum TransferOutcome {

	/** The file is complete, or the database holds what the result says. */
	COMPLETED,

	/** A restore that did everything and took it back, as it was told to. */
	PREVIEWED,

	/** A restore that changed nothing because rows were rejected. */
	ROLLED_BACK,

	/** It failed and left nothing behind. */
	FAILED,

	/** It was cancelled and left nothing behind. */
	CANCELLED

}
