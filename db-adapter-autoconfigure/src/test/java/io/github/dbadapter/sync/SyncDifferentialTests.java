package io.github.dbadapter.sync;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;

import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.KeyMode;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.sync.RandomTables.Key;
import io.github.dbadapter.sync.RandomTables.Rows;
import io.github.dbadapter.sync.RandomTables.Table;
import io.github.dbadapter.sync.SyncResult.Change;
import io.github.dbadapter.sync.SyncResult.TableSync;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random tables whose rows differ a little: what a comparison, a preview and each mode
 * say and do is what a join of both sides by hand gives. {@code -Dsync.seeds=1000-1999}
 * looks for more.
 */
class SyncDifferentialTests {

	@TempDir
	private Path folder;

	static LongStream seeds() {
		String[] range = System.getProperty("sync.seeds", "1-3").split("-");
		return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void everyModeDoesWhatAJoinSays(long seed) {
		Random random = new Random(seed);
		RandomTables tables = new RandomTables(random);
		Rows both = tables.rows();
		Rows theirs = tables.meddled(both, 1000);
		Rows ours = (random.nextInt(8) == 0) ? new Rows() : tables.meddled(both, 2000);
		TestDatabase target = (random.nextInt(4) == 0) ? inAnotherEncoding() : TestDatabase.create();
		try (SyncPair pair = new SyncPair(TestDatabase.create(), target)) {
			pair.source.execute(tables.schema(false));
			pair.source.execute(theirs.insert(false));
			for (SyncMode mode : SyncMode.values()) {
				target.execute(tables.schema(true));
				target.execute(ours.insert(true));
				if (mode != SyncMode.SKIP) {
					target.execute("ANALYZE");
				}
				check(pair, tables, mode);
			}
		}
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void aRestoreDoesWhatAJoinSays(long seed) {
		Random random = new Random(-seed);
		RandomTables tables = new RandomTables(random);
		Rows both = tables.rows();
		Rows theirs = tables.meddled(both, 1000);
		Rows ours = (random.nextInt(5) == 0) ? new Rows() : tables.meddled(both, 2000);
		boolean anyKey = tables.tables.stream().allMatch((table) -> table.code || !table.key.isGenerated());
		Path file = this.folder.resolve("backup.json" + (random.nextBoolean() ? ".zst" : ""));
		try (TestDatabase source = TestDatabase.create(); TestDatabase target = TestDatabase.create()) {
			source.execute(tables.schema(false));
			source.execute(theirs.insert(false));
			new BackupService(source.administrative(), "source").backup(BackupRequest.to(file)).block(SyncPair.TIMEOUT);
			for (SyncMode mode : List.of(SyncMode.SKIP, SyncMode.OVERWRITE)) {
				target.execute(tables.schema(true));
				target.execute(ours.insert(true));
				check(source, target, tables, mode,
						RestoreRequest.from(file)
							.withMode((mode == SyncMode.SKIP) ? RestoreMode.SKIP : RestoreMode.OVERWRITE)
							.withKeys((anyKey && random.nextBoolean()) ? KeyMode.REGENERATE : KeyMode.PRESERVE)
							.withExclusive(random.nextBoolean())
							.withTriggers(random.nextBoolean()));
			}
		}
	}

	private static void check(TestDatabase source, TestDatabase target, RandomTables tables, SyncMode mode,
			RestoreRequest request) {
		Map<Table, Truth> truths = new LinkedHashMap<>();
		for (Table table : tables.tables) {
			truths.put(table,
					new Truth(table, SyncPair.rows(source, table.meaning()), SyncPair.rows(target, table.meaning())));
		}
		RestoreService service = new RestoreService(target.administrative());
		RestoreResult previewed = Objects
			.requireNonNull(service.restore(request.withPreview(true)).block(SyncPair.TIMEOUT));
		truths.forEach((table, truth) -> assertThat(SyncPair.rows(target, table.meaning())).isEqualTo(truth.before));
		RestoreResult result = Objects.requireNonNull(service.restore(request).block(SyncPair.TIMEOUT));
		assertThat(result.outcome()).as("%s\n%s\n%s", request, tables.schema(true), result)
			.isEqualTo(Outcome.COMMITTED);
		truths.forEach((table, truth) -> {
			String about = "%s, %s\n%s\n%s".formatted(request, table.name, tables.schema(true), truth);
			assertThat(numbers(previewed, table)).as("previewed: %s", about).isEqualTo(truth.done(mode));
			assertThat(numbers(result, table)).as("done: %s", about).isEqualTo(truth.done(mode));
			assertThat(lines(SyncPair.rows(target, table.meaning()))).as("rows: %s", about)
				.isEqualTo(truth.after(mode));
			assertSequence(target, table);
		});
		RestoreResult again = Objects.requireNonNull(service.restore(request).block(SyncPair.TIMEOUT));
		assertThat(again.tables()).as("again: %s", tables.schema(true))
			.allSatisfy((table) -> assertThat(table.inserted() + table.updated() + table.failed()).isZero());
	}

	private static String numbers(RestoreResult result, Table table) {
		TableResult numbers = result.tables()
			.stream()
			.filter((candidate) -> candidate.table().equals(table.name))
			.findFirst()
			.orElseThrow();
		return "%d+ %d~ %d= 0- %ds %df".formatted(numbers.inserted(), numbers.updated(), numbers.unchanged(),
				numbers.skipped(), numbers.failed());
	}

	/** Its server is not asked for hashes of records. */
	private static TestDatabase inAnotherEncoding() {
		TestDatabase maintenance = TestDatabase.create();
		String name = maintenance.name() + "_latin1";
		maintenance.execute(
				"CREATE DATABASE %s TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'".formatted(name));
		maintenance.close();
		return TestDatabase.of(maintenance.parameters().withDatabase(name));
	}

	private static void check(SyncPair pair, RandomTables tables, SyncMode mode) {
		Map<Table, Truth> truths = new LinkedHashMap<>();
		for (Table table : tables.tables) {
			truths.put(table, new Truth(table, pair.sourceRows(table.meaning()), pair.targetRows(table.meaning())));
		}
		SyncResult compared = pair.compare(SyncRequest.defaults().withMode(mode).withShow(1000));
		SyncResult previewed = pair.sync(SyncPair.apply(mode).withPreview(true).withShow(1000));
		truths.forEach((table, truth) -> assertThat(pair.targetRows(table.meaning())).as("%s previewed", table.name)
			.isEqualTo(truth.before));
		SyncResult result = pair.sync(SyncPair.apply(mode));
		assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.COMMITTED);
		truths.forEach((table, truth) -> {
			String about = "%s, %s\n%sinserted %s\nupdated %s\ndeleted %s\ncompared %s\npreviewed %s\n".formatted(mode,
					table.name, tables.schema(true), truth.inserted, truth.updated, truth.deleted,
					SyncPair.table(compared, table.name).examples(), SyncPair.table(previewed, table.name).examples());
			assertThat(SyncPair.numbers(compared, table.name)).as("compared: %s", about).isEqualTo(truth.compared());
			assertThat(shown(compared, table)).as("shown: %s", about).isEqualTo(truth.shown());
			assertThat(SyncPair.numbers(previewed, table.name)).as("previewed: %s", about).isEqualTo(truth.done(mode));
			assertThat(SyncPair.numbers(result, table.name)).as("done: %s", about).isEqualTo(truth.done(mode));
			assertThat(lines(pair.targetRows(table.meaning()))).as("rows: %s", about).isEqualTo(truth.after(mode));
			assertSequence(pair.target, table);
		});
		assertThat(pair.sync(SyncPair.apply(mode)).hasChanges()).as("again: %s", mode).isFalse();
		assertThat(pair.compare(SyncRequest.defaults()).hasChanges())
			.isEqualTo(mode != SyncMode.MIRROR && truths.values()
				.stream()
				.anyMatch((truth) -> !truth.after(mode).equals(truth.after(SyncMode.MIRROR))));
	}

	private static void assertSequence(TestDatabase target, Table table) {
		if (table.key == Key.SERIAL || table.key == Key.IDENTITY) {
			assertThat(target.queryForValue(
					"SELECT nextval(pg_get_serial_sequence('%1$s', 'id')) > coalesce((SELECT max(id) FROM %1$s), 0)"
						.formatted(table.name)))
				.as("sequence of %s", table.name)
				.isEqualTo(true);
		}
	}

	private static String shown(SyncResult result, Table table) {
		TableSync numbers = SyncPair.table(result, table.name);
		return Arrays.stream(Change.values())
			.map((change) -> numbers.examples().stream().filter((example) -> example.change() == change).count())
			.toList()
			.toString();
	}

	private static List<String> lines(String rows) {
		return rows.isEmpty() ? List.of() : Arrays.stream(rows.split("\n")).sorted().toList();
	}

	/**
	 * What a table is about to become.
	 */
	private static final class Truth {

		final String before;

		private final boolean keyed;

		private final List<String> source;

		private final List<String> target;

		private final List<String> inserted = new ArrayList<>();

		private final List<String> updated = new ArrayList<>();

		private final List<String> deleted = new ArrayList<>();

		Truth(Table table, String source, String target) {
			this.before = target;
			this.keyed = table.key != Key.NONE;
			this.source = lines(source);
			this.target = lines(target);
			if (this.keyed) {
				Map<String, String> theirs = byKey(this.source);
				Map<String, String> ours = byKey(this.target);
				theirs.forEach((key, row) -> {
					if (!ours.containsKey(key)) {
						this.inserted.add(row);
					}
					else if (!row.equals(ours.get(key))) {
						this.updated.add(row);
					}
				});
				ours.forEach((key, row) -> {
					if (!theirs.containsKey(key)) {
						this.deleted.add(row);
					}
				});
			}
			else {
				Set<String> all = new HashSet<>(this.source);
				all.addAll(this.target);
				for (String row : all) {
					int more = Collections.frequency(this.source, row) - Collections.frequency(this.target, row);
					this.inserted.addAll(Collections.nCopies(Math.max(0, more), row));
					this.deleted.addAll(Collections.nCopies(Math.max(0, -more), row));
				}
			}
		}

		private static Map<String, String> byKey(List<String> rows) {
			Map<String, String> found = new TreeMap<>();
			rows.forEach((row) -> assertThat(found.put(row.substring(0, row.indexOf('\t')), row)).isNull());
			return found;
		}

		@Override
		public String toString() {
			return "inserted %s\nupdated %s\ndeleted %s".formatted(this.inserted, this.updated, this.deleted);
		}

		private long unchanged() {
			return this.source.size() - this.inserted.size() - this.updated.size();
		}

		String compared() {
			return "%d+ %d~ %d= %d- 0s 0f".formatted(this.inserted.size(), this.updated.size(), unchanged(),
					this.deleted.size());
		}

		String shown() {
			return List.of(this.inserted.size(), this.updated.size(), this.deleted.size()).toString();
		}

		String done(SyncMode mode) {
			boolean skips = mode == SyncMode.SKIP;
			return "%d+ %d~ %d= %d- %ds 0f".formatted(this.inserted.size(), skips ? 0 : this.updated.size(),
					unchanged(), (mode == SyncMode.MIRROR) ? this.deleted.size() : 0, skips ? this.updated.size() : 0);
		}

		List<String> after(SyncMode mode) {
			List<String> rows = new ArrayList<>((mode == SyncMode.SKIP) ? this.target : this.source);
			rows.addAll(switch (mode) {
				case SKIP -> this.inserted;
				case OVERWRITE -> this.deleted;
				case MIRROR -> List.of();
			});
			Collections.sort(rows);
			return rows;
		}

	}

}
