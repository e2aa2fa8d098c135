package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.diff.SchemaDiff;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(30)
class SchemaChecksTests {

	private static final Duration LONG = Duration.ofSeconds(10);

	private static final CheckSettings SETTINGS = new CheckSettings(Duration.ofMinutes(5), LONG, Duration.ZERO);

	@Test
	void beforeTheFirstCheckNothingIsKnown() {
		try (SchemaChecks checks = new SchemaChecks((profile) -> Mono.never(), SETTINGS)) {
			assertThat(checks.last("local").status()).isEqualTo(ValidationStatus.NOT_CHECKED);
			assertThat(checks.checkedProfiles()).isEmpty();
		}
	}

	@Test
	void thoseWhoAskWhileACheckRunsShareIt() {
		AtomicInteger started = new AtomicInteger();
		Sinks.One<ValidationReport> answer = Sinks.one();
		try (SchemaChecks checks = new SchemaChecks((profile) -> {
			started.incrementAndGet();
			return answer.asMono();
		}, SETTINGS)) {
			Mono<List<ValidationReport>> both = Mono.zip(checks.refresh("local"), checks.refresh("local"))
				.map((pair) -> List.of(pair.getT1(), pair.getT2()));
			StepVerifier.create(both)
				.then(() -> answer.tryEmitValue(inSync("local")))
				.assertNext((reports) -> assertThat(reports.get(0)).isSameAs(reports.get(1)))
				.expectComplete()
				.verify(LONG);
			assertThat(started).hasValue(1);
		}
	}

	@Test
	void oneCheckRunsAtATime() {
		AtomicInteger running = new AtomicInteger();
		Queue<Integer> seen = new ConcurrentLinkedQueue<>();
		try (SchemaChecks checks = new SchemaChecks((profile) -> Mono.delay(Duration.ofMillis(20))
			.doOnSubscribe((subscription) -> seen.add(running.incrementAndGet()))
			.map((tick) -> {
				running.decrementAndGet();
				return inSync(profile);
			}), SETTINGS)) {
			StepVerifier.create(Mono.zip(checks.refresh("a"), checks.refresh("b"), checks.refresh("c")))
				.assertNext((reports) -> assertThat(
						Set.of(reports.getT1().profile(), reports.getT2().profile(), reports.getT3().profile()))
					.containsExactlyInAnyOrder("a", "b", "c"))
				.expectComplete()
				.verify(LONG);
		}
		assertThat(seen).containsExactly(1, 1, 1);
	}

	@Test
	void aRecentResultIsNotRefreshed() {
		AtomicInteger started = new AtomicInteger();
		try (SchemaChecks checks = new SchemaChecks((profile) -> {
			started.incrementAndGet();
			return Mono.just(inSync(profile));
		}, new CheckSettings(Duration.ofMinutes(5), LONG, Duration.ofMinutes(1)))) {
			for (int i = 0; i < 3; i++) {
				StepVerifier.create(checks.refresh("local")).expectNextCount(1).expectComplete().verify(LONG);
			}
		}
		assertThat(started).hasValue(1);
	}

	@Test
	void aWatchedProfileIsCheckedAgain() {
		AtomicInteger started = new AtomicInteger();
		SchemaChecks checks = new SchemaChecks((profile) -> {
			started.incrementAndGet();
			return Mono.just(inSync(profile));
		}, new CheckSettings(Duration.ofMillis(100), LONG, Duration.ZERO));
		checks.watch("local");
		checks.watch("local");
		await(() -> started.get() >= 4);
		checks.close();
		int atClose = started.get();
		StepVerifier.create(Mono.delay(Duration.ofMillis(300))).expectNextCount(1).expectComplete().verify(LONG);
		assertThat(started.get()).isLessThanOrEqualTo(atClose + 1);
		StepVerifier.create(checks.refresh("local")).expectNextCount(1).expectComplete().verify(LONG);
		assertThat(started.get()).isLessThanOrEqualTo(atClose + 1);
	}

	@Test
	void aCheckWithoutAnswerIsCancelledAndUnreachable() {
		AtomicInteger cancelled = new AtomicInteger();
		try (SchemaChecks checks = new SchemaChecks(
				(profile) -> Mono.<ValidationReport>never().doOnCancel(cancelled::incrementAndGet),
				new CheckSettings(Duration.ofMinutes(5), Duration.ofMillis(50), Duration.ZERO))) {
			StepVerifier.create(checks.refresh("local")).assertNext((report) -> {
				assertThat(report.status()).isEqualTo(ValidationStatus.UNREACHABLE);
				assertThat(report.error()).startsWith("no answer within");
			}).expectComplete().verify(LONG);
			assertThat(checks.last("local").status()).isEqualTo(ValidationStatus.UNREACHABLE);
		}
		await(() -> cancelled.get() == 1);
	}

	@Test
	void whatIsExpectedMayBeUnreadable() {
		try (SchemaChecks checks = new SchemaChecks(
				(profile) -> Mono.error(new InvalidInputException("schema.sql is empty")), SETTINGS)) {
			StepVerifier.create(checks.refresh("local")).assertNext((report) -> {
				assertThat(report.status()).isEqualTo(ValidationStatus.NOT_CHECKED);
				assertThat(report.error()).isEqualTo("schema.sql is empty");
			}).expectComplete().verify(LONG);
		}
	}

	@Test
	void listenersHearOfEachResultAndMayFail() {
		Queue<String> heard = new ConcurrentLinkedQueue<>();
		try (SchemaChecks checks = new SchemaChecks((profile) -> Mono.just(inSync(profile)), SETTINGS)) {
			checks.addListener((report) -> {
				throw new IllegalStateException("expected in this test");
			});
			checks.addListener((report) -> heard.add(report.profile()));
			StepVerifier.create(checks.refresh("local")).expectNextCount(1).expectComplete().verify(LONG);
			checks.accept(inSync("other"));
		}
		assertThat(heard).containsExactly("local", "other");
	}

	@Test
	void closingCancelsTheRunningCheckAndFreesThoseWhoWait() {
		AtomicInteger cancelled = new AtomicInteger();
		AtomicInteger started = new AtomicInteger();
		SchemaChecks checks = new SchemaChecks((profile) -> {
			started.incrementAndGet();
			return Mono.<ValidationReport>never().doOnCancel(cancelled::incrementAndGet);
		}, SETTINGS);
		StepVerifier.create(checks.refresh("local")).then(() -> {
			await(() -> started.get() == 1);
			checks.close();
		})
			.assertNext((report) -> assertThat(report.status()).isEqualTo(ValidationStatus.NOT_CHECKED))
			.expectComplete()
			.verify(LONG);
		await(() -> cancelled.get() == 1);
	}

	private static ValidationReport inSync(String profile) {
		return new ValidationReport(profile, ValidationStatus.IN_SYNC, Instant.now(), Duration.ZERO, "schema.sql",
				170004, "sha256:00", new SchemaDiff(List.of(), 1), List.of(), false, false, null);
	}

	private static void await(BooleanSupplier condition) {
		while (!condition.getAsBoolean()) {
			Thread.onSpinWait();
		}
	}

}
