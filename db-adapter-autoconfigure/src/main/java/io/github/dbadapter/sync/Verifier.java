package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.Transfer;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.backup.TransferUnit;
import io.github.dbadapter.sync.RowDigest.Side;
import org.jspecify.annotations.Nullable;

/**
 * Compares both sides again before the target's transaction ends: the rows that came over
 * one by one with what the target holds now, and all others by buckets with the source's
 * snapshot.
 */
final class Verifier {

	private final Source source;

	private final Connection target;

	private final Transfer transfer;

	private final SyncMeter meter;

	private final TableWorks works;

	private final SyncMode mode;

	Verifier(Source source, Connection target, Transfer transfer, SyncMeter meter, TableWorks works, SyncMode mode) {
		this.source = source;
		this.target = target;
		this.transfer = transfer;
		this.meter = meter;
		this.works = works;
		this.mode = mode;
	}

	/** Fails if a row is not as it should be. */
	void verify() throws SQLException {
		List<String> wrong = new ArrayList<>();
		for (TransferUnit unit : this.transfer.units()) {
			for (TransferTable table : unit.tables()) {
				this.meter.phase(Phase.VERIFY, table.key());
				verify(unit, this.works.of(table), wrong);
			}
		}
		if (!wrong.isEmpty()) {
			throw new SyncVerificationException(wrong);
		}
	}

	private void verify(TransferUnit unit, TableWork work, List<String> wrong) throws SQLException {
		long rows = unit.matches(work.table).countWrong();
		if (rows > 0) {
			wrong.add("%s (%d rows are not as in the source)".formatted(work.table.key(), rows));
		}
		else if (this.mode == SyncMode.MIRROR && !work.table.isPulledIn()
				&& Finder.number(this.target, "SELECT count(*) " + unit.matches(work.table).targetOnly()) > 0) {
			wrong.add("%s (rows are left that the source does not have)".formatted(work.table.key()));
		}
		else if (work.different != null && changedElsewhere(unit, work)) {
			wrong.add("%s (rows have changed that should not)".formatted(work.table.key()));
		}
	}

	/** Whether a row in a bucket that was equal is not so any more. */
	private boolean changedElsewhere(TransferUnit unit, TableWork work) throws SQLException {
		Bucketing bucketing = Objects.requireNonNull(work.bucketing);
		if (hasStrayed(unit, work.table, bucketing.beyond())) {
			return true;
		}
		CompletableFuture<Buckets> theirs = this.source.start((connection) -> bucketing.read(connection, Side.SOURCE));
		Buckets ours = bucketing.read(this.target, Side.TARGET);
		Buckets given = Source.await(theirs);
		this.meter.sums(given);
		BitSet different = given.differences(ours);
		if (work.different != null) {
			different.andNot(work.different);
		}
		if (work.table.staging().isCreated() && work.table.isIdentified() && !different.isEmpty()) {
			different.andNot(bucketing.buckets(this.target, unit.matches(work.table).rekeyed()));
		}
		return !different.isEmpty();
	}

	/** Whether rows lie where neither side had any, but for those with a new key. */
	private boolean hasStrayed(TransferUnit unit, TransferTable table, @Nullable String beyond) throws SQLException {
		if (beyond == null) {
			return false;
		}
		long rows = Finder.number(this.target, "SELECT count(*) %s AND %s".formatted(table.targetFrom(), beyond));
		return rows > 0 && (!table.staging().isCreated() || rows > Finder.number(this.target,
				"SELECT count(*) %s AND %s".formatted(unit.matches(table).rekeyed(), beyond)));
	}

}
