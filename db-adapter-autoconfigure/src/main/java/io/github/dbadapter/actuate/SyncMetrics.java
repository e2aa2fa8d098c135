package io.github.dbadapter.actuate;

import java.util.Locale;
import java.util.function.ToLongFunction;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.sync.SyncResult;
import io.github.dbadapter.sync.SyncResult.TableSync;
import io.github.dbadapter.sync.SyncService;
import io.github.dbadapter.sync.SyncService.SyncEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Metrics of sync, each by the profiles {@code from} and {@code to}: {@code db.sync},
 * time by outcome, {@code failed} for a sync that ended with an error;
 * {@code db.sync.rows}, rows that were committed by {@code change};
 * {@code db.sync.bytes}, bytes that came from the source, also for previews.
 *
 * @since 0.1.0
 */
public final class SyncMetrics implements MeterBinder {

	private final SyncService service;

	public SyncMetrics(SyncService service) {
		this.service = service;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.service.addListener((event) -> record(registry, event));
	}

	private static void record(MeterRegistry registry, SyncEvent event) {
		SyncResult result = event.result();
		Timer.builder("db.sync")
			.description("Time of syncs")
			.tag("from", event.from())
			.tag("to", event.to())
			.tag("outcome", (result != null) ? result.outcome().name().toLowerCase(Locale.ROOT) : "failed")
			.register(registry)
			.record(event.duration());
		if (result == null) {
			return;
		}
		if (result.outcome() == Outcome.COMMITTED) {
			rows(registry, event, result, "insert", TableSync::inserted);
			rows(registry, event, result, "update", TableSync::updated);
			rows(registry, event, result, "delete", TableSync::deleted);
		}
		Counter.builder("db.sync.bytes")
			.description("Bytes that came from the source")
			.baseUnit("bytes")
			.tag("from", event.from())
			.tag("to", event.to())
			.register(registry)
			.increment(result.bytes());
	}

	private static void rows(MeterRegistry registry, SyncEvent event, SyncResult result, String change,
			ToLongFunction<TableSync> number) {
		Counter.builder("db.sync.rows")
			.description("Rows written by syncs")
			.tag("from", event.from())
			.tag("to", event.to())
			.tag("change", change)
			.register(registry)
			.increment(result.tables().stream().mapToLong(number).sum());
	}

}
