package io.github.dbadapter.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.sql.AdministrativeDatabase;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Carries rows from the database of one profile into that of another one, and compares
 * them. Safe for concurrent use; of two syncs into one database the second is refused.
 *
 * @since 0.1.0
 */
public final class SyncService {

	private static final Log logger = LogFactory.getLog(SyncService.class);

	private final Profiles profiles;

	private final SyncRequest defaults;

	private final List<Consumer<SyncEvent>> listeners = new CopyOnWriteArrayList<>();

	public SyncService(Profiles profiles) {
		this(profiles, SyncRequest.defaults());
	}

	/**
	 * Creates a service.
	 * @param profiles the profiles there are
	 * @param defaults what {@link #defaults()} returns
	 */
	public SyncService(Profiles profiles, SyncRequest defaults) {
		this.profiles = profiles;
		this.defaults = defaults;
	}

	/**
	 * Returns the request to begin with, as it is configured: its tables, mode and masks.
	 * @return a request that changes nothing until
	 * {@link SyncRequest#withPreview(boolean)} says so
	 */
	public SyncRequest defaults() {
		return this.defaults;
	}

	/**
	 * Hears of every sync that has ended.
	 * @param listener called on the working thread
	 */
	public void addListener(Consumer<SyncEvent> listener) {
		this.listeners.add(listener);
	}

	public Mono<SyncResult> sync(String from, @Nullable String to, SyncRequest request) {
		return sync(from, to, request, ProgressListener.NONE);
	}

	/**
	 * Syncs. Cold: each subscription works with one read-only snapshot of the source and
	 * in one transaction of the target, on connections of its own. On error and on
	 * cancellation the target is as before, with the exception of numbers taken from
	 * sequences.
	 * @param from name of the source's profile
	 * @param to name of the target's profile, {@code null} for the active one
	 * @param request what and how; without a change of
	 * {@link SyncRequest#withPreview(boolean)} nothing is written
	 * @param listener hears of the progress
	 * @return the result, also when rows were rejected (see {@link SyncResult#failed()});
	 * fails with {@link InvalidInputException} if the request names what is not there or
	 * both profiles lead to one database, with {@link OperationRefusedException} if the
	 * target is protected and not named, another operation writes to it, or rows would be
	 * deleted and that is not allowed, and with {@link SyncVerificationException} if the
	 * target did not become what it should
	 */
	public Mono<SyncResult> sync(String from, @Nullable String to, SyncRequest request, ProgressListener listener) {
		return Mono.defer(() -> {
			ResolvedProfile source = this.profiles.resolve(from);
			ResolvedProfile target = this.profiles.resolve(to);
			refuse(source, target, request);
			Instant start = Instant.now();
			return run(source, target, request, false, listener)
				.doOnNext((result) -> ended(source, target, request, result))
				.doOnError((failure) -> tell(
						new SyncEvent(source.name(), target.name(), null, Duration.between(start, Instant.now()))));
		}).subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Compares without writing to a table. Cold, as
	 * {@link #sync(String, String, SyncRequest, ProgressListener)}.
	 * @param from name of the source's profile
	 * @param to name of the target's profile, {@code null} for the active one
	 * @param request what to compare; the mode has no effect
	 * @param listener hears of the progress
	 * @return the differences
	 */
	public Mono<SyncResult> compare(String from, @Nullable String to, SyncRequest request, ProgressListener listener) {
		return Mono.defer(() -> {
			ResolvedProfile source = this.profiles.resolve(from);
			ResolvedProfile target = this.profiles.resolve(to);
			refuseSame(source, target);
			return run(source, target, request, true, listener);
		}).subscribeOn(Schedulers.boundedElastic());
	}

	private static void refuse(ResolvedProfile source, ResolvedProfile target, SyncRequest request) {
		refuseSame(source, target);
		if (!request.preview() && target.profile().isProtected() && !target.name().equals(request.confirm())) {
			throw new OperationRefusedException(
					"The profile '%s' is protected, and the sync does not name it. Nothing has been changed"
						.formatted(target.name()));
		}
		if (!request.preview() && request.mode() == SyncMode.MIRROR && !request.allowDataLoss()) {
			throw new DataLossNotAllowedException(target.name());
		}
	}

	private static void refuseSame(ResolvedProfile source, ResolvedProfile target) {
		if (source.name().equals(target.name())) {
			throw new InvalidInputException("Source and target are the same profile, '%s'".formatted(source.name()));
		}
	}

	private static Mono<SyncResult> run(ResolvedProfile from, ResolvedProfile to, SyncRequest request, boolean compare,
			ProgressListener listener) {
		AdministrativeDatabase sourceDatabase = from.profile().administrativeDatabase();
		AdministrativeDatabase targetDatabase = to.profile().administrativeDatabase();
		AtomicReference<@Nullable Source> open = new AtomicReference<>();
		String purpose = compare ? "compare" : "sync";
		return targetDatabase.execute(purpose, (connection) -> {
			try (Source source = new Source(sourceDatabase, purpose)) {
				open.set(source);
				return new SyncRun(source, connection, targetDatabase.address(), request, compare, listener).run();
			}
		}).doOnCancel(() -> {
			Source source = open.get();
			if (source != null) {
				Schedulers.boundedElastic().schedule(source::cancel);
			}
		});
	}

	private void ended(ResolvedProfile source, ResolvedProfile target, SyncRequest request, SyncResult result) {
		logger.info("Synced %s into %s, mode %s: %s, %d rows changed, %d failed".formatted(source.name(), target.name(),
				request.mode(), result.outcome(),
				result.tables().stream().mapToLong(SyncResult.TableSync::changed).sum(), result.failed()));
		tell(new SyncEvent(source.name(), target.name(), result, result.duration()));
	}

	private void tell(SyncEvent event) {
		this.listeners.forEach((listener) -> listener.accept(event));
	}

	/**
	 * A sync that has ended.
	 *
	 * @param from name of the source's profile
	 * @param to name of the target's profile
	 * @param result what it did, {@code null} if it failed
	 * @param duration time taken
	 */
	public record SyncEvent(String from, String to, @Nullable SyncResult result, Duration duration) {

	}

}
