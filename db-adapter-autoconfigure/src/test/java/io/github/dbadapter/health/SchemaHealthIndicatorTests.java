package io.github.dbadapter.health;

import java.time.Duration;

import io.github.dbadapter.schema.validate.CheckSettings;
import io.github.dbadapter.schema.validate.Reports;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaHealthIndicatorTests {

	private final SchemaChecks checks = new SchemaChecks(
			(profile) -> Mono.error(new AssertionError("health must not start a check")), CheckSettings.defaults());

	@AfterEach
	void close() {
		this.checks.close();
	}

	@Test
	void beforeTheFirstCheckTheGateIsShut() {
		assertThat(health(indicator(DownOn.BREAKING)).getStatus()).isEqualTo(Status.UNKNOWN);
		assertThat(health(indicator(DownOn.NEVER)).getStatus()).isEqualTo(Status.UNKNOWN);
		Health health = health(indicator(DownOn.STARTUP));
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("schema", ValidationStatus.NOT_CHECKED)
			.doesNotContainKeys("breaking", "expected");
	}

	@Test
	void theGateStaysShutUntilACheckWithoutBreakingDrift() {
		SchemaHealthIndicator indicator = indicator(DownOn.STARTUP);
		this.checks.accept(Reports.breaking("local"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.DOWN);
		this.checks.accept(Reports.unreachable("local"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UNKNOWN);
		this.checks.accept(Reports.drifted("local"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
		Object since = health(indicator).getDetails().get("since");
		this.checks.accept(Reports.breaking("local"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
		assertThat(health(indicator).getDetails()).containsEntry("schema", ValidationStatus.DRIFTED)
			.containsEntry("breaking", 1)
			.containsEntry("drift", 1)
			.containsEntry("extra", 0)
			.containsEntry("since", since);
	}

	@Test
	void aResultFromBeforeTheIndicatorCounts() {
		this.checks.accept(Reports.inSync("local"));
		SchemaHealthIndicator indicator = indicator(DownOn.STARTUP);
		this.checks.accept(Reports.breaking("local"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void breakingDriftCanMeanDownAtAnyTimeOrNever() {
		SchemaHealthIndicator always = indicator(DownOn.BREAKING);
		SchemaHealthIndicator never = indicator(DownOn.NEVER);
		this.checks.accept(Reports.inSync("local"));
		this.checks.accept(Reports.breaking("local"));
		assertThat(health(always).getStatus()).isEqualTo(Status.DOWN);
		assertThat(health(never).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void otherProfilesDoNotCount() {
		SchemaHealthIndicator indicator = indicator(DownOn.BREAKING);
		this.checks.accept(Reports.inSync("local"));
		this.checks.accept(Reports.breaking("production"));
		assertThat(health(indicator).getStatus()).isEqualTo(Status.UP);
	}

	private SchemaHealthIndicator indicator(DownOn downOn) {
		return new SchemaHealthIndicator(this.checks, "local", downOn);
	}

	private static Health health(SchemaHealthIndicator indicator) {
		Health health = indicator.health().block(Duration.ofSeconds(1));
		assertThat(health).isNotNull();
		return health;
	}

}
