package io.github.dbadapter.backup;

import io.github.dbadapter.backup.Progress.Phase;

/**
 * Counts rows and tells the listener now and then.
 */
final class ProgressMeter {

	private static final long INTERVAL_NANOS = 200_000_000;

	private static final int ROWS_BETWEEN_LOOKS = 1 << 10;

	private final ProgressListener listener;

	private final Phase phase;

	private final long totalRows;

	private String table = "";

	private long rows;

	private long last = System.nanoTime();

	ProgressMeter(ProgressListener listener, Phase phase, long totalRows) {
		this.listener = listener;
		this.phase = phase;
		this.totalRows = totalRows;
	}

	void table(String name, long bytes) {
		this.table = name;
		tell(bytes);
	}

	void row(long bytes) {
		this.rows++;
		if (this.rows % ROWS_BETWEEN_LOOKS == 0 && System.nanoTime() - this.last > INTERVAL_NANOS) {
			tell(bytes);
		}
	}

	void rows(long count, long bytes) {
		this.rows += count;
		tell(bytes);
	}

	private void tell(long bytes) {
		this.last = System.nanoTime();
		this.listener.onProgress(new Progress(this.phase, this.table, this.rows, this.totalRows, bytes));
	}

}
