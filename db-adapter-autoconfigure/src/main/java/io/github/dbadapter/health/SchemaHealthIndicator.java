package io.github.dbadapter.health;

import java.time.Instant;

import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

/**
 * Tells the last check of the active profile's schema. Answers at once and never queries
 * a database. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SchemaHealthIndicator implements ReactiveHealthIndicator {

	private final SchemaChecks checks;

	private final String profile;

	private final DownOn downOn;

	private boolean passed;

	private @Nullable Status status;

	private @Nullable Instant since;

	/**
	 * Creates an indicator, which listens to the checks from now on.
	 * @param checks the checks
	 * @param profile name of the active profile
	 * @param downOn when drift means {@code DOWN}
	 */
	public SchemaHealthIndicator(SchemaChecks checks, String profile, DownOn downOn) {
		this.checks = checks;
		this.profile = profile;
		this.downOn = downOn;
		checks.addListener(this::update);
		update(checks.last(profile));
	}

	private synchronized void update(ValidationReport report) {
		if (!report.profile().equals(this.profile)) {
			return;
		}
		this.passed |= report.isConclusive() && !report.isBreaking();
		Status current = status(report);
		if (!current.equals(this.status)) {
			this.status = current;
			this.since = Instant.now();
		}
	}

	private Status status(ValidationReport report) {
		if (!report.isConclusive()) {
			return isPending(report) ? Status.DOWN : Status.UNKNOWN;
		}
		boolean down = report.isBreaking() && switch (this.downOn) {
			case STARTUP -> !this.passed;
			case BREAKING -> true;
			case NEVER -> false;
		};
		return down ? Status.DOWN : Status.UP;
	}

	/** A gate stays shut while the first check is under way. */
	private boolean isPending(ValidationReport report) {
		return this.downOn == DownOn.STARTUP && !this.passed && report.status() == ValidationStatus.NOT_CHECKED;
	}

	@Override
	public Mono<Health> health() {
		return Mono.fromSupplier(() -> health(this.checks.last(this.profile)));
	}

	private synchronized Health health(ValidationReport report) {
		Health.Builder health = new Health.Builder(status(report)).withDetail("profile", this.profile)
			.withDetail("schema", report.status());
		if (report.expected() != null) {
			health.withDetail("expected", report.expected());
		}
		if (report.isConclusive()) {
			SchemaDiff.Summary summary = report.diff().summary();
			health.withDetail("breaking", summary.breaking())
				.withDetail("drift", summary.drift())
				.withDetail("extra", summary.extra())
				.withDetail("checkedAt", report.checkedAt());
		}
		if (this.since != null) {
			health.withDetail("since", this.since);
		}
		if (report.stale()) {
			health.withDetail("stale", true);
		}
		if (report.error() != null) {
			health.withDetail("error", report.error());
		}
		return health.build();
	}

}
