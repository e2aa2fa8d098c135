package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.LockNotAvailableException;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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

	@Test
	void aMigrationThatWantsWhatTheBackupHoldsGoesFirst() throws Exception {
		this.database.execute("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int REFERENCES a)");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("LOCK TABLE b IN ACCESS EXCLUSIVE MODE");
			CompletableFuture<BackupResult> backup = CompletableFuture
				.supplyAsync(() -> Backups.backup(this.database, this.folder.resolve("b.json")));
			this.database.awaitBlocked();
			statement.execute("INSERT INTO a VALUES (1); ALTER TABLE a ADD n int; INSERT INTO b VALUES (1)");
			change.commit();
			assertThat(backup.get(60, TimeUnit.SECONDS).rows()).isEqualTo(2);
		}
	}

	@Test
	void aTableThatIsCreatedMeanwhileComesToo() throws Exception {
		this.database.execute("CREATE TABLE a (id int PRIMARY KEY)");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("LOCK TABLE a IN ACCESS EXCLUSIVE MODE; CREATE TABLE b AS SELECT 1 AS id");
			CompletableFuture<BackupResult> backup = CompletableFuture
				.supplyAsync(() -> Backups.backup(this.database, this.folder.resolve("b.json")));
			this.database.awaitBlocked();
			change.commit();
			assertThat(backup.get(60, TimeUnit.SECONDS).rows()).isOne();
		}
	}

	@Test
	void aTableThatIsNotWantedIsNotWaitedFor() throws Exception {
		this.database.execute("CREATE TABLE a (id serial PRIMARY KEY); CREATE TABLE b (id serial PRIMARY KEY);"
				+ " CREATE VIEW v AS SELECT id FROM b; INSERT INTO a VALUES (1)");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("LOCK TABLE b IN ACCESS EXCLUSIVE MODE");
			assertThat(new BackupService(new AdministrativeDatabase(patience("200ms")), "test")
				.backup(BackupRequest.to(this.folder.resolve("b.json")).withTables(List.of("a")))
				.block(Duration.ofMinutes(1))).extracting(BackupResult::rows).isEqualTo(1L);
		}
	}

	/** Otherwise the rows below it belong to nobody, and are left out. */
	@Test
	void aTableThatOnlyTellsWhoseRowsTheOthersAreIsLockedToo() throws Exception {
		this.database.execute(
				"""
						CREATE TABLE client (id int PRIMARY KEY, user_id text NOT NULL, n int);
						CREATE TABLE orders (id int PRIMARY KEY, client_id int NOT NULL REFERENCES client);
						CREATE TABLE item (id int PRIMARY KEY, order_id int NOT NULL REFERENCES orders);
						INSERT INTO client VALUES (1, 'ada', 1); INSERT INTO orders VALUES (1, 1); INSERT INTO item VALUES (1, 1)""");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("ALTER TABLE client ALTER n TYPE bigint");
			CompletableFuture<BackupResult> backup = CompletableFuture.supplyAsync(() -> Backups.backup(this.database,
					BackupRequest.to(this.folder.resolve("b.json")).withTables(List.of("item")).withUserId("ada")));
			this.database.awaitBlocked();
			change.commit();
			assertThat(backup.get(60, TimeUnit.SECONDS).rows()).isOne();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TABLE shop.b", "SCHEMA shop CASCADE" })
	void whatIsDroppedMeanwhileIsLeftOut(String dropped) throws Exception {
		this.database
			.execute("CREATE TABLE a AS SELECT 1 AS id; CREATE SCHEMA shop; CREATE TABLE shop.b AS SELECT 2 AS id");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("DROP " + dropped);
			CompletableFuture<BackupResult> backup = CompletableFuture
				.supplyAsync(() -> Backups.backup(this.database, this.folder.resolve("b.json")));
			this.database.awaitBlocked();
			change.commit();
			assertThat(backup.get(60, TimeUnit.SECONDS).rows()).isOne();
		}
	}

	@Test
	void aTableThatIsDroppedAfterTheSnapshotIsNotTakenForAnUnreadableOne() throws Exception {
		this.database.execute("CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (id int PRIMARY KEY)");
		try (Connection reader = this.database.connect(); Statement statement = reader.createStatement()) {
			reader.setAutoCommit(false);
			statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; SELECT 1");
			this.database.execute("DROP TABLE b");
			assertThat(CatalogReader.read(reader).tables()).extracting(CatalogTable::key).containsExactly("a");
		}
	}

	@Test
	void whoHoldsATableTooLongIsTold() throws Exception {
		this.database.execute("CREATE TABLE a (id serial PRIMARY KEY)");
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("SET application_name = 'long migration'; LOCK TABLE a IN ACCESS EXCLUSIVE MODE");
			assertThatExceptionOfType(LockNotAvailableException.class)
				.isThrownBy(() -> new BackupService(new AdministrativeDatabase(patience("350ms")), "test")
					.backup(BackupRequest.to(this.folder.resolve("b.json")))
					.block(Duration.ofMinutes(1)))
				.withMessageContaining("Could not back up: another session holds a, waited 0.4 s for process ")
				.withMessageContaining("application long migration")
				.satisfies((blocked) -> assertThat(blocked.getReason()).contains("application long migration")
					.doesNotContain("127.0.0.1", "from "))
				.withMessageEndingWith("Nothing has been changed. Try again when its transaction has ended");
		}
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void aRestoreDoesNotWaitForEver() throws Exception {
		this.database.execute("CREATE TABLE a (id int PRIMARY KEY); INSERT INTO a VALUES (1), (2)");
		Path file = this.folder.resolve("b.json");
		Backups.backup(this.database, file);
		this.database.execute("DELETE FROM a");
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			other.setAutoCommit(false);
			statement.execute("INSERT INTO a VALUES (2)");
			assertThatExceptionOfType(LockNotAvailableException.class)
				.isThrownBy(() -> Backups.restore(patience("200ms"), RestoreRequest.from(file)))
				.withMessageContaining("Could not restore on ")
				.withMessageContaining("longer than lock_timeout allows")
				.satisfies((blocked) -> assertThat(blocked.getReason()).doesNotContain(this.database.name()));
			other.rollback();
		}
		assertThat(this.database.count("a")).isZero();
		assertThat(Backups.restore(patience("200ms"), RestoreRequest.from(file)).written()).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "read committed", "repeatable read", "serializable" })
	void aRestoreSeesRowsThatAreRewrittenMeanwhile(String isolation) throws Exception {
		this.database.execute("CREATE TABLE log (line text, n int); "
				+ "INSERT INTO log SELECT 'l' || n, n FROM generate_series(1, 100) n");
		Path file = this.folder.resolve("b.json");
		Backups.backup(this.database, file);
		try (Connection change = this.database.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("ALTER TABLE log ALTER n TYPE bigint");
			CompletableFuture<RestoreResult> restore = CompletableFuture.supplyAsync(
					() -> Backups.restore(with("-c default_transaction_isolation=" + isolation.replace(" ", "\\ ")),
							RestoreRequest.from(file)));
			this.database.awaitBlocked();
			change.commit();
			assertThat(restore.get(60, TimeUnit.SECONDS).written()).isZero();
		}
		assertThat(this.database.count("log")).isEqualTo(100);
	}

	private ConnectionParameters patience(String lockTimeout) {
		return with("-c lock_timeout=" + lockTimeout);
	}

	private ConnectionParameters with(String options) {
		return new ConnectionParameters(this.database.parameters().hosts(), this.database.name(),
				this.database.parameters().user(), this.database.parameters().password(), Map.of("options", options));
	}

}
