package io.github.dbadapter.backup;

import java.time.Duration;
import java.util.function.Function;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Work whose end is told to the application.
 *
 * @param <T> type of the result
 */
final class Announced<T> {

	/** For those who need not be told. */
	static final ApplicationEventPublisher NOBODY = (event) -> {
	};

	private static final Log logger = LogFactory.getLog(Announced.class);

	private final Mono<T> work;

	private final Function<T, TransferOutcome> outcome;

	private final ApplicationEventPublisher publisher;

	Announced(Mono<T> work, Function<T, TransferOutcome> outcome, ApplicationEventPublisher publisher) {
		this.work = work;
		this.outcome = outcome;
		this.publisher = publisher;
	}

	/**
	 * Returns the work, which publishes one event for each subscription.
	 */
	Mono<T> by(EventFactory<T> events) {
		return Mono.defer(() -> {
			long start = System.nanoTime();
			return this.work
				.doOnNext((result) -> publish(events.create(this.outcome.apply(result), since(start), result, null)))
				.doOnError((failure) -> publish(events.create(TransferOutcome.FAILED, since(start), null, failure)))
				.doOnCancel(() -> publish(events.create(TransferOutcome.CANCELLED, since(start), null, null)));
		});
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/** What is done is done, whatever a listener thinks of it. */
	private void publish(Object event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed for " + event.getClass().getSimpleName(), ex);
		}
	}

	/**
	 * Creates the event.
	 *
	 * @param <T> type of the result
	 */
	@FunctionalInterface
	interface EventFactory<T> {

		Object create(TransferOutcome outcome, Duration duration, @Nullable T result, @Nullable Throwable failure);

	}

}
