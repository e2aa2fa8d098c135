package io.github.dbadapter.backup;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.test.Gate;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writers at work, connections cut, jobs cancelled.
 */
class InterruptionTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path folder;

	@BeforeEach
	void fill() {
		this.database.execute(
				"""
						CREATE TABLE account (id int PRIMARY KEY, balance numeric NOT NULL, pad text);
						CREATE TABLE account_b (id serial PRIMARY KEY, balance numeric NOT NULL, account_id int REFERENCES account);
						INSERT INTO account SELECT n, 100, repeat('x', 500) FROM generate_series(1, 20000) n;
						INSERT INTO account_b (balance, account_id) SELECT 100, n FROM generate_series(1, 20000) n""");
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void transfersDuringTheBackupDoNotTearIt() throws Exception {
		AtomicBoolean stop = new AtomicBoolean();
		CountDownLatch running = new CountDownLatch(3);
		Thread writer = new Thread(() -> transfer(stop, running));
		writer.start();
		assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
		Path file = this.folder.resolve("b.json");
		try {
			Backups.backup(this.database, file);
		}
		finally {
			stop.set(true);
			writer.join();
		}
		JsonNode root = new JsonMapper().readTree(file.toFile());
		BigDecimal sum = sum(root.get("account")).add(sum(root.get("account_b")));
		assertThat(sum).isEqualByComparingTo("4000000");
		assertThat(this.database.count("account WHERE balance <> 100")).isPositive();
	}

	private static BigDecimal sum(JsonNode rows) {
		return rows.valueStream()
			.map((row) -> row.get("balance").decimalValue())
			.reduce(BigDecimal.ZERO, BigDecimal::add);
	}

	private void transfer(AtomicBoolean stop, CountDownLatch running) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			for (int i = 1; !stop.get(); i++) {
				statement.execute(
						"BEGIN; UPDATE account SET balance = balance - 1 WHERE id = %1$d; UPDATE account_b SET balance = balance + 1 WHERE id = %1$d; COMMIT"
							.formatted(i % 20000 + 1));
				running.countDown();
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void cutBackupLeavesNoFile() {
		Path file = this.folder.resolve("b.json.zst");
		BackupService service = new BackupService(this.database.administrative(), null);
		StepVerifier.create(service.backup(BackupRequest.to(file), (progress) -> {
			if (progress.table().equals("account_b")) {
				cut();
			}
		}))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(DatabaseUnavailableException.class))
			.verify(TIMEOUT);
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void cancelledBackupLeavesNoFile() throws Exception {
		Path file = this.folder.resolve("b.json");
		Gate working = new Gate();
		Disposable backup = new BackupService(this.database.administrative(), null)
			.backup(BackupRequest.to(file), (progress) -> working.hold())
			.subscribe();
		working.awaitArrival();
		assertThat(this.folder).isNotEmptyDirectory();
		backup.dispose();
		this.database.awaitNoSessions();
		working.open();
		for (int i = 0; i < 1200 && !files().isEmpty(); i++) {
			Thread.sleep(50);
		}
		assertThat(this.folder).isEmptyDirectory();
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.toList();
		}
	}

	@ParameterizedTest
	@EnumSource(value = Phase.class, names = { "LOAD", "WRITE" })
	void cutRestoreChangesNothing(Phase phase) {
		Path file = this.folder.resolve("b.json");
		Backups.backup(this.database, file);
		this.database.execute("DELETE FROM account_b; UPDATE account SET balance = 1");
		RestoreService service = new RestoreService(this.database.administrative());
		RestoreRequest request = RestoreRequest.from(file).withMode(RestoreMode.OVERWRITE);
		StepVerifier.create(service.restore(request, (progress) -> {
			if (progress.phase() == phase && progress.table().equals("account_b")) {
				cut();
			}
		}))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(DatabaseUnavailableException.class))
			.verify(TIMEOUT);
		this.database.awaitNoSessions();
		assertThat(this.database.count("account_b")).isZero();
		assertThat(this.database.count("account WHERE balance = 1")).isEqualTo(20000);
		RestoreResult result = Backups.restore(this.database, request);
		assertThat(Backups.table(result, "account").updated()).isEqualTo(20000);
		assertThat(this.database.count("account_b")).isEqualTo(20000);
	}

	private void cut() {
		this.database.execute(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
	}

}
