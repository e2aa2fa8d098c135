package io.github.dbadapter.sync;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Number of rows and sum of their digests, bucket by bucket, as one side has them.
 */
final class Buckets {

	static final int MOST = 1 << 16;

	private static final int LEAST = 64;

	private static final int ROWS_IN_ONE = 16;

	private final long[] counts;

	private final long[] sums;

	private long rows;

	private long bytes;

	private Buckets(int buckets) {
		this.counts = new long[buckets];
		this.sums = new long[buckets];
	}

	/**
	 * A power of two that gives 8 to 16 rows to a bucket, more once it is the largest.
	 */
	static int number(long rows) {
		int number = LEAST;
		while (number < MOST && (rows < 0 || (long) number * ROWS_IN_ONE < rows)) {
			number <<= 1;
		}
		return number;
	}

	/** Reads {@code bucket, count, sum}. */
	static Buckets read(Connection connection, String query, int buckets) throws SQLException {
		Buckets read = new Buckets(buckets);
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				int bucket = rows.getInt(1);
				BigDecimal sum = rows.getBigDecimal(3);
				read.counts[bucket] = rows.getLong(2);
				read.sums[bucket] = (sum != null) ? sum.toBigInteger().longValue() : 0;
				read.rows += rows.getLong(2);
				read.bytes += length(rows, 1) + length(rows, 2) + length(rows, 3);
			}
		}
		return read;
	}

	private static int length(ResultSet row, int column) throws SQLException {
		String text = row.getString(column);
		return (text != null) ? text.length() : 0;
	}

	/** Size of what was read, as text. */
	long bytes() {
		return this.bytes;
	}

	long rows() {
		return this.rows;
	}

	/** The buckets that are not the same on the other side. */
	BitSet differences(Buckets other) {
		BitSet differences = new BitSet(this.counts.length);
		for (int i = 0; i < this.counts.length; i++) {
			differences.set(i, this.counts[i] != other.counts[i] || this.sums[i] != other.sums[i]);
		}
		return differences;
	}

	/** Number of rows in some of the buckets. */
	long rows(BitSet chosen) {
		return chosen.stream().mapToLong((bucket) -> this.counts[bucket]).sum();
	}

	/** Whether every bucket that has rows on either side is among these. */
	boolean isAll(BitSet chosen, Buckets other) {
		for (int i = 0; i < this.counts.length; i++) {
			if (!chosen.get(i) && (this.counts[i] > 0 || other.counts[i] > 0)) {
				return false;
			}
		}
		return true;
	}

	/** An array as PostgreSQL reads it. */
	static String literal(BitSet buckets) {
		List<String> numbers = new ArrayList<>();
		buckets.stream().forEach((bucket) -> numbers.add(Integer.toString(bucket)));
		return "{" + String.join(",", numbers) + "}";
	}

}
