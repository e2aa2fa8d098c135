package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Backups beside migrations.
 */
class BackupLocksTests {

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	Path folder;

	@AfterEach
	void drop() {
		this.database.close();
	}

	/** Rows that are rewritten are invisible to a snapshot from before. */
	@Test
	void aTableThatIsRewrittenMeanwhileIsBackedUpWhole() throws Exception {
		this.database.execute("CREATE TABLE t (id int PRIMARY KEY, n int); "
				+ "INSERT INTO t SELECT n, n FROM generate_series(1, 100) n");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("ALTER TABLE t ALTER n TYPE bigint");
			CompletableFuture<BackupResult> backup = CompletableFuture
				.supplyAsync(() -> Backups.backup(this.database, this.folder.resolve("b.json")));
			this.database.awaitBlocked();
			change.commit();
			assertThat(backup.get(60, TimeUnit.SECONDS).rows()).isEqualTo(100);
		}
	}

}
