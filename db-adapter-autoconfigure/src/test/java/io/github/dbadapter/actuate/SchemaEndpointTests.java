package io.github.dbadapter.actuate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.schema.fix.FixApproval;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.fix.FixWords;
import io.github.dbadapter.schema.validate.CheckSettings;
import io.github.dbadapter.schema.validate.Reports;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

class SchemaEndpointTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private final Set<String> checked = new ConcurrentSkipListSet<>();

	private final SchemaChecks checks = new SchemaChecks((profile) -> {
		this.checked.add(profile);
		return Mono.just(Reports.drifted(profile));
	}, CheckSettings.defaults());

	@AfterEach
	void close() {
		this.checks.close();
	}

	@Test
	void tellsTheLastResultOfEveryProfileWithoutAnyCheck() {
		this.checks.accept(Reports.breaking("local"));
		StepVerifier.create(endpoint(Show.NEVER).schemas(null, SecurityContext.NONE)).assertNext((schemas) -> {
			String json = JsonMapper.shared().writeValueAsString(schemas);
			assertThat(json).startsWith("{\"profiles\":{\"local\":{\"active\":true,\"status\":\"DRIFTED\","
					+ "\"checkedAt\":\"2026-11-22T03:00:00Z\",");
			assertThat(json).contains("\"expected\":\"schema.sql\"", "\"fingerprint\":\"sha256:7f\"",
					"\"summary\":{\"breaking\":1,\"drift\":1,\"extra\":0}",
					"{\"type\":\"COLUMN_MISSING\",\"object\":\"public.product.price\","
							+ "\"expected\":\"numeric(10,2) not null\",\"severity\":\"BREAKING\"}",
					"\"production\":{\"active\":false,\"status\":\"NOT_CHECKED\",\"error\":\"not checked unless asked for");
			assertThat(json).doesNotContain("0.19");
		}).expectComplete().verify(LONG);
		assertThat(this.checked).isEmpty();
	}

	@Test
	void refreshesTheActiveProfileAndNoneThatWasNeverAskedFor() {
		StepVerifier.create(endpoint(Show.NEVER).schemas(true, SecurityContext.NONE))
			.assertNext((schemas) -> assertThat(schemas.profiles().get("local").status())
				.isEqualTo(ValidationStatus.DRIFTED))
			.expectComplete()
			.verify(LONG);
		assertThat(this.checked).containsExactly("local");
	}

	@Test
	void checksAnotherProfileWhenItIsAskedForByName() {
		SchemaEndpoint endpoint = endpoint(Show.NEVER);
		StepVerifier.create(endpoint.schema("production", true, SecurityContext.NONE)).assertNext((report) -> {
			assertThat(report.active()).isFalse();
			assertThat(report.status()).isEqualTo(ValidationStatus.DRIFTED);
		}).expectComplete().verify(LONG);
		StepVerifier.create(endpoint.schema("production", null, SecurityContext.NONE))
			.expectNextCount(1)
			.expectComplete()
			.verify(LONG);
		assertThat(this.checked).containsExactly("production");
	}

	@Test
	void aProfileThatDoesNotExistGivesNothing() {
		StepVerifier.create(endpoint(Show.NEVER).schema("nowhere", true, SecurityContext.NONE))
			.expectComplete()
			.verify(LONG);
		assertThat(this.checked).isEmpty();
	}

	@Test
	void expressionsAreShownOnlyIfAllowed() {
		this.checks.accept(Reports.drifted("local"));
		StepVerifier.create(endpoint(Show.NEVER).schema("local", null, SecurityContext.NONE))
			.assertNext((report) -> assertThat(report.differences()).extracting("type", "expected")
				.containsExactly(tuple("COLUMN_DEFAULT_CHANGED", null), tuple("INDEX_MISSING", "(price)")))
			.expectComplete()
			.verify(LONG);
		StepVerifier.create(endpoint(Show.ALWAYS).schema("local", null, SecurityContext.NONE))
			.assertNext((report) -> assertThat(report.differences().get(0).actual()).isEqualTo("0.07"))
			.expectComplete()
			.verify(LONG);
	}

	@Test
	void metricsCountDifferencesBySeverity() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		new SchemaMetrics(this.checks, "local").bindTo(registry);
		assertThat(
				registry.get("db.schema.differences").tags("profile", "local", "severity", "breaking").gauge().value())
			.isNaN();
		this.checks.accept(Reports.breaking("local"));
		this.checks.accept(Reports.drifted("production"));
		assertThat(
				registry.get("db.schema.differences").tags("profile", "local", "severity", "breaking").gauge().value())
			.isEqualTo(1);
		assertThat(registry.get("db.schema.differences")
			.tags("profile", "production", "severity", "drift")
			.gauge()
			.value()).isEqualTo(2);
		assertThat(registry.get("db.schema.check").tags("profile", "local", "status", "drifted").timer().count())
			.isEqualTo(1);
	}

	private SchemaEndpoint endpoint(Show showValues) {
		Profiles profiles = new Profiles(Map.of(), new ProfileSelection(null, "db.profile", null, ""),
				LockFile.of("none"));
		FixServices fixes = new FixServices(profiles, () -> null, FixWords.none(), FixApproval.none(), (event) -> {
		});
		return new SchemaEndpoint(this.checks, List.of("local", "production"), "local", showValues, List.of(),
				new SchemaFixOperation(fixes, profiles, this.checks,
						new WriteGate(List.of("db.fix.over-http to 'true'")), null));
	}

}
