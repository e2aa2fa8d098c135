package io.github.dbadapter.sync;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rows of one owner among those of others, whose key may be another one in the target.
 */
class SyncOwnerTests {

	private static final String SCHEMA = """
			DROP SCHEMA public CASCADE; CREATE SCHEMA public;
			CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, name text);
			CREATE TABLE note (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, title text NOT NULL, body text,
				UNIQUE (user_id, title));
			CREATE TABLE tag (id serial PRIMARY KEY, note_id int NOT NULL REFERENCES note ON DELETE CASCADE,
				name text NOT NULL, v int, UNIQUE (note_id, name))""";

	private static final Map<String, String> MEANING = Map.of("users",
			"SELECT email, name FROM users WHERE email %s 'u2' ORDER BY 1", "note",
			"SELECT u.email || title, body FROM note JOIN users u ON u.id = user_id WHERE email %s 'u2' ORDER BY 1",
			"tag",
			"SELECT u.email || title || '/' || t.name, v FROM tag t JOIN note n ON n.id = note_id JOIN users u ON u.id = user_id WHERE email %s 'u2' ORDER BY 1");

	static LongStream seeds() {
		String[] range = System.getProperty("sync.seeds", "1-2").split("-");
		return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void onlyTheOwnersRowsChange(long seed) {
		Random random = new Random(seed);
		int shift = random.nextBoolean() ? 0 : 1;
		try (SyncPair pair = new SyncPair()) {
			pair.source.execute(SCHEMA + fill(0, 0));
			meddle(pair.source, random, 's', 0);
			for (SyncMode mode : SyncMode.values()) {
				pair.target.execute(SCHEMA + fill(shift, shift * 1000));
				meddle(pair.target, random, 't', shift * 1000);
				check(pair, mode);
			}
		}
	}

	/** Users go by turn in the target: the second one there is another one. */
	private static String fill(int shift, int further) {
		return """
				;
				INSERT INTO users SELECT 1 + (n - 1 + %1$d) %% 3, 'u' || n, 'n' FROM generate_series(1, 3) n;
				INSERT INTO note SELECT n * 300 + m + %2$d, u.id, 't' || m, 'b' FROM generate_series(1, 3) n, generate_series(1, 200) m, users u
					WHERE email = 'u' || n;
				INSERT INTO tag SELECT row_number() OVER (ORDER BY note.id, k), note.id, 'k' || k, 1 FROM note, generate_series(1, 2) k;
				SELECT setval('users_id_seq', 100), setval('note_id_seq', 5000), setval('tag_id_seq', 5000)"""
			.formatted(shift, further);
	}

	private static void meddle(TestDatabase database, Random random, char mark, int further) {
		for (int i = 0; i < 6; i++) {
			int note = 300 + random.nextInt(900) + further;
			int other = 300 + random.nextInt(900) + further;
			database.execute(
					"""
							UPDATE note SET body = '%1$s' WHERE id = %2$d;
							DELETE FROM note WHERE id = %3$d;
							UPDATE tag SET v = %4$d WHERE note_id = %5$d;
							DELETE FROM tag WHERE id = %6$d;
							INSERT INTO note (user_id, title, body) SELECT id, 'new %1$s' || %7$d || id, '' FROM users WHERE random() < 2;
							INSERT INTO tag (note_id, name) SELECT id, '%1$s' || %7$d FROM note WHERE id %% 97 = %8$d"""
						.formatted(mark, note, other, random.nextInt(5), note + 1, random.nextInt(1200), i,
								random.nextInt(97)));
		}
		if (random.nextInt(3) == 0) {
			database.execute("UPDATE users SET name = '%s' WHERE email IN ('u1', 'u2')".formatted(mark));
		}
	}

	private static void check(SyncPair pair, SyncMode mode) {
		Map<String, String> expected = new TreeMap<>();
		Map<String, String> others = new TreeMap<>();
		Map<String, Map<String, String>> after = new TreeMap<>();
		Map<String, String> compared = new TreeMap<>();
		MEANING.forEach((table, query) -> {
			Map<String, String> theirs = byKey(pair.sourceRows(query.formatted("=")));
			Map<String, String> ours = byKey(pair.targetRows(query.formatted("=")));
			long inserted = theirs.keySet().stream().filter((key) -> !ours.containsKey(key)).count();
			long deleted = ours.keySet().stream().filter((key) -> !theirs.containsKey(key)).count();
			long unchanged = theirs.entrySet()
				.stream()
				.filter((row) -> row.getValue().equals(ours.get(row.getKey())))
				.count();
			long updated = theirs.size() - inserted - unchanged;
			compared.put(table, "%d+ %d~ %d= %d- 0s 0f".formatted(inserted, updated, unchanged, deleted));
			expected.put(table, "%d+ %d~ %d= %d- %ds 0f".formatted(inserted, (mode == SyncMode.SKIP) ? 0 : updated,
					unchanged, (mode == SyncMode.MIRROR) ? deleted : 0, (mode == SyncMode.SKIP) ? updated : 0));
			Map<String, String> rows = new TreeMap<>(
					(mode == SyncMode.SKIP) ? theirs : (mode == SyncMode.MIRROR) ? Map.of() : ours);
			rows.putAll((mode == SyncMode.SKIP) ? ours : theirs);
			after.put(table, rows);
			others.put(table, pair.targetRows(query.formatted("<>")));
		});
		SyncRequest request = SyncPair.apply(mode).withUserId("2");
		SyncResult comparison = pair.compare(request);
		SyncResult preview = pair.sync(request.withPreview(true));
		SyncResult result = pair.sync(request);
		assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.COMMITTED);
		expected.forEach((table, numbers) -> {
			assertThat(SyncPair.numbers(comparison, table)).as("compared %s %s", mode, table)
				.isEqualTo(compared.get(table));
			assertThat(SyncPair.numbers(preview, table)).as("previewed %s %s", mode, table).isEqualTo(numbers);
			assertThat(SyncPair.numbers(result, table)).as("done %s %s", mode, table).isEqualTo(numbers);
			assertThat(byKey(pair.targetRows(MEANING.get(table).formatted("=")))).isEqualTo(after.get(table));
			assertThat(pair.targetRows(MEANING.get(table).formatted("<>"))).isEqualTo(others.get(table));
		});
		assertThat(pair.sync(request).hasChanges()).isFalse();
	}

	private static Map<String, String> byKey(String rows) {
		Map<String, String> found = new TreeMap<>();
		Arrays.stream(rows.split("\n"))
			.filter((row) -> !row.isEmpty())
			.forEach((row) -> found.put(row.split("\t")[0], row));
		return found;
	}

}
