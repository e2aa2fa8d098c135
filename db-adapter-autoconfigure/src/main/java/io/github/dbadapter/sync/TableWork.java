package io.github.dbadapter.sync;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.sync.SyncResult.Difference;
import io.github.dbadapter.sync.SyncResult.TableSync;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one table while it is synced.
 */
final class TableWork {

	final TransferTable table;

	@Nullable Bucketing bucketing;

	@Nullable Buckets source;

	/** Buckets that differ, {@code null} if the table is not compared by buckets. */
	@Nullable BitSet different;

	/** Rows of the target that each row of the source which came over may be. */
	long candidates;

	boolean aligned = true;

	long sourceRows;

	long targetRows;

	long inserted;

	long updated;

	long deleted;

	final List<Difference> examples = new ArrayList<>();

	TableWork(TransferTable table) {
		this.table = table;
	}

	/** What was done. */
	TableSync result() {
		TableResult done = this.table.result(this.sourceRows);
		return new TableSync(done.table(), this.table.isPulledIn(), this.sourceRows, this.targetRows, done.inserted(),
				done.updated(), done.unchanged(), this.deleted, done.skipped(), done.failed(), done.rekeyed(),
				done.skipReasons(), done.failureDetails(), this.examples);
	}

	/** What is different. */
	TableSync comparison(long skipped) {
		List<String> reasons = (skipped > 0) ? List.of(skipped + " without a required parent or key") : List.of();
		return new TableSync(this.table.key(), this.table.isPulledIn(), this.sourceRows, this.targetRows, this.inserted,
				this.updated, this.sourceRows - this.inserted - this.updated - skipped, this.deleted, skipped, 0, 0,
				reasons, List.of(), this.examples);
	}

}
