package io.github.dbadapter.sync;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Buckets that are ranges of a whole-numbered key, of a width that is a power of two.
 * Keys beyond what the ranges span share the buckets of others.
 *
 * @param number number of buckets, a power of two
 * @param bits of a key that do not tell its bucket
 * @param first range of the least key, counted from the key 0
 */
record KeyRanges(int number, int bits, long first) {

	/** How many times the rows a key may spread before its ranges fill too unevenly. */
	private static final long SPARSE = 8;

	private static final long FARTHEST = 1L << 61;

	/**
	 * Returns ranges that span all keys.
	 * @param least the least key of both sides
	 * @param greatest the greatest key of both sides
	 * @param rows estimated number of rows
	 * @param number number of buckets
	 * @return the ranges, {@code null} if the keys lie too far apart
	 */
	static @Nullable KeyRanges spanning(long least, long greatest, long rows, int number) {
		if (least < -FARTHEST || greatest > FARTHEST || greatest - least > SPARSE * Math.max(rows, number)) {
			return null;
		}
		int bits = 0;
		while ((greatest >> bits) - (least >> bits) >= number) {
			bits++;
		}
		return new KeyRanges(number, bits, least >> bits);
	}

	/** SQL for the number of the bucket of a key. */
	String bucket(String key) {
		return "(((%s)::int8 >> %d) & %d)::int".formatted(key, this.bits, this.number - 1);
	}

	/** SQL for whether a key lies beyond what the ranges span. */
	String beyond(String key) {
		return "(%1$s < %2$d OR %1$s >= %3$d)".formatted(key, this.first << this.bits,
				(this.first + this.number) << this.bits);
	}

	/** Number of keys that rows in some of the buckets can have. */
	long keys(BitSet buckets) {
		return (long) buckets.cardinality() << this.bits;
	}

	/** The least key of each of some buckets, as an array that PostgreSQL reads. */
	String leastKeys(BitSet buckets) {
		List<String> keys = new ArrayList<>();
		buckets.stream().forEach((bucket) -> {
			long range = this.first + ((bucket - this.first) & (this.number - 1));
			keys.add(Long.toString(range << this.bits));
		});
		return "{" + String.join(",", keys) + "}";
	}

	/** SQL for the keys that begin with those of an array. */
	String keys(String leastKeys) {
		return "SELECT f + i FROM pg_catalog.unnest((%s)::int8[]) AS f, pg_catalog.generate_series(0, %d) AS i"
			.formatted(leastKeys, (1L << this.bits) - 1);
	}

}
