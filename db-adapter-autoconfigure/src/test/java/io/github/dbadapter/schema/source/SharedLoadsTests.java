package io.github.dbadapter.schema.source;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

class SharedLoadsTests {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final SharedLoads<String, String> loads = new SharedLoads<>();

	private final AtomicInteger begun = new AtomicInteger();

	private final AtomicInteger cancelled = new AtomicInteger();

	private Sinks.One<String> result = Sinks.one();

	@Test
	void whoComesWhileItIsBeingLoadedWaitsForTheSameLoad() {
		StepVerifier one = StepVerifier.create(get("a")).expectNext("loaded").expectComplete().verifyLater();
		StepVerifier other = StepVerifier.create(get("a")).expectNext("loaded").expectComplete().verifyLater();
		this.result.tryEmitValue("loaded");
		one.verify(PATIENCE);
		other.verify(PATIENCE);
		StepVerifier.create(get("a")).expectNext("loaded").expectComplete().verify(PATIENCE);
		assertThat(this.begun).hasValue(1);
	}

	@Test
	void otherKeysAndOtherWaysAreLoadedForThemselves() {
		get("a").subscribe();
		get("b").subscribe();
		this.loads.get("a", "another way", load()).subscribe();
		assertThat(this.begun).hasValue(3);
	}

	@Test
	void itEndsEarlyOnlyWhenAllCancel() {
		var one = get("a").subscribe();
		var other = get("a").subscribe();
		one.dispose();
		assertThat(this.cancelled).hasValue(0);
		other.dispose();
		assertThat(this.cancelled).hasValue(1);
		this.result = Sinks.one();
		this.result.tryEmitValue("again");
		StepVerifier.create(get("a")).expectNext("again").expectComplete().verify(PATIENCE);
		assertThat(this.begun).hasValue(2);
	}

	@Test
	void aFailureIsToldToAllAndNotRemembered() {
		StepVerifier one = StepVerifier.create(get("a")).expectErrorMessage("down").verifyLater();
		StepVerifier other = StepVerifier.create(get("a")).expectErrorMessage("down").verifyLater();
		this.result.tryEmitError(new IllegalStateException("down"));
		one.verify(PATIENCE);
		other.verify(PATIENCE);
		this.result = Sinks.one();
		this.result.tryEmitValue("up");
		StepVerifier.create(get("a")).expectNext("up").expectComplete().verify(PATIENCE);
	}

	private Mono<String> get(String key) {
		return this.loads.get(key, "a way", load());
	}

	private Mono<String> load() {
		return Mono.defer(() -> {
			this.begun.incrementAndGet();
			return this.result.asMono().doOnCancel(this.cancelled::incrementAndGet);
		});
	}

}
