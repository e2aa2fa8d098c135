package io.github.dbadapter.actuate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.job.BackupFolder;
import io.github.dbadapter.backup.job.BackupJob;
import io.github.dbadapter.backup.job.BackupJob.Kind;
import io.github.dbadapter.backup.job.BackupJob.State;
import io.github.dbadapter.backup.job.BackupJobs;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.jspecify.annotations.Nullable;

/**
 * Does what clients of the endpoint ask for, in the words of the library.
 *
 * @since 0.1.0
 */
public final class BackupDesk {

	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final Profiles profiles;

	private final BackupServices services;

	private final @Nullable BackupFolder folder;

	private final @Nullable BackupJobs jobs;

	/**
	 * Creates a desk.
	 * @param profiles the profiles there are
	 * @param services do the work
	 * @param folder where the backups are, {@code null} for nowhere
	 * @param jobs runs them, {@code null} without a folder
	 */
	public BackupDesk(Profiles profiles, BackupServices services, @Nullable BackupFolder folder,
			@Nullable BackupJobs jobs) {
		this.profiles = profiles;
		this.services = services;
		this.folder = folder;
		this.jobs = jobs;
	}

	List<BackupJob> list() {
		return (this.folder != null) ? this.folder.list() : List.of();
	}

	@Nullable BackupJob find(String id) {
		return (this.folder != null) ? this.folder.find(id) : null;
	}

	BackupJob backup(@Nullable String profile, @Nullable List<String> tables, @Nullable String userId,
			@Nullable List<String> masks) {
		ResolvedProfile source = resolve(profile);
		BackupRequest request = BackupRequest.to(Path.of(""))
			.withTables((tables != null) ? tables : List.of())
			.withUserId(userId)
			.withMasks((masks != null) ? masks.stream().map(Mask::parse).toList() : List.of());
		return jobs().backup(source.name(), request);
	}

	BackupJob restore(@Nullable String profile, BackupJob backup, RestoreOrder order, @Nullable String confirm) {
		if (backup.kind() != Kind.BACKUP) {
			throw new InvalidInputException("'%s' is no backup".formatted(backup.id()));
		}
		if (backup.state() != State.COMPLETED) {
			throw new OperationRefusedException("'%s' is not complete".formatted(backup.id()));
		}
		ResolvedProfile target = resolve(profile);
		if (target.profile().isProtected() && !order.dryRun() && !target.name().equals(confirm)) {
			throw new UnconfirmedException(target.name());
		}
		RestoreRequest request = order.request();
		checkTarget(target);
		return jobs().restore(target.name(), backup.id(), request);
	}

	@Nullable BackupJob remove(String id) {
		return jobs().remove(id);
	}

	private BackupJobs jobs() {
		if (this.jobs == null) {
			throw new InvalidInputException("db.backup.directory is not set");
		}
		return this.jobs;
	}

	private ResolvedProfile resolve(@Nullable String profile) {
		ResolvedProfile resolved = this.profiles.resolve(profile);
		resolved.profile().requiredConnection();
		return resolved;
	}

	private void checkTarget(ResolvedProfile target) {
		try {
			this.services.restore(target.name())
				.checkTarget()
				.toFuture()
				.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof DbAdapterException known) {
				throw known;
			}
			throw new IllegalStateException("The target could not be checked", ex.getCause());
		}
		catch (TimeoutException ex) {
			throw new DatabaseUnavailableException("The database did not answer in time", "", null, ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new DbAdapterException("Interrupted", ex);
		}
	}

}
