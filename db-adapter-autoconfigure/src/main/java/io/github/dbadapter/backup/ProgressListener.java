package io.github.dbadapter.backup;

/**
 * Hears about the progress of a backup or restore, a few times a second at most and at
 * the end of each table. Called on the working thread: return soon.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProgressListener {

	/** Hears nothing. */
	ProgressListener NONE = (progress) -> {
	};

	void onProgress(Progress progress);

}
