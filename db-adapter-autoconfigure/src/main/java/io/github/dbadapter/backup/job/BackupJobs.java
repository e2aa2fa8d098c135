package io.github.dbadapter.backup.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.job.BackupJob.Restore;
import io.github.dbadapter.backup.job.BackupJob.Wanted;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Backups and restores that run in the background, with their state in a
 * {@link BackupFolder}. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class BackupJobs implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(BackupJobs.class);

	private static final Duration HEARTBEAT = Duration.ofSeconds(1);

	private final BackupServices services;

	private final BackupFolder folder;

	private final Retention retention;

	private final Map<String, RunningJob> running = new ConcurrentHashMap<>();

	private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor((work) -> {
		Thread thread = new Thread(work, "db-adapter-backup-jobs");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * Creates an instance.
	 * @param services do the work
	 * @param folder where files and states are
	 * @param retention what is deleted after each finished backup
	 */
	public BackupJobs(BackupServices services, BackupFolder folder, Retention retention) {
		this.services = services;
		this.folder = folder;
		this.retention = retention;
		this.heartbeat.scheduleWithFixedDelay(() -> this.running.values().forEach(RunningJob::beat),
				HEARTBEAT.toMillis(), HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
	}

	/**
	 * Starts a backup into the folder.
	 * @param profile name of a profile that exists
	 * @param request what is wanted; its file does not matter
	 * @return the job, running
	 */
	public BackupJob backup(String profile, BackupRequest request) {
		String id = this.folder.newId(profile);
		boolean masked = !this.services.defaults().applyTo(request).masks().isEmpty();
		RunningJob job = start(id, profile, new Wanted(request.tables(), request.userId(), masked), null);
		job.run(this.services.backup(profile).backup(request.withFile(this.folder.file(id)), job),
				(state, result) -> state.completed(result, Instant.now()));
		return job.state();
	}

	/**
	 * Starts a restore from the folder.
	 * @param profile name of a profile that exists
	 * @param backup id of a finished backup
	 * @param request how to restore; its file does not matter
	 * @return the job, running
	 * @throws OperationRefusedException if another restore into the profile is running
	 */
	public BackupJob restore(String profile, String backup, RestoreRequest request) {
		for (BackupJob other : this.folder.list()) {
			if (other.isRunning() && other.restore() != null && other.profile().equals(profile)) {
				throw new OperationRefusedException(
						"Could not restore into '%s': '%s' is running. Try again when it is done".formatted(profile,
								other.id()));
			}
		}
		RunningJob job = start(this.folder.newId(profile), profile, new Wanted(List.of(), request.userId(), false),
				new Restore(backup, request.mode(), request.preview()));
		job.run(this.services.restore(profile).restore(request.withFile(this.folder.file(backup)), job),
				(state, result) -> state.completed(result, Instant.now()));
		return job.state();
	}

	private RunningJob start(String id, String profile, Wanted wanted, @Nullable Restore restore) {
		BackupJob job = BackupJob.started(id, profile, wanted, restore, Instant.now());
		RunningJob started = new RunningJob(job, this.folder, this::over);
		this.running.put(id, started);
		return started;
	}

	private void over(BackupJob job) {
		this.running.remove(job.id());
		if (!job.isBackup()) {
			return;
		}
		try {
			this.retention.apply(this.folder);
		}
		catch (DbAdapterException ex) {
			logger.warn("Old backups could not be deleted: " + ex.getMessage());
		}
	}

	/**
	 * Removes a job and its file, or cancels it if it is running, here at once and in
	 * another instance within a second or two.
	 * @param id its id
	 * @return the job as it was when it was removed, or as it is after cancelling;
	 * {@code null} if there is none
	 * @throws io.github.dbadapter.InvalidInputException if that is no id at all
	 * @throws OperationRefusedException if a running restore reads it
	 */
	public @Nullable BackupJob remove(String id) {
		BackupJob job = this.folder.find(id);
		if (job == null) {
			return null;
		}
		if (job.isRunning()) {
			return cancel(job);
		}
		for (BackupJob other : this.folder.list()) {
			if (other.isRunning() && other.restore() != null && other.restore().backup().equals(id)) {
				throw new OperationRefusedException(
						"Could not remove '%s': '%s' is restoring it".formatted(id, other.id()));
			}
		}
		this.folder.delete(id);
		return job;
	}

	private BackupJob cancel(BackupJob job) {
		RunningJob mine = this.running.get(job.id());
		if (mine == null) {
			this.folder.requestCancel(job.id());
			return job;
		}
		mine.cancel("Cancelled");
		return mine.state();
	}

	/**
	 * Cancels what is running.
	 */
	@Override
	public void close() {
		this.heartbeat.shutdownNow();
		List.copyOf(this.running.entrySet()).forEach((entry) -> {
			entry.getValue().cancel("The application was stopped");
			this.folder.deleteParts(entry.getKey());
		});
	}

}
