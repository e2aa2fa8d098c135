package io.github.dbadapter.backup;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a restore did.
 *
 * @param outcome whether it was committed
 * @param origin what the file says of itself
 * @param schemaEqual whether the target's schema is the one that the file was taken from,
 * {@code null} if one of them is unknown
 * @param tables numbers by table, parents first
 * @param triggers user triggers that fire, or would, on the tables written to, as
 * {@code name on table}
 * @param notices what is worth knowing, for a person
 * @param duration time taken
 * @since 0.1.0
 */
public record RestoreResult(Outcome outcome, BackupOrigin origin, @Nullable Boolean schemaEqual,
		List<TableResult> tables, List<String> triggers, List<String> notices, Duration duration) {

	public RestoreResult {
		tables = List.copyOf(tables);
		triggers = List.copyOf(triggers);
		notices = List.copyOf(notices);
	}

	public long failed() {
		return this.tables.stream().mapToLong(TableResult::failed).sum();
	}

	/**
	 * Returns how many rows were inserted or updated.
	 * @return rows that the database has got; in a preview, would get
	 */
	public long written() {
		return this.tables.stream().mapToLong((table) -> table.inserted() + table.updated()).sum();
	}

	/**
	 * Whether something was, or in a preview would be, written.
	 * @return whether a row is inserted or updated
	 */
	public boolean hasChanges() {
		return this.tables.stream().anyMatch((table) -> table.inserted() + table.updated() + table.rolledBack() > 0);
	}

	/**
	 * How a restore ended.
	 */
	public enum Outcome {

		/** The database holds what the numbers say. */
		COMMITTED,

		/** Rows failed and nothing was changed: no row counts as inserted or updated. */
		ROLLED_BACK,

		/** Nothing was changed; the numbers are those of a restore now. */
		PREVIEWED

	}

	/**
	 * Numbers of one table. Every row of the file is in one of {@code inserted} to
	 * {@code rolledBack}.
	 *
	 * @param table its key in the file
	 * @param rows rows in the file
	 * @param inserted rows that are new
	 * @param updated rows that existed and were changed
	 * @param unchanged rows that exist and are equal
	 * @param skipped rows that exist, differ and were left as they are, rows without
	 * their required parent, and rows that a trigger or rule suppressed
	 * @param failed rows that PostgreSQL rejected
	 * @param rolledBack rows that were inserted or updated before all was rolled back
	 * @param rekeyed rows whose primary key, and references to it, are not the file's
	 * @param skipReasons why rows were skipped, each with its number of rows
	 * @param failureDetails the rejected rows, by row index
	 */
	public record TableResult(String table, long rows, long inserted, long updated, long unchanged, long skipped,
			long failed, long rolledBack, long rekeyed, List<String> skipReasons, List<FailureDetail> failureDetails) {

		public TableResult {
			skipReasons = List.copyOf(skipReasons);
			failureDetails = List.copyOf(failureDetails);
		}

	}

	/**
	 * One rejected row.
	 *
	 * @param rowIndex its position in the table's array, from 0
	 * @param oldPk its primary key in the file, several columns separated by commas,
	 * {@code null} if it has none
	 * @param error what PostgreSQL said
	 */
	public record FailureDetail(long rowIndex, @Nullable String oldPk, String error) {

	}

}
