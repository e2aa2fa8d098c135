package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.TargetLock;
import io.github.dbadapter.backup.Transfer;
import io.github.dbadapter.backup.TransferRequest;
import io.github.dbadapter.backup.TransferSource;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.backup.TransferUnit;
import io.github.dbadapter.sql.NotPermittedException;
import io.github.dbadapter.sync.RowDigest.Side;
import io.github.dbadapter.sync.SyncResult.Change;
import io.github.dbadapter.sync.SyncResult.TableSync;
import org.jspecify.annotations.Nullable;

/**
 * One sync or comparison: one snapshot of the source, one transaction of the target.
 */
final class SyncRun {

	/**
	 * Buckets are few, which the planner cannot know of an expression and would rather
	 * sort all rows; rows that differ are few as well and found by their keys.
	 */
	private static final String PLANNING = """
			SET LOCAL work_mem = '64MB';
			SET LOCAL enable_sort = off;
			SET LOCAL random_page_cost = 1.1;
			SET LOCAL jit = off""";

	private final Source source;

	private final Connection target;

	private final String address;

	private final SyncRequest request;

	private final boolean compareOnly;

	private final SyncMeter meter;

	private final TableWorks works = new TableWorks();

	private final Examples examples;

	private final Instant start = Instant.now();

	private Duration finding = Duration.ZERO;

	private @Nullable Transfer transfer;

	SyncRun(Source source, Connection target, String address, SyncRequest request, boolean compareOnly,
			ProgressListener listener) {
		this.source = source;
		this.target = target;
		this.address = address;
		this.request = request;
		this.compareOnly = compareOnly;
		this.meter = new SyncMeter(listener);
		this.examples = new Examples(target, this.works, request.show());
	}

	SyncResult run() throws SQLException {
		try {
			return sync();
		}
		catch (SQLException ex) {
			if (this.transfer != null && NotPermittedException.INSUFFICIENT_PRIVILEGE.equals(ex.getSQLState())) {
				this.target.rollback();
				throw this.transfer.notPermitted(ex, this.request.mode() == SyncMode.MIRROR);
			}
			throw ex;
		}
	}

	private SyncResult sync() throws SQLException {
		refuse();
		TransferRequest wanted = new TransferRequest(this.request.schema(), this.request.tables(),
				this.request.userId(), this.request.masks(), this.request.maskSalt(),
				this.request.mode() != SyncMode.SKIP, this.compareOnly || this.request.preview(), this.compareOnly);
		Transfer transfer = this.source.call((connection) -> TransferSource.read(connection, wanted)).onto(this.target);
		this.transfer = transfer;
		execute(this.target, PLANNING);
		this.source.call((connection) -> {
			execute(connection, PLANNING);
			return true;
		});
		execute(this.target, "SET CONSTRAINTS ALL IMMEDIATE");
		RowDigest digest = RowDigest.between(this.source, this.target);
		Finder finder = new Finder(this.source, this.target, transfer, digest, this.meter, this.works,
				this.compareOnly);
		if (this.compareOnly) {
			return compare(transfer, finder);
		}
		FirstCopy first = new FirstCopy(this.source, this.target, transfer, finder, digest, this.meter, this.works,
				this.request.preview());
		if (!first.isDone()) {
			carry(transfer, finder);
		}
		else if (this.request.show() > 0) {
			this.examples.add(transfer);
		}
		return end(transfer);
	}

	/** Before anything is read or waited for. */
	private void refuse() throws SQLException {
		this.target.setAutoCommit(false);
		if (!this.compareOnly) {
			TargetLock.acquire(this.target, "sync");
		}
		SameDatabase.refuse(this.source, this.target, this.address, purpose());
		this.target.rollback();
		this.target.setAutoCommit(true);
	}

	private String purpose() {
		return this.compareOnly ? "compare" : "sync";
	}

	private SyncResult compare(Transfer transfer, Finder finder) throws SQLException {
		find(transfer, finder);
		List<TableSync> tables = new ArrayList<>();
		for (TransferUnit unit : transfer.units()) {
			for (TransferTable table : unit.tables()) {
				TableWork work = this.works.of(table);
				work.inserted = unit.matches(table).countNew();
				work.updated = unit.matches(table).countDiffering();
				work.deleted = countTargetOnly(unit, work);
				tables.add(work.comparison(unit.matches(table).countUnmatched()));
			}
		}
		this.target.rollback();
		return new SyncResult(Outcome.PREVIEWED, tables, List.of(), transfer.notices(), this.meter.bytes(),
				this.finding, Duration.between(this.start, Instant.now()));
	}

	/** Where each row has its key on both sides, the rest of a sum tells it. */
	private long countTargetOnly(TransferUnit unit, TableWork work) throws SQLException {
		if (this.request.userId() == null && work.aligned && work.table.isIdentified()) {
			return work.candidates - unit.matches(work.table).countMatched();
		}
		return Finder.number(this.target, "SELECT count(*) " + unit.matches(work.table).targetOnly());
	}

	private void find(Transfer transfer, Finder finder) throws SQLException {
		Instant begin = Instant.now();
		for (TransferTable lookup : transfer.lookups()) {
			finder.findLookup(lookup);
		}
		for (TransferUnit unit : transfer.units()) {
			find(transfer, finder, unit);
		}
		this.finding = Duration.between(begin, Instant.now());
	}

	private void find(Transfer transfer, Finder finder, TransferUnit unit) throws SQLException {
		finder.find(unit);
		for (TransferTable table : unit.tables()) {
			owner(transfer, finder, table);
			for (Change change : Change.values()) {
				boolean deleting = this.compareOnly || (this.request.mode() == SyncMode.MIRROR && !table.isPulledIn());
				if (change != Change.DELETE || deleting) {
					this.examples.add(unit, table, change);
				}
			}
		}
	}

	/** An owner may go by another key in the target. */
	private void owner(Transfer transfer, Finder finder, TransferTable table) throws SQLException {
		String userId = this.request.userId();
		if (userId == null || !transfer.isOwners(table)) {
			return;
		}
		TableWork work = this.works.of(table);
		if (work.sourceRows == 0) {
			throw new InvalidInputException(
					"Could not %s: there is no '%s' in %s of the source".formatted(purpose(), userId, table.key()));
		}
		String owner = transfer.ownerIn(table);
		if (owner != null && !owner.equals(userId)) {
			transfer.targetOwner(owner);
			work.targetRows = finder.countTarget(table);
		}
	}

	/** Unit by unit, because what refers to a new row needs it to be there. */
	private void carry(Transfer transfer, Finder finder) throws SQLException {
		Mirror mirror = new Mirror(this.target, this.works);
		for (TransferTable lookup : transfer.lookups()) {
			finder.findLookup(lookup);
		}
		for (TransferUnit unit : transfer.units()) {
			Instant begin = Instant.now();
			find(transfer, finder, unit);
			this.finding = this.finding.plus(Duration.between(begin, Instant.now()));
			if (unit.tables().stream().anyMatch((table) -> table.staging().isCreated())) {
				for (TransferTable table : unit.tables()) {
					this.meter.phase(Phase.LOAD, table.key());
					finder.fetch(unit, table);
				}
				this.meter.phase(Phase.WRITE, unit.tables().get(0).key());
				if (this.request.mode() == SyncMode.MIRROR) {
					mirror.deleteUnreferenced(unit);
				}
				unit.write();
			}
		}
		boolean failed = results(transfer).stream().anyMatch((table) -> table.failed() > 0);
		if (this.request.mode() == SyncMode.MIRROR && !failed) {
			List<TransferUnit> children = new ArrayList<>(transfer.units());
			Collections.reverse(children);
			for (TransferUnit unit : children) {
				mirror.delete(unit);
			}
		}
		if (!failed && results(transfer).stream().anyMatch((table) -> table.changed() > 0)) {
			new Verifier(this.source, this.target, transfer, this.meter, this.works, this.request.mode()).verify();
		}
	}

	private List<TableSync> results(Transfer transfer) {
		return this.works.of(transfer.tables()).stream().map(TableWork::result).toList();
	}

	private SyncResult end(Transfer transfer) throws SQLException {
		List<TableSync> tables = results(transfer);
		List<String> triggers = transfer
			.triggers(transfer.tables().stream().filter((table) -> this.works.of(table).deleted > 0).toList());
		Outcome outcome;
		if (this.request.preview()) {
			this.target.rollback();
			outcome = Outcome.PREVIEWED;
		}
		else if (tables.stream().anyMatch((table) -> table.failed() > 0)) {
			this.target.rollback();
			outcome = Outcome.ROLLED_BACK;
		}
		else {
			transfer.advanceSequences();
			this.target.commit();
			outcome = Outcome.COMMITTED;
		}
		return new SyncResult(outcome, tables, triggers, transfer.notices(), this.meter.bytes(), this.finding,
				Duration.between(this.start, Instant.now()));
	}

	static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
