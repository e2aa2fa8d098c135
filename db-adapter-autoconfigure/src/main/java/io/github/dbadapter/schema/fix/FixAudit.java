package io.github.dbadapter.schema.fix;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.schema.fix.SchemaFixedEvent.Outcome;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Tells who applied which plan and what came of it: one line in the log, one event.
 */
final class FixAudit {

	private static final Log logger = LogFactory.getLog(FixAudit.class);

	private final FixTarget target;

	private final Consumer<SchemaFixedEvent> listener;

	FixAudit(FixTarget target, Consumer<SchemaFixedEvent> listener) {
		this.target = target;
		this.listener = listener;
	}

	Mono<FixReport> watch(Mono<FixReport> application, FixPlan plan, @Nullable String by) {
		return Mono.defer(() -> {
			Instant start = Instant.now();
			return application
				.doOnNext((report) -> tell(plan, by, start, Outcome.APPLIED, null, report.applied().size()))
				.doOnError((failure) -> {
					Reason reason = (failure instanceof FixRefusedException refused) ? refused.getReason() : null;
					boolean refused = reason != null && reason != Reason.FAILED;
					tell(plan, by, start, refused ? Outcome.REFUSED : Outcome.FAILED, reason, 0);
				})
				.doOnCancel(() -> tell(plan, by, start, Outcome.CANCELLED, null, 0));
		});
	}

	private void tell(FixPlan plan, @Nullable String by, Instant start, Outcome outcome, @Nullable Reason reason,
			int statements) {
		SchemaFixedEvent event = new SchemaFixedEvent(this.target.profile(), this.target.database().address(), by,
				plan.id(), outcome, reason, statements, Duration.between(start, Instant.now()));
		String line = "Fix of %s (%s) by %s: plan %s %s%s, %d statements, %d ms".formatted(this.target.name(),
				event.database(), (by != null) ? by : "unknown", event.plan(), outcome,
				(reason != null) ? " (" + reason + ")" : "", statements, event.duration().toMillis());
		if (outcome == Outcome.APPLIED) {
			logger.info(line);
		}
		else {
			logger.warn(line);
		}
		try {
			this.listener.accept(event);
		}
		catch (RuntimeException ex) {
			logger.error("A listener failed on the fix of " + this.target.name(), ex);
		}
	}

}
