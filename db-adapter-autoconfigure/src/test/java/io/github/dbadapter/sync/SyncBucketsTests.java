package io.github.dbadapter.sync;

import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Few differences among many rows, whose keys lie dense, far apart or at the ends of
 * their type: those that only one side has lie inside and beyond the keys of the other.
 */
class SyncBucketsTests {

	private final SyncPair pair = new SyncPair();

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					dense              | int      | int      | n                                  | 6001               | -6001
					two types          | int      | bigint   | n                                  | 9000               | 8000
					two types, swapped | bigint   | int      | n                                  | 9000               | 8000
					around zero        | smallint | smallint | n - 3000                           | 32767              | -32768
					with gaps          | bigint   | bigint   | n * 5                              | 30003              | 30004
					far apart          | bigint   | bigint   | n * 1000000000000                  | 1                  | 2
					at the upper end   | bigint   | bigint   | 9223372036854769000 + n::bigint    | 1                  | 2
					at the lower end   | bigint   | bigint   | -9223372036854775800 + n::bigint   | 1                  | 2
					with outliers      | bigint   | bigint   | n                                  | 9223372036854775807 | -9223372036854775808
					texts for numbers  | text     | int      | n                                  | 6001               | -6001
					numbers for texts  | int      | text     | n                                  | 6001               | -6001
					numeric for whole  | numeric  | int      | n                                  | 6001               | -6001
					a domain here      | int      | whole    | n                                  | 6001               | -6001
					a domain there     | whole    | bigint   | n                                  | 6001               | -6001
					domains            | whole    | whole    | n                                  | 6001               | -6001
					object identifiers | oid      | oid      | n                                  | 6001               | 6002
					""")
	void fewDifferencesAreFoundAndCarried(String keys, String theirType, String ourType, String key, long added,
			long left) {
		fill(this.pair.source, theirType, key);
		fill(this.pair.target, ourType, key);
		this.pair.source.execute(
				"UPDATE item SET v = 'changed' WHERE n IN (17, 3333, 6000); DELETE FROM item WHERE n = 42; INSERT INTO item VALUES (%d, 0, 'new'); ANALYZE item"
					.formatted(added));
		this.pair.target.execute(
				"DELETE FROM item WHERE n = 99; INSERT INTO item VALUES (%d, 0, 'left'); ANALYZE item".formatted(left));
		SyncResult compared = this.pair.compare(SyncRequest.defaults().withShow(10));
		assertThat(SyncPair.numbers(compared, "item")).isEqualTo("2+ 3~ 5995= 2- 0s 0f");
		assertThat(SyncPair.table(compared, "item").examples()).hasSize(7);
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "item")).isEqualTo("2+ 3~ 5995= 2- 0s 0f");
		String rows = "SELECT id::text, n, v FROM item ORDER BY n, v";
		assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
		assertThat(this.pair.compare(SyncRequest.defaults()).hasChanges()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(SyncMode.class)
	void aRowThatATriggerPutsBeyondAllKeysIsFound(SyncMode mode) {
		fill(this.pair.source, "int", "n");
		fill(this.pair.target, "int", "n");
		this.pair.source.execute("DELETE FROM item WHERE id > 100; UPDATE item SET v = 'x' WHERE id = 7; ANALYZE item");
		// two keys to a bucket, 64 buckets: the row comes into the bucket of the one
		// changed
		this.pair.target.execute("DELETE FROM item WHERE id > 100 OR id = 7");
		this.pair.target.execute(
				"""
						CREATE FUNCTION echo() RETURNS trigger LANGUAGE plpgsql AS
							'BEGIN INSERT INTO item VALUES (NEW.id + 128, 0, NEW.v); RETURN NULL; END';
						CREATE TRIGGER echo AFTER INSERT ON item FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION echo();
						ANALYZE item""");
		assertThatExceptionOfType(SyncVerificationException.class).isThrownBy(() -> this.pair.sync(mode))
			.withMessageContaining("item");
		assertThat(this.pair.target.count("item")).isEqualTo(99);
	}

	@Test
	void aTableThatHasGrownSinceItsStatisticsHasManyBuckets() {
		this.pair.both("CREATE TABLE item (id int PRIMARY KEY, n int, v text) WITH (autovacuum_enabled = off); "
				+ "INSERT INTO item SELECT n, n, 'v' || n FROM generate_series(1, 1000) n");
		this.pair.both("ANALYZE item");
		this.pair.both("INSERT INTO item SELECT n, n, 'v' || n FROM generate_series(1001, 50000) n");
		this.pair.source.execute("UPDATE item SET v = 'x' WHERE id % 1000 = 0");
		SyncResult compared = this.pair.compare(SyncRequest.defaults());
		assertThat(SyncPair.numbers(compared, "item")).isEqualTo("0+ 50~ 49950= 0- 0s 0f");
		assertThat(compared.bytes()).isLessThan(400_000);
	}

	private static void fill(TestDatabase database, String type, String key) {
		if (type.equals("whole")) {
			database.execute("CREATE DOMAIN whole AS bigint CHECK (value <> 0)");
		}
		database.execute("CREATE TABLE item (id %s PRIMARY KEY, n int, v text); ".formatted(type)
				+ "INSERT INTO item SELECT %s, n, 'v' || n FROM generate_series(1, 6000) n".formatted(key));
	}

}
