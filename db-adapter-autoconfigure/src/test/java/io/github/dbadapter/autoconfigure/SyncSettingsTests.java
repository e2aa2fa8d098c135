package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.util.List;

import io.github.dbadapter.actuate.SyncMetrics;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.backup.Mask.Kind;
import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.sync.SyncMode;
import io.github.dbadapter.sync.SyncRequest;
import io.github.dbadapter.sync.SyncService;
import io.github.dbadapter.test.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The bean, the properties and the meters of sync.
 */
class SyncSettingsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ProfileAutoConfiguration.class, SyncAutoConfiguration.class,
				SyncMetricsAutoConfiguration.class))
		.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
		.withPropertyValues("db.lock-file=none", "db.config-file=none");

	@Test
	void propertiesMakeTheRequestToBeginWith() {
		this.runner
			.withPropertyValues("db.sync.tables=users,orders", "db.sync.mode=overwrite",
					"db.sync.mask.users.email=email", "db.sync.mask[crm.contact.note]=fixed:-",
					"db.sync.mask-salt=pepper", "db.backup.tables[0].name=users", "db.backup.tables[1].name=orders")
			.run((context) -> {
				SyncRequest request = context.getBean(SyncService.class).defaults();
				assertThat(request.tables()).containsExactly("users", "orders");
				assertThat(request.mode()).isEqualTo(SyncMode.OVERWRITE);
				assertThat(request.masks()).containsExactlyInAnyOrder(new Mask("users", "email", Kind.EMAIL, null),
						new Mask("crm.contact", "note", Kind.FIXED, "-"));
				assertThat(request.maskSalt()).isEqualTo("pepper");
				assertThat(request.toString()).doesNotContain("pepper");
				assertThat(request.schema()).isNotNull();
				assertThat(request.preview()).isTrue();
				assertThat(request.allowDataLoss()).isFalse();
			});
	}

	@Test
	void aBeanOfTheUserWinsAndMetersAreOptional() {
		SyncService own = new SyncService(new Profiles(java.util.Map.of(), ProfileSelection.NONE, LockFile.none()));
		this.runner.withBean(SyncService.class, () -> own)
			.run((context) -> assertThat(context.getBean(SyncService.class)).isSameAs(own));
		this.runner.withClassLoader(new FilteredClassLoader(MeterRegistry.class))
			.run((context) -> assertThat(context).hasSingleBean(SyncService.class).doesNotHaveBean(SyncMetrics.class));
	}

	@Test
	void metersCountWhatWasCommittedAndTellWhatFailed() {
		try (TestDatabase from = TestDatabase.create(); TestDatabase to = TestDatabase.create()) {
			from.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t SELECT generate_series(1, 7)");
			to.execute("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1), (99)");
			this.runner.withPropertyValues("db.profiles.from.url=" + from.url(), "db.profiles.to.url=" + to.url())
				.run((context) -> {
					MeterRegistry registry = context.getBean(MeterRegistry.class);
					context.getBean(SyncMetrics.class).bindTo(registry);
					SyncService service = context.getBean(SyncService.class);
					SyncRequest request = service.defaults().withMode(SyncMode.MIRROR).withAllowDataLoss(true);
					service.sync("from", "to", request).block(TIMEOUT);
					service.sync("from", "to", request.withPreview(false), ProgressListener.NONE).block(TIMEOUT);
					assertThatThrownBy(
							() -> service.sync("from", "to", request.withTables(List.of("none"))).block(TIMEOUT))
						.hasMessageContaining("none");
					assertThat(registry.get("db.sync").tag("outcome", "previewed").timer().count()).isOne();
					assertThat(registry.get("db.sync").tag("outcome", "committed").timer().count()).isOne();
					assertThat(registry.get("db.sync").tag("outcome", "failed").timer().count()).isOne();
					assertThat(registry.get("db.sync.rows").tag("change", "insert").counter().count()).isEqualTo(6);
					assertThat(registry.get("db.sync.rows").tag("change", "delete").counter().count()).isOne();
					assertThat(registry.get("db.sync.bytes").tag("from", "from").counter().count()).isPositive();
				});
		}
	}

}
