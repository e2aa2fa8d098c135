package io.github.dbadapter.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.dbadapter.backup.BackupFinishedEvent;
import io.github.dbadapter.backup.RestoreFinishedEvent;
import io.github.dbadapter.backup.TransferOutcome;
import io.github.dbadapter.profile.Profiles;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Metrics of backups and restores, by profile and outcome: {@code db.backup} and
 * {@code db.restore}, their time; with {@code .rows}, the rows written; with
 * {@code .bytes}, the sizes of the files. They hear of an end before the application's
 * own listeners, of which one may fail.
 *
 * @since 0.1.0
 */
public final class BackupMetrics implements MeterBinder {

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
	}

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	public void onBackup(BackupFinishedEvent event) {
		record("backup", event.profile(), event.outcome(), event.duration(),
				(event.result() != null) ? event.result().rows() : 0,
				(event.result() != null) ? event.result().bytes() : 0);
	}

	@EventListener
	@Order(Ordered.HIGHEST_PRECEDENCE)
	public void onRestore(RestoreFinishedEvent event) {
		record("restore", event.profile(), event.outcome(), event.duration(),
				(event.result() != null) ? event.result().written() : 0,
				(event.result() != null) ? event.result().origin().bytes() : 0);
	}

	private void record(String what, @Nullable String profile, TransferOutcome outcome, Duration duration, long rows,
			long bytes) {
		Tags tags = Tags.of("profile", (profile != null) ? profile : Profiles.APPLICATION, "outcome",
				outcome.name().toLowerCase(Locale.ROOT));
		this.registries.forEach((registry) -> record(registry, what, tags, duration, rows, bytes));
	}

	private static void record(MeterRegistry registry, String what, Tags tags, Duration duration, long rows,
			long bytes) {
		Timer.builder("db." + what)
			.description("Time of the %ss".formatted(what))
			.tags(tags)
			.register(registry)
			.record(duration);
		Counter.builder("db." + what + ".rows")
			.description("Rows written by %ss".formatted(what))
			.baseUnit("rows")
			.tags(tags)
			.register(registry)
			.increment(rows);
		Counter.builder("db." + what + ".bytes")
			.description("Sizes of the files of %ss".formatted(what))
			.baseUnit("bytes")
			.tags(tags)
			.register(registry)
			.increment(bytes);
	}

}
