package io.github.dbadapter.backup;

import io.github.dbadapter.sql.AdministrativeDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Restores backups into one database. Safe for concurrent use; of two restores into one
 * database the second is refused.
 *
 * @since 0.1.0
 */
public final class RestoreService {

	private static final Log logger = LogFactory.getLog(RestoreService.class);

	private final AdministrativeDatabase database;

	public RestoreService(AdministrativeDatabase database) {
		this.database = database;
	}

	public Mono<RestoreResult> restore(RestoreRequest request) {
		return restore(request, ProgressListener.NONE);
	}

	/**
	 * Restores. Cold: each subscription first checks the whole file, then works in one
	 * transaction on a connection of its own. On error and on cancellation the database
	 * is as before, with the exception of numbers taken from sequences.
	 * @param request what and how
	 * @param listener hears of the progress
	 * @return the result, also when rows were rejected (see
	 * {@link RestoreResult#failed()}); fails with {@link InvalidBackupException} if the
	 * file is damaged or does not fit, with
	 * {@link io.github.dbadapter.InvalidInputException} if the request names what is not
	 * there, and with {@link io.github.dbadapter.OperationRefusedException} if another
	 * operation writes to the database or rows are hidden from the role
	 */
	public Mono<RestoreResult> restore(RestoreRequest request, ProgressListener listener) {
		return Mono.fromCallable(() -> BackupReader.check(request.file(), listener))
			.subscribeOn(Schedulers.boundedElastic())
			.flatMap((contents) -> this.database.execute("restore",
					(connection) -> new RestoreRun(connection, request, listener).run(contents)))
			.doOnNext((result) -> logger.info("Restored %s into %s: %s, %d rows written, %d failed".formatted(
					request.file(), this.database.address(), result.outcome(),
					result.tables().stream().mapToLong((table) -> table.inserted() + table.updated()).sum(),
					result.failed())));
	}

}
