package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Time-outs that a database has for its applications do not end a backup.
 */
class BackupTimeoutTests {

	@TempDir
	Path folder;

	@ParameterizedTest
	@ValueSource(strings = { "statement_timeout", "idle_in_transaction_session_timeout", "transaction_timeout" })
	void aLongBackupGoesOn(String timeout) {
		try (TestDatabase database = TestDatabase.create()) {
			assumeThat(database.count("pg_settings WHERE name = '%s'".formatted(timeout))).isOne();
			database.execute("""
					CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a SELECT generate_series(1, 100000);
					DO $$ BEGIN EXECUTE format('ALTER DATABASE %%I SET %s = ''200ms''', current_database()); END $$"""
				.formatted(timeout));
			AtomicInteger calls = new AtomicInteger();
			BackupResult result = new BackupService(new AdministrativeDatabase(database.parameters()), null)
				.backup(BackupRequest.to(this.folder.resolve("all.json")), (progress) -> pause(calls.incrementAndGet()))
				.block(Duration.ofMinutes(1));
			assertThat(result).isNotNull();
			assertThat(result.rows()).isEqualTo(100_000);
		}
	}

	private static void pause(int call) {
		if (call > 3) {
			return;
		}
		try {
			Thread.sleep(250);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
