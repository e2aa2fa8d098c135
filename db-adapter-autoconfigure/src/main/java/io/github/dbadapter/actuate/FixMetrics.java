package io.github.dbadapter.actuate;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.dbadapter.schema.fix.SchemaFixedEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.context.event.EventListener;

/**
 * Metrics of the fixes: {@code db.schema.fix}, time of the attempts to apply a plan, by
 * profile and outcome.
 *
 * @since 0.1.0
 */
public class FixMetrics implements MeterBinder {

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
	}

	@EventListener
	void record(SchemaFixedEvent event) {
		for (MeterRegistry registry : this.registries) {
			Timer.builder("db.schema.fix")
				.description("Time of the attempts to repair the schema")
				.tag("profile", (event.profile() != null) ? event.profile() : "none")
				.tag("outcome", event.outcome().name().toLowerCase(Locale.ROOT))
				.register(registry)
				.record(event.duration());
		}
	}

}
