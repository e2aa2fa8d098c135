package io.github.dbadapter.sync;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.test.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * First copies write frozen rows where nobody can lose or notice anything by it.
 */
class SyncFirstCopyTests {

	private static final String FROZEN = "SELECT relname FROM pg_class WHERE relname IN ('parent', 'child') AND relallvisible > 0 ORDER BY 1";

	private static final String TABLES = """
			CREATE TABLE parent (id int PRIMARY KEY, code text NOT NULL UNIQUE) WITH (autovacuum_enabled = off);
			CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent)
				WITH (autovacuum_enabled = off)""";

	private final SyncPair pair = new SyncPair();

	@BeforeEach
	void fill() {
		this.pair.both(TABLES);
		this.pair.source.execute("""
				INSERT INTO parent SELECT n, 'p' || n FROM generate_series(1, 2000) n;
				INSERT INTO child SELECT n, n FROM generate_series(1, 2000) n""");
	}

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@Test
	void rowsAreFrozen() {
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(frozen(this.pair.target)).isEqualTo("child\nparent\n");
		assertThat(this.pair.target.count("child")).isEqualTo(2000);
	}

	@Test
	void aRowThatIsCommittedWhileTheLockIsAwaitedStays() throws Exception {
		CompletableFuture<SyncResult> sync;
		try (Connection other = this.pair.target.connect()) {
			other.setAutoCommit(false);
			other.createStatement().execute("INSERT INTO parent VALUES (-1, 'theirs')");
			sync = CompletableFuture.supplyAsync(() -> this.pair.sync(SyncMode.MIRROR));
			while (this.pair.target.count(
					"pg_locks WHERE NOT granted AND relation = 'parent'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0
					&& !sync.isDone()) {
				Thread.sleep(10);
			}
			other.commit();
		}
		assertThat(sync.get().outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("parent WHERE code = 'theirs'")).isOne();
		assertThat(this.pair.target.count("parent")).isEqualTo(2001);
		assertThat(frozen(this.pair.target)).isEqualTo("child\n");
	}

	/** PostgreSQL ends whoever notices it first, which is who waited first. */
	@Test
	void aMigrationThatWaitsForTheSyncTakesItTheLongWay() throws Exception {
		try (Connection change = this.pair.target.connect()) {
			change.setAutoCommit(false);
			change.createStatement()
				.execute("SET LOCAL deadlock_timeout = '1min'; LOCK TABLE parent IN ROW SHARE MODE");
			CompletableFuture<SyncResult> sync = CompletableFuture.supplyAsync(() -> this.pair.sync(SyncMode.MIRROR));
			this.pair.target.awaitBlocked();
			change.createStatement().execute("ALTER TABLE child ADD note text");
			change.commit();
			assertThat(sync.get().outcome()).isEqualTo(Outcome.COMMITTED);
		}
		assertThat(this.pair.target.count("child")).isEqualTo(2000);
	}

	@Test
	void aTriggerOnTruncateIsNotFired() {
		this.pair.both("""
				CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''truncated''; END';
				CREATE TRIGGER never BEFORE TRUNCATE ON child EXECUTE FUNCTION never()""");
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("child")).isEqualTo(2000);
	}

	@Test
	void aTableThatOthersReferToIsNotTruncated() {
		SyncResult result = this.pair.sync(SyncPair.apply(SyncMode.SKIP).withTables(List.of("parent")));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("parent")).isEqualTo(2000);
		assertThat(frozen(this.pair.target)).isEmpty();
	}

	@Test
	void whoFollowsTheTargetSeesRowsAndNoTruncate() throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.builder()
			.setServerConfig("wal_level", "logical")
			.setLocaleConfig("locale", "C.UTF-8")
			.start()) {
			TestDatabase followed = TestDatabase.of(new ConnectionParameters(
					List.of(new Host("localhost", server.getPort())), "postgres", "postgres", "postgres", Map.of()));
			followed.execute(TABLES);
			followed.execute("SELECT pg_create_logical_replication_slot('follower', 'test_decoding')");
			this.pair.profile("target", followed.url(), false);
			assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(followed.count("child")).isEqualTo(2000);
			assertThat(frozen(followed)).isEmpty();
			String changes = """
					SELECT kind, count(*) FROM (SELECT substring(data FROM '^table public.(?:parent|child): ([A-Z]+)') AS kind
						FROM pg_logical_slot_peek_changes('follower', NULL, NULL)) c WHERE kind IS NOT NULL GROUP BY kind""";
			assertThat(SyncPair.rows(followed, changes)).isEqualTo("INSERT\t4000\n");
			followed.execute("SELECT pg_drop_replication_slot('follower'); DROP TABLE child, parent");
			followed.execute(TABLES);
			assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(frozen(followed)).isEqualTo("child\nparent\n");
		}
	}

	/** ANALYZE counts the pages that are marked visible to all, and marks none. */
	private static String frozen(TestDatabase database) {
		database.execute("ANALYZE parent, child");
		return SyncPair.rows(database, FROZEN);
	}

}
