package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.sql.LockNotAvailableException;
import io.github.dbadapter.test.Gate;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Connections cut, processes killed, syncs side by side, writers at work, a small heap.
 */
class SyncFaultTests {

	private final SyncPair pair = new SyncPair();

	@BeforeEach
	void fill() {
		this.pair.both("""
				CREATE TABLE big (id serial PRIMARY KEY, code text NOT NULL UNIQUE, pad text);
				CREATE TABLE more (id serial PRIMARY KEY, big_id int NOT NULL REFERENCES big, pad text)""");
		this.pair.source.execute("""
				INSERT INTO big (code, pad) SELECT 'c' || n, repeat(md5(n::text), 20) FROM generate_series(1, 8000) n;
				INSERT INTO more (big_id, pad) SELECT n % 8000 + 1, 'x' || n FROM generate_series(1, 12000) n""");
	}

	@AfterEach
	void drop() {
		this.pair.close();
	}

	/** Rows under other keys, so that the long way has to be taken. */
	private void fillTarget() {
		this.pair.target.execute("""
				INSERT INTO big (code, pad) SELECT 'c' || n, 'old' FROM generate_series(10, 6000) n;
				INSERT INTO more (big_id, pad) SELECT n, 'old' FROM generate_series(1, 10) n""");
	}

	private String state() {
		return this.pair.targetRows("SELECT count(*), sum(id), md5(string_agg(pad, '' ORDER BY id)) FROM big")
				+ this.pair.targetRows("SELECT count(*), sum(id), md5(string_agg(pad, '' ORDER BY id)) FROM more");
	}

	private static void cut(TestDatabase database) {
		database.execute(
				"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
	}

	@ParameterizedTest
	@CsvSource({ "FIND, true, true", "FIND, true, false", "LOAD, true, true", "LOAD, true, false", "WRITE, true, false",
			"LOAD, false, true", "LOAD, false, false", "VERIFY, false, true", "VERIFY, false, false" })
	void aLostConnectionChangesNothing(Phase phase, boolean filled, boolean loseSource) {
		if (filled) {
			fillTarget();
		}
		String before = state();
		AtomicBoolean done = new AtomicBoolean();
		StepVerifier
			.create(this.pair.service().sync("source", "target", SyncPair.apply(SyncMode.OVERWRITE), (progress) -> {
				if (progress.phase() == phase && !progress.table().equals("big") && !done.getAndSet(true)) {
					cut(loseSource ? this.pair.source : this.pair.target);
				}
			}))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(DatabaseUnavailableException.class)
				.hasMessageContaining(loseSource ? this.pair.source.name() : this.pair.target.name()))
			.verify(SyncPair.TIMEOUT);
		this.pair.target.awaitNoSessions();
		assertThat(state()).isEqualTo(before);
		SyncResult result = this.pair.sync(SyncMode.OVERWRITE);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("big")).isEqualTo(8000);
	}

	@Test
	void aSourceLostAfterItsRowsHaveComeDoesNoHarm() {
		fillTarget();
		SyncResult result = this.pair.service()
			.sync("source", "target", SyncPair.apply(SyncMode.OVERWRITE), (progress) -> {
				if (progress.phase() == Phase.WRITE && progress.table().equals("more")) {
					cut(this.pair.source);
				}
			})
			.block(SyncPair.TIMEOUT);
		assertThat(result).isNotNull().extracting(SyncResult::outcome).isEqualTo(Outcome.COMMITTED);
		String rows = "SELECT b.code, b.pad, m.pad FROM more m JOIN big b ON b.id = m.big_id ORDER BY 1, 3";
		assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
	}

	@ParameterizedTest
	@ValueSource(strings = { "FIND more", "LOAD more", "WRITE more", "VERIFY big" })
	void aKilledProcessChangesNothingAndLeavesNoLock(String moment) throws Exception {
		fillTarget();
		String before = state();
		Process process = SyncProcess.start(this.pair, "128m", SyncMode.MIRROR, moment);
		assertThat(SyncProcess.await(process, moment)).isEqualTo(moment);
		process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
		this.pair.target.awaitNoSessions();
		assertThat(state()).isEqualTo(before);
		assertThat(this.pair.sync(SyncMode.MIRROR).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("more")).isEqualTo(12000);
	}

	@Test
	void aCancelledSyncChangesNothing() {
		fillTarget();
		String before = state();
		Gate loading = new Gate();
		Disposable sync = this.pair.service().sync("source", "target", SyncPair.apply(SyncMode.MIRROR), (progress) -> {
			if (progress.phase() == Phase.LOAD) {
				loading.hold();
			}
		}).subscribe();
		loading.awaitArrival();
		sync.dispose();
		this.pair.target.awaitNoSessions();
		loading.open();
		this.pair.source.awaitNoSessions();
		assertThat(state()).isEqualTo(before);
	}

	@Test
	void theSecondOfTwoSyncsIsRefused() throws Exception {
		Gate first = new Gate();
		CountDownLatch ended = new CountDownLatch(1);
		this.pair.service()
			.sync("source", "target", SyncPair.apply(SyncMode.SKIP), (progress) -> first.hold())
			.doFinally((signal) -> ended.countDown())
			.subscribe();
		first.awaitArrival();
		StepVerifier
			.create(this.pair.service().sync("source", "target", SyncPair.apply(SyncMode.SKIP), ProgressListener.NONE))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(OperationRefusedException.class)
				.hasMessageContaining("another restore, fix or sync"))
			.verify(SyncPair.TIMEOUT);
		first.open();
		assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.pair.target.count("more")).isEqualTo(12000);
	}

	@Test
	void theSourceIsReadInOneSnapshot() {
		fillTarget();
		AtomicBoolean done = new AtomicBoolean();
		String before = this.pair
			.sourceRows("SELECT b.code, b.pad, m.pad FROM more m JOIN big b ON b.id = m.big_id ORDER BY 1, 3");
		SyncRequest request = SyncPair.apply(SyncMode.MIRROR);
		this.pair.service().sync("source", "target", request, (progress) -> {
			if (!done.getAndSet(true)) {
				this.pair.source.execute("DELETE FROM more WHERE id > 5; UPDATE big SET pad = 'later'");
			}
		}).block(SyncPair.TIMEOUT);
		assertThat(this.pair
			.targetRows("SELECT b.code, b.pad, m.pad FROM more m JOIN big b ON b.id = m.big_id ORDER BY 1, 3"))
			.isEqualTo(before);
	}

	@Test
	void memoryDoesNotGrowWithWhatDiffers() throws Exception {
		this.pair.source.execute("""
				INSERT INTO more (big_id, pad) SELECT n % 8000 + 1, repeat('y', 100) FROM generate_series(1, 100000) n;
				INSERT INTO big (code, pad) VALUES ('huge', repeat('z', 4000000))""");
		assertThat(SyncProcess.await(SyncProcess.start(this.pair, "64m", SyncMode.MIRROR), "done")).isEqualTo("done");
		this.pair.source.execute("UPDATE more SET pad = pad || '!'; UPDATE big SET pad = pad || '!'");
		assertThat(SyncProcess.await(SyncProcess.start(this.pair, "64m", SyncMode.MIRROR), "done")).isEqualTo("done");
		assertThat(this.pair.target.count("more WHERE pad LIKE '%!'")).isEqualTo(112000);
	}

	/** Rows that are rewritten are invisible to a snapshot from before. */
	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aTableThatIsRewrittenMeanwhileIsReadWhole(boolean sourceChanges) throws Exception {
		this.pair.both("CREATE TABLE log (line text, n int)");
		this.pair.both("INSERT INTO log SELECT 'l' || n, n FROM generate_series(1, 100) n");
		TestDatabase changed = sourceChanges ? this.pair.source : this.pair.target;
		try (Connection change = changed.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("ALTER TABLE log ALTER n TYPE bigint");
			CompletableFuture<SyncResult> sync = CompletableFuture
				.supplyAsync(() -> this.pair.sync(SyncPair.apply(SyncMode.SKIP).withTables(List.of("log"))));
			changed.awaitBlocked();
			change.commit();
			assertThat(SyncPair.numbers(sync.get(60, TimeUnit.SECONDS), "log")).isEqualTo("0+ 0~ 100= 0- 0s 0f");
		}
		assertThat(this.pair.target.count("log")).isEqualTo(100);
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whoHoldsATableTooLongIsTold(boolean ofSource) throws Exception {
		TestDatabase held = ofSource ? this.pair.source : this.pair.target;
		this.pair.profile(ofSource ? "source" : "target", held.url() + "?options=-c%20lock_timeout=300ms", false);
		String before = state();
		try (Connection change = held.connect(); Statement statement = change.createStatement()) {
			change.setAutoCommit(false);
			statement.execute("ALTER TABLE more ADD n int");
			assertThatExceptionOfType(LockNotAvailableException.class)
				.isThrownBy(() -> this.pair.sync(SyncPair.apply(SyncMode.MIRROR)))
				.withMessageStartingWith(
						"Could not sync: another session holds more of the %s, waited 0.3 s for process "
							.formatted(ofSource ? "source" : "target"));
			change.rollback();
		}
		assertThat(state()).isEqualTo(before);
		assertThat(this.pair.sync(SyncPair.apply(SyncMode.MIRROR)).outcome()).isEqualTo(Outcome.COMMITTED);
	}

	@Test
	void aRoleThatMayOnlyReadIsEnoughForTheSource() {
		String role = "reader_" + this.pair.source.name();
		this.pair.source.execute("""
				CREATE ROLE %1$s LOGIN PASSWORD 'secret'; ALTER ROLE %1$s SET default_transaction_read_only = on;
				GRANT SELECT ON ALL TABLES IN SCHEMA public TO %1$s""".formatted(role));
		try {
			this.pair.profile("source", this.pair.source.url().replaceFirst("//[^@]+@", "//" + role + ":secret@"),
					false);
			fillTarget();
			assertThat(this.pair.sync(SyncMode.MIRROR).outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(this.pair.target.count("more")).isEqualTo(12000);
		}
		finally {
			this.pair.source.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role));
		}
	}

}
