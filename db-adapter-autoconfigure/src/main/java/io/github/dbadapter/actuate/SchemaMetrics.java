package io.github.dbadapter.actuate;

import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.Severity;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * Metrics of the checks: {@code db.schema.differences}, by profile and severity, not a
 * number as long as nothing has been compared; {@code db.schema.check}, time of the
 * checks by profile and status.
 *
 * @since 0.1.0
 */
public final class SchemaMetrics implements MeterBinder {

	private final SchemaChecks checks;

	private final String active;

	/**
	 * Creates a binder.
	 * @param checks the checks
	 * @param active name of the active profile
	 */
	public SchemaMetrics(SchemaChecks checks, String active) {
		this.checks = checks;
		this.active = active;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Set<String> bound = ConcurrentHashMap.newKeySet();
		bound.add(this.active);
		bindDifferences(registry, this.active);
		this.checks.addListener((report) -> {
			if (bound.add(report.profile())) {
				bindDifferences(registry, report.profile());
			}
			Timer.builder("db.schema.check")
				.description("Time of the checks of the schema")
				.tag("profile", report.profile())
				.tag("status", name(report.status()))
				.register(registry)
				.record(report.duration());
		});
	}

	private void bindDifferences(MeterRegistry registry, String profile) {
		for (Severity severity : Severity.values()) {
			Gauge.builder("db.schema.differences", this.checks, (source) -> count(source.last(profile), severity))
				.description("Differences between the expected and the actual schema")
				.tag("profile", profile)
				.tag("severity", name(severity))
				.register(registry);
		}
	}

	private static double count(ValidationReport report, Severity severity) {
		if (!report.isConclusive()) {
			return Double.NaN;
		}
		SchemaDiff.Summary summary = report.diff().summary();
		return switch (severity) {
			case BREAKING -> summary.breaking();
			case DRIFT -> summary.drift();
			case EXTRA -> summary.extra();
		};
	}

	private static String name(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

}
