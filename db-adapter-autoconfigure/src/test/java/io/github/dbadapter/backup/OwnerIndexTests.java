package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The rows of one owner among many are found by index, also where they are scattered.
 */
@PostgresTest
class OwnerIndexTests {

	private static final String STATISTIC = "SELECT sum(%s) FROM pg_stat_user_tables WHERE relname = 'item'";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	OwnerIndexTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void oneOwnerOfAHundredIsReadByIndex() throws InterruptedException {
		this.database.execute("""
				CREATE TABLE users (id int PRIMARY KEY);
				CREATE TABLE orders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users);
				CREATE TABLE item (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders, note text);
				CREATE INDEX ON orders (user_id);
				CREATE INDEX ON item (order_id);
				INSERT INTO users SELECT generate_series(0, 99);
				INSERT INTO orders SELECT n, n % 100 FROM generate_series(1, 40000) n;
				INSERT INTO item SELECT n, n % 40000 + 1, repeat('x', 100) FROM generate_series(1, 100000) n;
				ANALYZE""");
		awaitStatistics();
		long before = number(STATISTIC.formatted("seq_scan"));
		long fetched = number(STATISTIC.formatted("idx_scan"));
		BackupResult result = Backups.backup(this.database,
				BackupRequest.to(this.folder.resolve("one.json")).withUserId("42"));
		assertThat(result.rows()).isEqualTo(1 + 400 + 1000);
		awaitStatistics();
		assertThat(number(STATISTIC.formatted("idx_scan"))).isGreaterThan(fetched);
		assertThat(number(STATISTIC.formatted("seq_scan"))).isEqualTo(before);
	}

	/**
	 * A backend hands them over before it is gone; until version 14 by way of a
	 * collector.
	 */
	private void awaitStatistics() throws InterruptedException {
		Instant end = Instant.now().plus(Duration.ofSeconds(30));
		while (number("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()") > 1) {
			assertThat(Instant.now()).isBefore(end);
			Thread.sleep(50);
		}
		Thread.sleep(1000);
	}

	private long number(String query) {
		return ((Number) Objects.requireNonNull(this.database.queryForValue(query))).longValue();
	}

}
