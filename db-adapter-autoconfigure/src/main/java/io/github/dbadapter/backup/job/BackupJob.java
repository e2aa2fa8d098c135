package io.github.dbadapter.backup.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.Progress;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.RestoreResult;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * A backup or restore, running or over, as the folder and the endpoint show it. Holds no
 * values of rows.
 *
 * @param id names it within its folder
 * @param kind what it is
 * @param state how far it is
 * @param profile the profile it works on
 * @param wanted what is, or was, to be taken
 * @param restore which backup is restored and how, {@code null} for a backup
 * @param startedAt when it was started
 * @param updatedAt when its state was last written
 * @param finishedAt when it was over, {@code null} while it runs
 * @param phase what is being done, {@code null} if it is over or has not begun
 * @param rows rows done, in the phase at work or over all tables
 * @param totalRows rows expected in the phase at work, for a backup an estimate;
 * {@code null} if unknown or over
 * @param bytes bytes done; of a finished backup the size of its file
 * @param outcome how a restore ended, otherwise {@code null}
 * @param tables numbers by table, {@code null} while it runs and in a list
 * @param notices what was left out or is worth knowing, {@code null} while it runs and in
 * a list
 * @param error why it failed, otherwise {@code null}
 * @since 0.1.0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BackupJob(String id, Kind kind, State state, String profile, Wanted wanted, @Nullable Restore restore,
		Instant startedAt, Instant updatedAt, @Nullable Instant finishedAt, Progress.@Nullable Phase phase, long rows,
		@Nullable Long totalRows, long bytes, RestoreResult.@Nullable Outcome outcome,
		@Nullable List<TableNumbers> tables, @Nullable List<String> notices, @Nullable String error) {

	public BackupJob {
		Assert.isTrue(id != null && kind != null && state != null && profile != null && wanted != null
				&& startedAt != null && updatedAt != null, "The job is incomplete");
		tables = (tables != null) ? List.copyOf(tables) : null;
		notices = (notices != null) ? List.copyOf(notices) : null;
	}

	/**
	 * Returns the same without notices and the numbers of each table.
	 * @return the job in short
	 */
	public BackupJob inShort() {
		return new BackupJob(this.id, this.kind, this.state, this.profile, this.wanted, this.restore, this.startedAt,
				this.updatedAt, this.finishedAt, this.phase, this.rows, this.totalRows, this.bytes, this.outcome, null,
				null, this.error);
	}

	static BackupJob started(String id, String profile, Wanted wanted, @Nullable Restore restore, Instant now) {
		return new BackupJob(id, (restore != null) ? Kind.RESTORE : Kind.BACKUP, State.RUNNING, profile, wanted,
				restore, now, now, null, null, 0, null, 0, null, null, null, null);
	}

	static BackupJob taken(String id, String profile, Map<String, Long> rows, long bytes, Instant now) {
		List<TableNumbers> numbers = rows.entrySet()
			.stream()
			.map((table) -> TableNumbers.of(table.getKey(), table.getValue()))
			.toList();
		return new BackupJob(id, Kind.BACKUP, State.COMPLETED, profile,
				new Wanted(List.copyOf(rows.keySet()), null, false), null, now, now, now, null,
				numbers.stream().mapToLong(TableNumbers::rows).sum(), null, bytes, null, numbers, List.of(), null);
	}

	@JsonIgnore
	public boolean isRunning() {
		return this.state == State.RUNNING;
	}

	/** Whether there is a file that can be restored. */
	@JsonIgnore
	boolean isBackup() {
		return this.kind == Kind.BACKUP && this.state == State.COMPLETED;
	}

	BackupJob alive(Instant now) {
		return new BackupJob(this.id, this.kind, this.state, this.profile, this.wanted, this.restore, this.startedAt,
				now, null, this.phase, this.rows, this.totalRows, this.bytes, null, null, null, null);
	}

	BackupJob at(Progress progress, Instant now) {
		return new BackupJob(this.id, this.kind, this.state, this.profile, this.wanted, this.restore, this.startedAt,
				now, null, progress.phase(), progress.rows(), (progress.totalRows() > 0) ? progress.totalRows() : null,
				progress.bytes(), null, null, null, null);
	}

	BackupJob completed(BackupResult result, Instant now) {
		List<TableNumbers> numbers = result.tables()
			.stream()
			.map((table) -> TableNumbers.of(table.name(), table.rows()))
			.toList();
		return new BackupJob(this.id, this.kind, State.COMPLETED, this.profile, this.wanted, null, this.startedAt, now,
				now, null, result.rows(), null, result.bytes(), null, numbers, result.notices(), null);
	}

	/** One that changed nothing because rows were rejected did not do what it should. */
	BackupJob completed(RestoreResult result, Instant now) {
		List<TableNumbers> numbers = result.tables().stream().map(TableNumbers::of).toList();
		boolean rolledBack = result.outcome() == RestoreResult.Outcome.ROLLED_BACK;
		return new BackupJob(this.id, this.kind, rolledBack ? State.FAILED : State.COMPLETED, this.profile, this.wanted,
				this.restore, this.startedAt, now, now, null, numbers.stream().mapToLong(TableNumbers::rows).sum(),
				null, result.origin().bytes(), result.outcome(), numbers, result.notices(),
				rolledBack ? "%d rows were rejected: nothing has been changed".formatted(result.failed()) : null);
	}

	BackupJob failed(String reason, Instant now) {
		return new BackupJob(this.id, this.kind, State.FAILED, this.profile, this.wanted, this.restore, this.startedAt,
				now, now, null, this.rows, null, this.bytes, null, this.tables, this.notices, reason);
	}

	/**
	 * What it is.
	 */
	public enum Kind {

		/** Rows go into a file. */
		BACKUP,

		/** Rows go from a file into the database. */
		RESTORE

	}

	/**
	 * How far it is.
	 */
	public enum State {

		/** At work. */
		RUNNING,

		/** Done. */
		COMPLETED,

		/** Over without having done what it should; nothing was left behind. */
		FAILED

	}

	/**
	 * What is to be taken, or what a restored row is to get.
	 *
	 * @param tables names of the tables wanted, empty for all
	 * @param userId owner whose rows are wanted or who gets them, {@code null} for whole
	 * tables
	 * @param masked whether columns are hidden
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Wanted(List<String> tables, @Nullable String userId, boolean masked) {

		public Wanted {
			tables = (tables != null) ? List.copyOf(tables) : List.of();
		}

	}

	/**
	 * How a backup is restored.
	 *
	 * @param backup id of the backup
	 * @param mode what happens to rows that exist
	 * @param dryRun whether everything is rolled back in the end
	 */
	public record Restore(String backup, RestoreMode mode, boolean dryRun) {

	}

	/**
	 * Numbers of one table, those of a restore as {@link RestoreResult.TableResult} has
	 * them.
	 *
	 * @param table its name
	 * @param rows its rows in the file
	 * @param inserted rows that are new
	 * @param updated rows that were changed
	 * @param unchanged rows that exist and are equal
	 * @param skipped rows that were left out or left as they are
	 * @param failed rows that were rejected
	 * @param rolledBack rows that were written before all was rolled back
	 * @param rekeyed rows with another primary key than the file's
	 * @param failedRows indices of rejected rows in the table's array, the first of them
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record TableNumbers(String table, long rows, @Nullable Long inserted, @Nullable Long updated,
			@Nullable Long unchanged, @Nullable Long skipped, @Nullable Long failed, @Nullable Long rolledBack,
			@Nullable Long rekeyed, @Nullable List<Long> failedRows) {

		private static final int FAILED_ROWS = 100;

		static TableNumbers of(String table, long rows) {
			return new TableNumbers(table, rows, null, null, null, null, null, null, null, null);
		}

		static TableNumbers of(RestoreResult.TableResult result) {
			List<Long> failedRows = result.failureDetails()
				.stream()
				.map(RestoreResult.FailureDetail::rowIndex)
				.limit(FAILED_ROWS)
				.toList();
			return new TableNumbers(result.table(), result.rows(), result.inserted(), result.updated(),
					result.unchanged(), result.skipped(), result.failed(), result.rolledBack(), result.rekeyed(),
					failedRows.isEmpty() ? null : failedRows);
		}

	}

}
