package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.Transfer;
import io.github.dbadapter.backup.TransferColumn;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.backup.TransferUnit;
import io.github.dbadapter.sync.RowDigest.Side;

/**
 * Finds the rows that differ. Both sides first sum up digests by buckets of keys, at the
 * same time; of the rows in buckets that differ, keys and digests are brought over and
 * matched. Rows in equal buckets are equal, key and all.
 */
final class Finder {

	private static final int KEYS_AT_ONCE = 20_000;

	private final Source source;

	private final Connection target;

	private final Transfer transfer;

	private final RowDigest digest;

	private final RowPipe pipe;

	private final SyncMeter meter;

	private final TableWorks works;

	private final boolean compareOnly;

	private int settings;

	Finder(Source source, Connection target, Transfer transfer, RowDigest digest, SyncMeter meter, TableWorks works,
			boolean compareOnly) {
		this.compareOnly = compareOnly;
		this.source = source;
		this.target = target;
		this.transfer = transfer;
		this.digest = digest;
		this.pipe = new RowPipe(source, target, meter);
		this.meter = meter;
		this.works = works;
	}

	void findLookup(TransferTable lookup) throws SQLException {
		TableWork work = this.works.of(lookup);
		stage(work, false);
		work.aligned = this.transfer.matchLookup(lookup);
	}

	void find(TransferUnit unit) throws SQLException {
		boolean parentsKeepKeys = unit.parents().stream().allMatch((parent) -> this.works.of(parent).aligned);
		List<TableWork> tables = unit.tables().stream().map(this.works::of).toList();
		for (TableWork work : tables) {
			this.meter.phase(Phase.FIND, work.table.key());
			if (parentsKeepKeys && !this.transfer.isTargetEmpty(work.table)) {
				compare(work);
			}
		}
		boolean equal = tables.stream().allMatch((work) -> work.different != null && work.different.isEmpty());
		if (equal) {
			tables.forEach((work) -> work.table.candidates("false"));
			return;
		}
		for (TableWork work : tables) {
			// rows of a cycle refer to any other row of it
			stage(work, !unit.isCyclic());
			if (work.different != null) {
				work.candidates -= work.table.setEqualAside();
			}
			else {
				work.candidates = work.targetRows;
			}
		}
		unit.match();
		for (TableWork work : tables) {
			work.aligned = unit.matches(work.table).isAligned();
		}
	}

	private void compare(TableWork work) throws SQLException {
		Bucketing bucketing = Bucketing.of(work.table, this.digest, this.source, this.target);
		work.bucketing = bucketing;
		CompletableFuture<Buckets> theirs = this.source.start((connection) -> bucketing.read(connection, Side.SOURCE));
		Buckets ours = bucketing.read(this.target, Side.TARGET);
		Buckets given = Source.await(theirs);
		this.meter.sums(given);
		work.source = given;
		work.different = given.differences(ours);
		work.sourceRows = given.rows();
		work.targetRows = ours.rows();
		work.candidates = ours.rows(work.different);
		if (given.isAll(work.different, ours) && !work.different.isEmpty()) {
			work.different = null;
		}
	}

	/** Number of rows and digest of a whole table. */
	String total(TransferTable table, Side side) {
		return "SELECT 0, count(*), %s(%s) %s".formatted(RowDigest.sum(table), this.digest.whole(table, side),
				side.from(table));
	}

	private void stage(TableWork work, boolean partly) throws SQLException {
		TransferTable table = work.table;
		BitSet different = work.different;
		boolean empty = this.transfer.isTargetEmpty(table);
		String restriction = "true";
		Bucketing bucketing = work.bucketing;
		if (different != null && bucketing != null && partly) {
			String setting = "db_adapter.buckets_" + this.settings++;
			String array = bucketing.array(different, work.sourceRows);
			set(this.target, setting, array);
			this.source.call((connection) -> set(connection, setting, array));
			restriction = bucketing.condition(Side.SOURCE, different, work.sourceRows, setting);
			table.candidates(bucketing.condition(Side.TARGET, different, work.sourceRows, setting));
		}
		else {
			work.different = null;
			table.candidates(null);
		}
		boolean lookup = this.transfer.lookups().contains(table);
		table.staging()
			.create(lookup || (empty && !this.compareOnly) || !table.isIdentified(),
					lookup ? "NULL::bigint" : this.digest.content(table, Side.TARGET));
		String values = table.staging()
			.columns()
			.stream()
			.map((column) -> column.source() + ", ")
			.collect(Collectors.joining());
		long staged = this.pipe.copy(
				"COPY (SELECT %s%s %s AND %s) TO STDOUT".formatted(values,
						lookup ? "NULL" : this.digest.content(table, Side.SOURCE), table.sourceFrom(), restriction),
				table.staging().copy(), true);
		table.staging().filled();
		if (work.source == null) {
			work.sourceRows = staged;
			work.targetRows = (empty || lookup) ? 0 : countTarget(table);
		}
	}

	long countTarget(TransferTable table) throws SQLException {
		return number(this.target, "SELECT count(*) " + table.targetFrom());
	}

	/**
	 * Brings the whole rows over that will be written.
	 */
	void fetch(TransferUnit unit, TransferTable table) throws SQLException {
		if (table.staging().isWhole() || !table.staging().isCreated()) {
			return;
		}
		List<TransferColumn> identity = table.identity();
		StringBuilder arrays = new StringBuilder("pg_catalog.current_setting('db_adapter.rows')::bigint[]");
		StringBuilder names = new StringBuilder("r");
		StringBuilder same = new StringBuilder("true");
		for (int i = 0; i < identity.size(); i++) {
			arrays.append(", pg_catalog.current_setting('db_adapter.key_%d')::text[]".formatted(i));
			names.append(", k").append(i);
			same.append(" AND t.%s = k.k%d::%s".formatted(identity.get(i).name().quoted(), i,
					identity.get(i).sourceType()));
		}
		String out = "COPY (SELECT k.r%s FROM unnest(%s) AS k(%s) JOIN %s AS t ON %s) TO STDOUT".formatted(
				table.columns().stream().map((column) -> ", " + column.source()).collect(Collectors.joining()), arrays,
				names, table.source(), same);
		try (Statement statement = this.target.createStatement()) {
			String query = unit.matches(table).wanted(KEYS_AT_ONCE);
			statement.setFetchSize(1);
			try (ResultSet batches = statement.executeQuery(query)) {
				while (batches.next()) {
					keys(batches, identity.size());
					this.pipe.copy(out, table.staging().rowsCopy(), false);
				}
			}
		}
	}

	private void keys(ResultSet batch, int columns) throws SQLException {
		String rows = batch.getString(1);
		this.source.call((connection) -> set(connection, "db_adapter.rows", rows));
		for (int i = 0; i < columns; i++) {
			String name = "db_adapter.key_" + i;
			String values = batch.getString(i + 2);
			this.source.call((connection) -> set(connection, name, values));
		}
	}

	static String set(Connection connection, String name, String value) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement("SELECT pg_catalog.set_config(?, ?, true)")) {
			statement.setString(1, name);
			statement.setString(2, value);
			statement.executeQuery().close();
			return name;
		}
	}

	static long number(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			return row.next() ? row.getLong(1) : 0;
		}
	}

}
