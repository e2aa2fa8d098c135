package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.schema.introspect.SchemaChangedException;
import io.github.dbadapter.schema.introspect.SchemaLockedException;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Last validation of each profile. Reading it costs nothing; profiles that are watched
 * are checked again in the background, and one check runs at a time, whoever asks. It has
 * no threads of its own: checks run where the validation runs, waiting is Reactor's. Safe
 * for concurrent use. Nothing runs any more after {@link #close()}.
 *
 * @since 0.1.0
 */
public final class SchemaChecks implements AutoCloseable {

	private static final Log logger = LogFactory.getLog(SchemaChecks.class);

	private static final Duration SHORTEST_TTL = Duration.ofMillis(100);

	private final Function<String, Mono<ValidationReport>> check;

	private final CheckSettings settings;

	private final Map<String, ValidationReport> last = new ConcurrentHashMap<>();

	private final Map<String, Instant> attempts = new ConcurrentHashMap<>();

	private final List<Consumer<ValidationReport>> listeners = new CopyOnWriteArrayList<>();

	private final Map<String, Disposable> watched = new ConcurrentHashMap<>();

	private final Disposable.Composite watching = Disposables.composite();

	private final CheckQueue queue = new CheckQueue(this::run, this::last);

	/**
	 * Creates an instance that watches nothing yet.
	 * @param check validates a profile, cold
	 * @param settings how results are kept fresh
	 */
	public SchemaChecks(Function<String, Mono<ValidationReport>> check, CheckSettings settings) {
		this.check = check;
		this.settings = settings;
	}

	/**
	 * Returns the last result of a profile, at once.
	 * @param profile name of the profile
	 * @return the result, with status {@link ValidationStatus#NOT_CHECKED} before the
	 * first one
	 */
	public ValidationReport last(String profile) {
		ValidationReport report = this.last.get(profile);
		return (report != null) ? report : ValidationReport.notChecked(profile, "no check has ended yet");
	}

	/**
	 * Returns the profiles of which there is a result.
	 * @return names of profiles
	 */
	public Set<String> checkedProfiles() {
		return Set.copyOf(this.last.keySet());
	}

	/**
	 * Takes over a result that was had elsewhere, for example at start-up.
	 * @param report the result
	 */
	public void accept(ValidationReport report) {
		this.last.put(report.profile(), report);
		this.attempts.put(report.profile(), Instant.now());
		this.listeners.forEach((listener) -> notify(listener, report));
	}

	private static void notify(Consumer<ValidationReport> listener, ValidationReport report) {
		try {
			listener.accept(report);
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed on the report of profile '" + report.profile() + "'", ex);
		}
	}

	/**
	 * Adds a listener, which is called with each result, one at a time per check, and
	 * must not block.
	 * @param listener the listener
	 */
	public void addListener(Consumer<ValidationReport> listener) {
		this.listeners.add(listener);
	}

	/**
	 * Begins to check a profile in the background: now, unless there is a result, and
	 * whenever its result has become old. Asked again for the same profile it does
	 * nothing.
	 * @param profile name of the profile
	 * @return ends the watch, after which another one may begin
	 */
	public Disposable watch(String profile) {
		return this.watched.computeIfAbsent(profile, (name) -> {
			Disposable checking = Mono.defer(() -> Mono.delay(delay(name)))
				.flatMap((tick) -> this.queue.enqueue(name))
				.repeat()
				.subscribe();
			this.watching.add(checking);
			return () -> {
				this.watched.remove(name);
				this.watching.remove(checking);
				checking.dispose();
			};
		});
	}

	private Duration delay(String profile) {
		if (!this.last.containsKey(profile)) {
			return Duration.ZERO;
		}
		long millis = Math.max(SHORTEST_TTL.toMillis(), this.settings.cacheTtl().toMillis());
		return Duration.ofMillis(millis - millis / 5 + ThreadLocalRandom.current().nextLong(millis * 2 / 5 + 1));
	}

	/**
	 * Checks a profile, unless it has been checked a moment ago. Cold; subscribers that
	 * come while the check waits or runs share it, and one that cancels does not stop it.
	 * @param profile name of the profile
	 * @return the result, never an error: a database that cannot be reached gives
	 * {@link ValidationStatus#UNREACHABLE}
	 */
	public Mono<ValidationReport> refresh(String profile) {
		return Mono.defer(() -> {
			Instant attempt = this.attempts.get(profile);
			boolean recent = attempt != null && attempt.plus(this.settings.refreshInterval()).isAfter(Instant.now());
			return recent ? Mono.just(last(profile)) : this.queue.enqueue(profile);
		});
	}

	/**
	 * Checks a profile whose schema has just been changed, however long the last check is
	 * ago. Cold; a check that had begun before does not count.
	 * @param profile name of the profile
	 * @return the result, never an error
	 */
	public Mono<ValidationReport> recheck(String profile) {
		return Mono.defer(() -> {
			Instant asked = Instant.now();
			return this.queue.enqueue(profile)
				.flatMap((report) -> report.checkedAt().minus(report.duration()).isBefore(asked)
						? this.queue.enqueue(profile) : Mono.just(report));
		});
	}

	private Mono<ValidationReport> run(String profile) {
		Instant start = Instant.now();
		return Mono.defer(() -> this.check.apply(profile))
			.timeout(this.settings.timeout())
			.onErrorResume((failure) -> Mono.just(failed(profile, start, failure)))
			.defaultIfEmpty(ValidationReport.notChecked(profile, "there is nothing to compare with"))
			.doOnNext(this::accept)
			.subscribeOn(Schedulers.parallel());
	}

	private ValidationReport failed(String profile, Instant start, Throwable failure) {
		boolean unreachable = failure instanceof DatabaseUnavailableException || failure instanceof TimeoutException;
		if (unreachable || failure instanceof DbAdapterException) {
			logger.debug("Could not check the schema of profile '" + profile + "'", failure);
		}
		else {
			logger.error("Could not check the schema of profile '" + profile + "'", failure);
		}
		ValidationReport previous = this.last.get(profile);
		String message = message(failure);
		boolean blocked = failure instanceof SchemaLockedException || failure instanceof SchemaChangedException;
		if (blocked && previous != null && previous.isConclusive()) {
			return previous.asStale(message);
		}
		return ValidationReport.withoutResult(profile,
				unreachable ? ValidationStatus.UNREACHABLE : ValidationStatus.NOT_CHECKED,
				(previous != null) ? previous.expected() : null, Duration.between(start, Instant.now()), message);
	}

	private String message(Throwable failure) {
		if (failure instanceof TimeoutException) {
			return "no answer within %d s".formatted(this.settings.timeout().toSeconds());
		}
		return (failure.getMessage() != null) ? failure.getMessage() : failure.getClass().getSimpleName();
	}

	/**
	 * Stops watching and cancels the running check. Whoever waits for one gets the last
	 * result.
	 */
	@Override
	public void close() {
		this.watching.dispose();
		this.queue.close();
	}

}
