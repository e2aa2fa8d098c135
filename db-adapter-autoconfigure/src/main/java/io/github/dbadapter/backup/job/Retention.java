package io.github.dbadapter.backup.job;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.backup.job.BackupJob.Wanted;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Which backups of a folder have become superfluous. Backups of the same profile, tables
 * and owner make a row of their own. What a running restore reads stays, and so does
 * everything that has no manifest.
 *
 * @param keep how many of each row stay, {@code null} for all
 * @param maxAge age beyond which none stays, {@code null} for any age
 * @since 0.1.0
 */
public record Retention(@Nullable Integer keep, @Nullable Duration maxAge) {

	/** Records of restores and failures are kept no longer than this. */
	private static final Duration RECORDS = Duration.ofDays(30);

	/**
	 * What a killed process left of a file is deleted once nobody can be at work on it.
	 */
	private static final Duration REMAINS = Duration.ofHours(1);

	private static final Log logger = LogFactory.getLog(Retention.class);

	/**
	 * Deletes what has become superfluous.
	 * @param folder the folder
	 * @return ids of the backups that were deleted
	 */
	public List<String> apply(BackupFolder folder) {
		List<BackupJob> jobs = folder.list();
		Instant now = Instant.now();
		jobs.stream()
			.filter((job) -> !job.isRunning() && job.updatedAt().isBefore(now.minus(REMAINS)))
			.forEach((job) -> folder.deleteParts(job.id()));
		List<String> deleted = new ArrayList<>();
		for (BackupJob job : superfluous(jobs, now)) {
			folder.delete(job.id());
			if (job.isBackup()) {
				deleted.add(job.id());
			}
		}
		if (!deleted.isEmpty()) {
			logger.info("Deleted %d old backups: %s".formatted(deleted.size(), String.join(", ", deleted)));
		}
		return deleted;
	}

	/** Jobs come with the newest first. */
	List<BackupJob> superfluous(List<BackupJob> jobs, Instant now) {
		Set<String> inUse = new HashSet<>();
		for (BackupJob job : jobs) {
			if (job.isRunning() && job.restore() != null) {
				inUse.add(job.restore().backup());
			}
		}
		Map<Row, Integer> kept = new HashMap<>();
		List<BackupJob> superfluous = new ArrayList<>();
		for (BackupJob job : jobs) {
			boolean old = job.startedAt().isBefore(now.minus(limit(job)));
			if (job.isBackup()) {
				int younger = kept.merge(new Row(job.profile(), job.wanted()), 1, Integer::sum) - 1;
				old = old || (this.keep != null && younger >= this.keep);
			}
			if (old && !job.isRunning() && !inUse.contains(job.id())) {
				superfluous.add(job);
			}
		}
		return superfluous;
	}

	private Duration limit(BackupJob job) {
		if (job.isBackup()) {
			return (this.maxAge != null) ? this.maxAge : Duration.ofDays(365_000);
		}
		return (this.maxAge != null && this.maxAge.compareTo(RECORDS) < 0) ? this.maxAge : RECORDS;
	}

	private record Row(String profile, Wanted wanted) {

	}

}
