package io.github.dbadapter.backup;

import java.util.function.Supplier;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionCallback;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Restores backups into one database. Safe for concurrent use; of two restores into one
 * database the second is refused.
 *
 * @since 0.1.0
 */
public final class RestoreService {

	private static final Log logger = LogFactory.getLog(RestoreService.class);

	private final Supplier<NamedDatabase> target;

	private final BackupDefaults defaults;

	private final ConnectionCallback<String> fingerprint;

	private final ApplicationEventPublisher publisher;

	public RestoreService(AdministrativeDatabase database) {
		this(() -> new NamedDatabase(database, null), BackupDefaults.NONE, (connection) -> null, Announced.NOBODY);
	}

	RestoreService(Supplier<NamedDatabase> target, BackupDefaults defaults, ConnectionCallback<String> fingerprint,
			ApplicationEventPublisher publisher) {
		this.target = target;
		this.defaults = defaults;
		this.fingerprint = fingerprint;
		this.publisher = publisher;
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
	 * there, with {@link io.github.dbadapter.sql.NotPermittedException} if the role may
	 * not write there, and with {@link io.github.dbadapter.OperationRefusedException} if
	 * another operation writes to the database or rows are hidden from the role
	 */
	public Mono<RestoreResult> restore(RestoreRequest request, ProgressListener listener) {
		return Mono.defer(() -> {
			NamedDatabase database = this.target.get();
			return new Announced<>(work(database.database(), request, listener), RestoreService::outcome,
					this.publisher)
				.by((outcome, duration, result, failure) -> new RestoreFinishedEvent(database.profile(), request.file(),
						outcome, duration, result, failure));
		}).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Looks whether a restore could begin now. Cold.
	 * @return completes if so; fails with
	 * {@link io.github.dbadapter.OperationRefusedException} if another operation writes
	 * to the database, and with
	 * {@link io.github.dbadapter.sql.DatabaseUnavailableException} if it cannot be
	 * reached
	 */
	public Mono<Void> checkTarget() {
		return Mono.defer(() -> this.target.get().database().execute("restore", (connection) -> {
			connection.setAutoCommit(false);
			TargetLock.acquire(connection, "restore");
			connection.rollback();
			return true;
		})).then();
	}

	private Mono<RestoreResult> work(AdministrativeDatabase database, RestoreRequest request,
			ProgressListener listener) {
		return Mono.fromCallable(() -> BackupReader.check(request.file(), listener))
			.flatMap((contents) -> database.execute("restore",
					(connection) -> new RestoreRun(connection, request, this.defaults.schema(), this.fingerprint,
							listener)
						.run(contents)))
			.doOnNext((result) -> logger.info("Restored %s into %s: %s, %d rows written, %d failed"
				.formatted(request.file(), database.address(), result.outcome(), result.written(), result.failed())));
	}

	private static TransferOutcome outcome(RestoreResult result) {
		return switch (result.outcome()) {
			case COMMITTED -> TransferOutcome.COMPLETED;
			case PREVIEWED -> TransferOutcome.PREVIEWED;
			case ROLLED_BACK -> TransferOutcome.ROLLED_BACK;
		};
	}

}
