package io.github.dbadapter.sync;

import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.ProgressListener;

/**
 * Counts what comes over and tells the listener now and then.
 */
final class SyncMeter {

	private static final long INTERVAL_NANOS = 200_000_000;

	private final ProgressListener listener;

	private Phase phase = Phase.FIND;

	private String table = "";

	private long rows;

	private long bytes;

	private long last = System.nanoTime();

	SyncMeter(ProgressListener listener) {
		this.listener = listener;
	}

	void phase(Phase value, String name) {
		if (this.phase != value) {
			this.rows = 0;
		}
		this.phase = value;
		this.table = name;
		tell();
	}

	void rows(long count, long size) {
		this.rows += count;
		this.bytes += size;
		if (System.nanoTime() - this.last > INTERVAL_NANOS) {
			tell();
		}
	}

	/** Counts sums that came from the source. */
	void sums(Buckets given) {
		this.bytes += given.bytes();
	}

	/** Bytes that came from the source. */
	long bytes() {
		return this.bytes;
	}

	private void tell() {
		this.last = System.nanoTime();
		this.listener.onProgress(new Progress(this.phase, this.table, this.rows, -1, this.bytes));
	}

}
