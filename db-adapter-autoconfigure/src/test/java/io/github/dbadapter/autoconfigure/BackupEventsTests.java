package io.github.dbadapter.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import io.github.dbadapter.backup.BackupFinishedEvent;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.RestoreFinishedEvent;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.backup.TransferOutcome;
import io.github.dbadapter.test.Gate;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What an application hears of the ends of backups and restores.
 */
@PostgresTest
class BackupEventsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final TestDatabase database;

	@TempDir
	private Path folder;

	BackupEventsTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void everyEndIsToldAndCounted() {
		this.database.execute("CREATE TABLE users (id int PRIMARY KEY, name text CHECK (name <> 'eve')); "
				+ "INSERT INTO users VALUES (1, 'ada'), (2, 'ben')");
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"db.profiles.local.url=" + this.database.url(), "db.profiles.down.url=postgresql://a:b@localhost:1/d",
				"db.profile=local")) {
			Path file = this.folder.resolve("x.json");
			context.getBean(BackupService.class).backup(BackupRequest.to(file)).block(TIMEOUT);
			RestoreService restores = context.getBean(RestoreService.class);
			restores.restore(RestoreRequest.from(file).withPreview(true)).block(TIMEOUT);
			this.database.execute("TRUNCATE users");
			restores.restore(RestoreRequest.from(file)).block(TIMEOUT);
			this.database.execute("TRUNCATE users; ALTER TABLE users ADD CHECK (name <> 'ben')");
			restores.restore(RestoreRequest.from(file)).block(TIMEOUT);
			assertThatException().isThrownBy(() -> context.getBean(BackupServices.class)
				.backup("down")
				.backup(BackupRequest.to(file))
				.block(TIMEOUT));
			Gate working = new Gate();
			Disposable cancelled = context.getBean(BackupServices.class)
				.backup("local")
				.backup(BackupRequest.to(this.folder.resolve("y.json")), (progress) -> working.hold())
				.subscribe();
			working.awaitArrival();
			cancelled.dispose();
			working.open();

			Application heard = context.getBean(Application.class);
			assertThat(heard.backups).extracting(BackupFinishedEvent::profile)
				.containsExactly("local", "down", "local");
			assertThat(heard.backups).extracting(BackupFinishedEvent::outcome)
				.containsExactly(TransferOutcome.COMPLETED, TransferOutcome.FAILED, TransferOutcome.CANCELLED);
			assertThat(heard.backups.get(0).result().rows()).isEqualTo(2);
			assertThat(heard.backups.get(1).failure()).isNotNull();
			assertThat(heard.restores).extracting(RestoreFinishedEvent::outcome)
				.containsExactly(TransferOutcome.PREVIEWED, TransferOutcome.COMPLETED, TransferOutcome.ROLLED_BACK);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("db.backup").tags("profile", "local", "outcome", "completed").timer().count())
				.isOne();
			assertThat(registry.get("db.backup").tags("profile", "down", "outcome", "failed").timer().count()).isOne();
			assertThat(registry.get("db.backup.rows").tag("outcome", "completed").counter().count()).isEqualTo(2);
			assertThat(registry.get("db.backup.bytes").tag("outcome", "completed").counter().count()).isPositive();
			assertThat(registry.get("db.restore.rows").tag("outcome", "completed").counter().count()).isEqualTo(2);
			assertThat(registry.get("db.restore.rows").tag("outcome", "rolled_back").counter().count()).isZero();
			assertThat(registry.get("db.restore").tag("outcome", "previewed").timer().count()).isOne();
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		private final List<BackupFinishedEvent> backups = new CopyOnWriteArrayList<>();

		private final List<RestoreFinishedEvent> restores = new CopyOnWriteArrayList<>();

		@EventListener
		void heard(BackupFinishedEvent event) {
			this.backups.add(event);
			throw new IllegalStateException("A listener fails");
		}

		@EventListener
		void heard(RestoreFinishedEvent event) {
			this.restores.add(event);
		}

	}

}
