package io.github.dbadapter.sync;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * First copies write frozen rows where nobody can lose or notice anything by it.
 */
class SyncFirstCopyTests {

	private static final String FROZEN = "SELECT relname FROM pg_class WHERE relname IN ('parent', 'child') AND relallvisible > 0 ORDER BY 1";

	private final SyncPair pair = new SyncPair();

	@BeforeEach
	void fill() {
		this.pair.both("""
				CREATE TABLE parent (id int PRIMARY KEY, code text NOT NULL UNIQUE) WITH (autovacuum_enabled = off);
				CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent)
					WITH (autovacuum_enabled = off)""");
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
		assertThat(this.pair.targetRows(FROZEN)).isEqualTo("child\nparent\n");
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
					"pg_locks WHERE NOT granted AND relation = 'parent'::regclass AND database = (SELECT oid FROM pg_database WHERE datname = current_database())") == 0) {
				Thread.sleep(10);
			}
			other.commit();
		}
		assertThat(sync.get().outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("parent WHERE code = 'theirs'")).isOne();
		assertThat(this.pair.target.count("parent")).isEqualTo(2001);
		assertThat(this.pair.targetRows(FROZEN)).isEqualTo("child\n");
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
		assertThat(this.pair.target.queryForValue("SELECT relallvisible FROM pg_class WHERE relname = 'parent'"))
			.isEqualTo(0);
	}

}
