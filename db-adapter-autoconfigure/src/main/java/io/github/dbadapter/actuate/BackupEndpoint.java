package io.github.dbadapter.actuate;

import java.util.List;
import java.util.function.Supplier;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.ErrorMode;
import io.github.dbadapter.backup.KeyMode;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.job.BackupJob;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.LockNotAvailableException;
import io.github.dbadapter.sql.NotPermittedException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.http.HttpStatus;

/**
 * Lists the backups and restores of a folder, starts, cancels and removes them. Never
 * shows rows, addresses or passwords.
 * <p>
 * Writing is off unless it is switched on twice, which {@link WriteGate} sees to.
 *
 * @since 0.1.0
 */
@WebEndpoint(id = BackupEndpoint.ID, defaultAccess = Access.UNRESTRICTED)
public class BackupEndpoint {

	/** Id of the endpoint. */
	public static final String ID = "backup";

	private final WriteGate gate;

	private final BackupDesk desk;

	/**
	 * Creates an endpoint.
	 * @param gate who may write
	 * @param desk does what is asked for
	 */
	public BackupEndpoint(WriteGate gate, BackupDesk desk) {
		this.gate = gate;
		this.desk = desk;
	}

	/**
	 * Lists what is in the folder, the newest first, without notices and the numbers of
	 * each table.
	 * @return the jobs, none if there is no folder
	 */
	@ReadOperation
	public BackupsDescriptor backups() {
		return new BackupsDescriptor(this.desk.list().stream().map(BackupJob::inShort).toList());
	}

	/**
	 * Shows one backup or restore.
	 * @param id its id
	 * @return status 200 and the {@link BackupJob}, 404 if there is none, 400 if that is
	 * no id
	 */
	@ReadOperation
	public WebEndpointResponse<Object> backup(@Selector String id) {
		return answer(() -> {
			BackupJob job = this.desk.find(id);
			return (job != null) ? new WebEndpointResponse<>(job) : absent(id);
		});
	}

	/**
	 * Starts a backup, or the restore of one, and does not wait for it.
	 * @param profile profile to back up or to restore into, {@code null} for the active
	 * one
	 * @param tables tables wanted in a backup, {@code null} for all
	 * @param userId owner whose rows are wanted, or who gets the restored ones
	 * @param mask columns to hide in a backup, each as {@code table.column=mask}, beside
	 * those that are configured
	 * @param restore id of the backup to restore, {@code null} to make one
	 * @param mode what a restore does with rows that exist
	 * @param keys which primary keys restored rows get
	 * @param onError what a restore does when rows are rejected
	 * @param triggers whether user triggers fire
	 * @param dryRun whether a restore rolls everything back in the end
	 * @param confirm name of the profile, needed to restore into a protected one
	 * @return status 202 and the running {@link BackupJob}; 400 for what does not fit,
	 * 403 if writing is off or the profile protected, 404 for an unknown backup, 409 if
	 * another operation writes to the target, 503 if it cannot be reached
	 */
	@WriteOperation
	public WebEndpointResponse<Object> start(@Nullable String profile, @Nullable List<String> tables,
			@Nullable String userId, @Nullable List<String> mask, @Nullable String restore, @Nullable RestoreMode mode,
			@Nullable KeyMode keys, @Nullable ErrorMode onError, @Nullable Boolean triggers, @Nullable Boolean dryRun,
			@Nullable String confirm) {
		return writing(() -> {
			GivenValues.of("profile", profile);
			GivenValues.of("userId", userId);
			GivenValues.of("tables", tables);
			if (restore == null) {
				refuse("a backup", "mode", mode, "keys", keys, "onError", onError, "triggers", triggers, "dryRun",
						dryRun, "confirm", confirm);
				return accepted(this.desk.backup(profile, tables, userId, mask));
			}
			refuse("a restore", "tables", tables, "mask", mask);
			BackupJob backup = this.desk.find(restore);
			if (backup == null) {
				return absent(restore);
			}
			return accepted(this.desk.restore(profile, backup,
					new RestoreOrder(userId, mode, keys, onError, triggers, Boolean.TRUE.equals(dryRun)), confirm));
		});
	}

	/**
	 * Removes a backup or the record of a restore, or cancels what is running.
	 * @param id its id
	 * @return status 204 when it is gone, 200 and the {@link BackupJob} when it was
	 * cancelled, 202 when the instance that runs it has been asked to, 409 if a restore
	 * reads it; otherwise as for the other operations
	 */
	@DeleteOperation
	public WebEndpointResponse<Object> delete(@Selector String id) {
		return writing(() -> {
			BackupJob before = this.desk.find(id);
			BackupJob after = (before != null) ? this.desk.remove(id) : null;
			if (before == null || after == null) {
				return absent(id);
			}
			if (!before.isRunning()) {
				return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
			}
			return after.isRunning() ? accepted(after) : new WebEndpointResponse<>(after);
		});
	}

	/** A mistake in a request must not make it another one. */
	private static void refuse(String operation, @Nullable Object... namesAndValues) {
		for (int i = 0; i < namesAndValues.length; i += 2) {
			if (namesAndValues[i + 1] != null) {
				throw new InvalidInputException("'%s' does not belong to %s".formatted(namesAndValues[i], operation));
			}
		}
	}

	private WebEndpointResponse<Object> writing(Supplier<WebEndpointResponse<Object>> operation) {
		String closed = this.gate.closed();
		return (closed != null) ? Problems.of(HttpStatus.FORBIDDEN, closed) : answer(operation);
	}

	private static WebEndpointResponse<Object> answer(Supplier<WebEndpointResponse<Object>> operation) {
		try {
			return operation.get();
		}
		catch (InvalidInputException ex) {
			return Problems.of(HttpStatus.BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
		catch (NotPermittedException ex) {
			return Problems.of(HttpStatus.FORBIDDEN, ex.getReason());
		}
		catch (LockNotAvailableException ex) {
			return Problems.of(HttpStatus.CONFLICT, ex.getReason());
		}
		catch (UnconfirmedException ex) {
			return Problems.of(HttpStatus.FORBIDDEN, String.valueOf(ex.getMessage()));
		}
		catch (OperationRefusedException ex) {
			return Problems.of(HttpStatus.CONFLICT, String.valueOf(ex.getMessage()));
		}
		catch (DatabaseUnavailableException ex) {
			return Problems.of(HttpStatus.SERVICE_UNAVAILABLE, "The database cannot be reached");
		}
	}

	private static WebEndpointResponse<Object> accepted(BackupJob job) {
		return new WebEndpointResponse<>(job, HttpStatus.ACCEPTED.value());
	}

	private static WebEndpointResponse<Object> absent(String id) {
		return Problems.of(HttpStatus.NOT_FOUND, "There is no backup '%s'".formatted(id));
	}

	/**
	 * What is in the folder.
	 *
	 * @param backups backups and restores, the newest first
	 */
	public record BackupsDescriptor(List<BackupJob> backups) {

	}

}
