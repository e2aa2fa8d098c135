package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.BitSet;
import java.util.concurrent.CompletableFuture;

import io.github.dbadapter.backup.TransferColumn;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.sync.RowDigest.Side;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a table are spread over buckets, on both sides alike: by ranges of its
 * key where that is dense, otherwise by hash. The rows of a range are found again by the
 * key's index, those of a hash only by another scan.
 */
final class Bucketing {

	/** Share of the rows from which on a scan finds them as fast as the index. */
	private static final int LARGE_SHARE = 8;

	/**
	 * Keys that PostgreSQL hashes in its usual memory, also where rows must not have
	 * them.
	 */
	private static final int MOST_KEYS = 1 << 20;

	/**
	 * As the planner estimates rows, by those that a block had and the size of today, -1
	 * if unknown.
	 */
	private static final String ROWS = """
			SELECT coalesce(nullif((CASE WHEN relkind = 'p' OR relpages = 0 THEN reltuples
				ELSE reltuples / relpages * pg_catalog.pg_relation_size(oid)
					/ pg_catalog.current_setting('block_size')::int END)::bigint, 0), -1)
			FROM pg_catalog.pg_class WHERE oid = %d""";

	private final TransferTable table;

	private final RowDigest digest;

	private final int number;

	private final @Nullable KeyRanges ranges;

	private Bucketing(TransferTable table, RowDigest digest, int number, @Nullable KeyRanges ranges) {
		this.table = table;
		this.digest = digest;
		this.number = number;
		this.ranges = ranges;
	}

	static Bucketing of(TransferTable table, RowDigest digest, Source source, Connection target) throws SQLException {
		long rows = Finder.number(target, ROWS.formatted(table.targetOid()));
		int number = Buckets.number(rows);
		return new Bucketing(table, digest, number, ranges(table, rows, number, source, target));
	}

	private static @Nullable KeyRanges ranges(TransferTable table, long rows, int number, Source source,
			Connection target) throws SQLException {
		// a unique key has an index on both sides
		if (rows <= 0 || !table.isUnique() || !RowDigest.isNumbered(table)) {
			return null;
		}
		TransferColumn key = table.identity().get(0);
		if (!key.source().equals(key.target()) || !RowDigest.isWhole(key.sourceBaseType())) {
			return null;
		}
		String query = "SELECT pg_catalog.min(%1$s)::int8, pg_catalog.max(%1$s)::int8 FROM ".formatted(key.target());
		CompletableFuture<long[]> theirs = source
			.start((connection) -> limits(connection, query + table.source() + " AS t"));
		long[] ours = limits(target, query + table.target() + " AS t");
		long[] given = Source.await(theirs);
		return KeyRanges.spanning(Math.min(ours[0], given[0]), Math.max(ours[1], given[1]), rows, number);
	}

	private static long[] limits(Connection connection, String query) throws SQLException {
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(query)) {
			row.next();
			long least = row.getLong(1);
			return row.wasNull() ? new long[] { Long.MAX_VALUE, Long.MIN_VALUE } : new long[] { least, row.getLong(2) };
		}
	}

	/** SQL for the number of the bucket that a row {@code t} belongs to. */
	private String bucket(Side side) {
		return (this.ranges != null) ? this.ranges.bucket(side.value(this.table.identity().get(0)))
				: this.digest.bucket(this.table, side, this.number);
	}

	/** Sums up one side. */
	Buckets read(Connection connection, Side side) throws SQLException {
		// the planner takes a column of a query that it cannot look into for few groups,
		// which these are
		String query = "SELECT b, count(*), %s(d) FROM (SELECT %s AS b, %s AS d %s OFFSET 0) AS r GROUP BY b".formatted(
				RowDigest.sum(this.table), bucket(side), this.digest.whole(this.table, side), side.from(this.table));
		return Buckets.read(connection, query, this.number);
	}

	/**
	 * Condition on rows {@code t} of the target that have come to lie beyond the ranges,
	 * and share buckets with others; {@code null} if there are no ranges.
	 */
	@Nullable String beyond() {
		return (this.ranges != null) ? this.ranges.beyond(this.table.identity().get(0).target()) : null;
	}

	/** The buckets of some of the target's rows. */
	BitSet buckets(Connection target, String from) throws SQLException {
		BitSet found = new BitSet();
		try (Statement statement = target.createStatement();
				ResultSet rows = statement.executeQuery("SELECT DISTINCT %s %s".formatted(bucket(Side.TARGET), from))) {
			while (rows.next()) {
				found.set(rows.getInt(1));
			}
		}
		return found;
	}

	/**
	 * What {@link #condition} needs in a setting.
	 * @param buckets some of the buckets
	 * @param rows number of rows in all buckets
	 * @return an array as PostgreSQL reads it
	 */
	String array(BitSet buckets, long rows) {
		KeyRanges narrow = narrow(buckets, rows);
		return (narrow != null) ? narrow.leastKeys(buckets) : Buckets.literal(buckets);
	}

	/** Condition on rows {@code t} that they are in some of the buckets. */
	String condition(Side side, BitSet buckets, long rows, String setting) {
		String array = "pg_catalog.current_setting('%s')".formatted(setting);
		KeyRanges narrow = narrow(buckets, rows);
		return (narrow != null) ? "%s IN (%s)".formatted(this.table.identity().get(0).target(), narrow.keys(array))
				: "%s IN (SELECT pg_catalog.unnest(%s::int[]))".formatted(bucket(side), array);
	}

	private @Nullable KeyRanges narrow(BitSet buckets, long rows) {
		return (this.ranges != null && this.ranges.keys(buckets) <= Math.min(rows / LARGE_SHARE, MOST_KEYS))
				? this.ranges : null;
	}

}
