package io.github.dbadapter.schema.validate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Runs checks one at a time, in the order in which they were first asked for. Whoever
 * asks for a check that waits or runs shares it.
 */
final class CheckQueue {

	private final Function<String, Mono<ValidationReport>> check;

	private final Function<String, ValidationReport> whenClosed;

	private final Map<String, Sinks.One<ValidationReport>> waiting = new LinkedHashMap<>();

	private final Disposable.Swap running = Disposables.swap();

	private boolean busy;

	private boolean closed;

	/**
	 * Creates a queue.
	 * @param check the check of a profile, which emits one report and never fails
	 * @param whenClosed report for those that wait when the queue is closed
	 */
	CheckQueue(Function<String, Mono<ValidationReport>> check, Function<String, ValidationReport> whenClosed) {
		this.check = check;
		this.whenClosed = whenClosed;
	}

	Mono<ValidationReport> enqueue(String profile) {
		Sinks.One<ValidationReport> result;
		synchronized (this.waiting) {
			if (this.closed) {
				return Mono.just(this.whenClosed.apply(profile));
			}
			result = this.waiting.computeIfAbsent(profile, (name) -> Sinks.one());
		}
		runNext();
		return result.asMono();
	}

	private void runNext() {
		String profile;
		synchronized (this.waiting) {
			if (this.busy || this.waiting.isEmpty()) {
				return;
			}
			this.busy = true;
			profile = this.waiting.keySet().iterator().next();
		}
		Disposable.Swap own = Disposables.swap();
		this.running.replace(own);
		own.replace(this.check.apply(profile).subscribe((report) -> finish(profile, report)));
	}

	private void finish(String profile, ValidationReport report) {
		Sinks.One<ValidationReport> result;
		synchronized (this.waiting) {
			result = this.waiting.remove(profile);
			this.busy = false;
		}
		if (result != null) {
			result.tryEmitValue(report);
		}
		runNext();
	}

	void close() {
		Map<String, Sinks.One<ValidationReport>> abandoned;
		synchronized (this.waiting) {
			this.closed = true;
			abandoned = new LinkedHashMap<>(this.waiting);
			this.waiting.clear();
		}
		this.running.dispose();
		abandoned.forEach((profile, result) -> result.tryEmitValue(this.whenClosed.apply(profile)));
	}

}
