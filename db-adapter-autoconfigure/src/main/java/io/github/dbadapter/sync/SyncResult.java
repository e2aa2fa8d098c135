package io.github.dbadapter.sync;

import java.time.Duration;
import java.util.List;

import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did, or how two databases compare.
 *
 * @param outcome whether it was committed
 * @param tables numbers by table, parents first
 * @param triggers user triggers that fire, or would, on the tables written to, as
 * {@code name on table}
 * @param notices what is worth knowing, for a person
 * @param bytes bytes of rows, keys, digests and sums that came from the source
 * @param finding time taken to find what differs
 * @param duration time taken altogether
 * @since 0.1.0
 */
public record SyncResult(Outcome outcome, List<TableSync> tables, List<String> triggers, List<String> notices,
		long bytes, Duration finding, Duration duration) {

	public SyncResult {
		tables = List.copyOf(tables);
		triggers = List.copyOf(triggers);
		notices = List.copyOf(notices);
	}

	public long failed() {
		return this.tables.stream().mapToLong(TableSync::failed).sum();
	}

	/**
	 * Whether something was, or in a preview would be, written.
	 * @return whether a row is inserted, updated or deleted
	 */
	public boolean hasChanges() {
		return this.tables.stream().anyMatch((table) -> table.changed() > 0);
	}

	/**
	 * Numbers of one table. Every row of the source is in one of {@code inserted},
	 * {@code updated}, {@code unchanged}, {@code skipped} and {@code failed}.
	 *
	 * @param table its name
	 * @param pulledIn whether it was not asked for but is referred to
	 * @param sourceRows rows of the source, of the owner wanted
	 * @param targetRows rows of the target before
	 * @param inserted rows that are new
	 * @param updated rows that existed and were changed
	 * @param unchanged rows that exist and are equal
	 * @param deleted rows of the target that the source does not have; of a sync those
	 * that were deleted, of a comparison all of them
	 * @param skipped rows that exist, differ and were left as they are, rows without
	 * their required parent, and rows that a trigger or rule suppressed
	 * @param failed rows that PostgreSQL rejected; then nothing has been changed
	 * @param rekeyed rows that came over and whose primary key is not the source's
	 * @param skipReasons why rows were skipped, each with its number of rows
	 * @param failureDetails the rejected rows
	 * @param examples the first rows that differ
	 */
	public record TableSync(String table, boolean pulledIn, long sourceRows, long targetRows, long inserted,
			long updated, long unchanged, long deleted, long skipped, long failed, long rekeyed,
			List<String> skipReasons, List<FailureDetail> failureDetails, List<Difference> examples) {

		public TableSync {
			skipReasons = List.copyOf(skipReasons);
			failureDetails = List.copyOf(failureDetails);
			examples = List.copyOf(examples);
		}

		public long changed() {
			return this.inserted + this.updated + this.deleted;
		}

	}

	/**
	 * A row that differs.
	 *
	 * @param change what it takes to make the target like the source
	 * @param key its primary key as {@code column=value}, in the target for a row to be
	 * deleted and in the source otherwise; {@code null} if it has none
	 */
	public record Difference(Change change, @Nullable String key) {

	}

	/**
	 * What happens to a row.
	 */
	public enum Change {

		/** It is new. */
		INSERT,

		/** It exists and differs. */
		UPDATE,

		/** The source does not have it. */
		DELETE

	}

}
