package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.Transfer;
import io.github.dbadapter.backup.TransferColumn;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.backup.TransferUnit;
import io.github.dbadapter.sync.RowDigest.Side;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * The short way into empty tables: rows go straight from table to table and keep their
 * keys, foreign keys and secondary indexes are made afterwards. Whatever the target
 * rejects is undone, for the long way to find the rows at fault.
 */
final class FirstCopy {

	private static final Log logger = LogFactory.getLog(FirstCopy.class);

	/** Types whose binary form says everything by itself. */
	private static final Set<String> BINARY = Set.of("bool", "int2", "int4", "int8", "float4", "float8", "numeric",
			"text", "varchar", "bpchar", "uuid", "date", "time", "timetz", "timestamp", "timestamptz", "interval",
			"bytea", "json", "jsonb", "inet", "cidr", "_text", "_varchar", "_int4", "_int8", "_uuid", "_numeric");

	private final Source source;

	private final Connection target;

	private final Transfer transfer;

	private final Finder finder;

	private final RowDigest digest;

	private final SyncMeter meter;

	private final TableWorks works;

	private final boolean preview;

	FirstCopy(Source source, Connection target, Transfer transfer, Finder finder, RowDigest digest, SyncMeter meter,
			TableWorks works, boolean preview) {
		this.source = source;
		this.target = target;
		this.transfer = transfer;
		this.finder = finder;
		this.digest = digest;
		this.meter = meter;
		this.works = works;
		this.preview = preview;
	}

	/** Copies, if that is possible. */
	boolean isDone() throws SQLException {
		if (!this.transfer.isFirstCopy()) {
			return false;
		}
		// a preview must not lock anybody out
		Savepoint savepoint = this.target.setSavepoint();
		boolean taken = !this.preview && this.transfer.takeOff();
		if (!taken && this.transfer.units().stream().anyMatch(TransferUnit::isCyclic)) {
			return false;
		}
		try {
			copy(taken);
			return true;
		}
		catch (SQLException ex) {
			if (!isRejection(ex)) {
				throw ex;
			}
			logger.debug("The short way failed", ex);
			this.target.rollback(savepoint);
			this.transfer.tables().forEach(TransferTable::forgetNumbers);
			this.works.clear();
			return false;
		}
	}

	private static boolean isRejection(SQLException ex) {
		String state = ex.getSQLState();
		return state != null && (state.startsWith("22") || state.startsWith("23"));
	}

	private void copy(boolean taken) throws SQLException {
		RowPipe pipe = new RowPipe(this.source, this.target, this.meter);
		for (TransferTable table : this.transfer.tables()) {
			this.meter.phase(Phase.LOAD, table.key());
			String format = isBinary(table) ? "binary" : "text";
			String freeze = this.transfer.mayFreeze(table) ? ", FREEZE" : "";
			String names = table.columns()
				.stream()
				.map((column) -> column.name().quoted())
				.collect(Collectors.joining(", "));
			String values = table.columns().stream().map(TransferColumn::source).collect(Collectors.joining(", "));
			String out = table.isTakenAsIs()
					? "COPY %s (%s) TO STDOUT (FORMAT %s)".formatted(table.sourceName(), names, format)
					: "COPY (SELECT %s %s) TO STDOUT (FORMAT %s)".formatted(values, table.sourceFrom(), format);
			String in = "COPY %s (%s) FROM STDIN (FORMAT %s%s)".formatted(table.targetName(), names, format, freeze);
			long rows = pipe.copy(out, in, false);
			table.copied(rows);
			this.works.of(table).sourceRows = rows;
		}
		this.meter.phase(Phase.VERIFY, "");
		CompletableFuture<List<Buckets>> theirs = this.source.start((connection) -> totals(connection, Side.SOURCE));
		if (taken) {
			this.transfer.putBack();
		}
		List<Buckets> ours = totals(this.target, Side.TARGET);
		List<Buckets> given = Source.await(theirs);
		given.forEach(this.meter::sums);
		compare(ours, given);
	}

	private List<Buckets> totals(Connection connection, Side side) throws SQLException {
		List<Buckets> totals = new ArrayList<>();
		for (TransferTable table : this.transfer.tables()) {
			String equality = isBinary(table) ? this.digest.equality(table, side) : null;
			String query = (equality != null && table.isUnique())
					? "SELECT 0, count(*), pg_catalog.bit_xor(%s) %s".formatted(equality, side.from(table))
					: this.finder.total(table, side);
			totals.add(Buckets.read(connection, query, 1));
		}
		return totals;
	}

	private void compare(List<Buckets> ours, List<Buckets> theirs) {
		List<String> wrong = new ArrayList<>();
		for (int i = 0; i < ours.size(); i++) {
			if (!theirs.get(i).differences(ours.get(i)).isEmpty()) {
				wrong.add(this.transfer.tables().get(i).key());
			}
		}
		if (!wrong.isEmpty()) {
			throw new SyncVerificationException(wrong);
		}
	}

	private boolean isBinary(TransferTable table) {
		return this.digest.isOfRecords() && table.columns()
			.stream()
			.allMatch((column) -> column.sourceType().equals(column.type()) && BINARY.contains(column.baseType())
					&& BINARY.contains(column.sourceBaseType()));
	}

}
