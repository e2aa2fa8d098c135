package io.github.dbadapter.sync;

import java.util.BitSet;
import java.util.Random;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KeyRangesTests {

	private static KeyRanges spanning(long least, long greatest, long rows, int number) {
		KeyRanges ranges = KeyRanges.spanning(least, greatest, rows, number);
		assertThat(ranges).isNotNull();
		return ranges;
	}

	private static long leastKey(KeyRanges ranges, int bucket) {
		BitSet one = new BitSet();
		one.set(bucket);
		return Long.parseLong(ranges.leastKeys(one).replaceAll("[{}]", ""));
	}

	@Test
	void everyKeyLiesAmongThoseOfItsBucket() {
		Random random = new Random(1);
		for (int i = 0; i < 10_000; i++) {
			long least = (random.nextLong() >> 3) >> random.nextInt(60);
			long rows = 1 + (random.nextLong() >>> (30 + random.nextInt(33)));
			long greatest = least + (long) (random.nextDouble() * 8 * rows);
			int number = 1 << (6 + random.nextInt(11));
			KeyRanges ranges = spanning(least, greatest, rows, number);
			for (long key : new long[] { least, greatest, least + (greatest - least) / 3 }) {
				int bucket = (int) ((key >> ranges.bits()) & (number - 1));
				long first = leastKey(ranges, bucket);
				assertThat(key).isBetween(first, first + (1L << ranges.bits()) - 1);
			}
		}
	}

	@Test
	void aBucketIsNoWiderThanNeeded() {
		assertThat(spanning(1, 65, 64, 64).bits()).isEqualTo(1);
		assertThat(spanning(0, 63, 64, 64).bits()).isZero();
		assertThat(spanning(1, 500_000, 500_000, 32_768).bits()).isEqualTo(4);
		assertThat(spanning(-5, 5, 3, 64).bits()).isZero();
	}

	@Test
	void keysFarApartHaveNoRanges() {
		assertThat(KeyRanges.spanning(1, 8_001, 1000, 64)).isNotNull();
		assertThat(KeyRanges.spanning(1, 8_002, 1000, 64)).isNull();
		assertThat(KeyRanges.spanning(Long.MIN_VALUE, Long.MAX_VALUE, 1000, 64)).isNull();
		assertThat(KeyRanges.spanning(Long.MAX_VALUE - 5, Long.MAX_VALUE, 1000, 64)).isNull();
		assertThat(KeyRanges.spanning(Long.MIN_VALUE, Long.MIN_VALUE + 5, 1000, 64)).isNull();
	}

}
