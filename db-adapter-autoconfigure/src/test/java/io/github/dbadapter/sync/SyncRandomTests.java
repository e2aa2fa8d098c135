package io.github.dbadapter.sync;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.sync.SyncResult.TableSync;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two databases with random rows become equal, and the numbers are what was done.
 */
class SyncRandomTests {

	private static final String SCHEMA = """
			DROP TABLE IF EXISTS person, item, place, tree, line, extra;
			CREATE TABLE person (id serial PRIMARY KEY, code text NOT NULL UNIQUE, note text);
			CREATE TABLE item (id serial PRIMARY KEY, person_id int NOT NULL REFERENCES person, name text NOT NULL,
				other_id int REFERENCES person, UNIQUE (person_id, name));
			CREATE TABLE place (person_id int PRIMARY KEY REFERENCES person, note text);
			CREATE TABLE tree (id serial PRIMARY KEY, parent_id int REFERENCES tree, code text NOT NULL CONSTRAINT a UNIQUE,
				place int NOT NULL, CONSTRAINT b UNIQUE (parent_id, place));
			CREATE TABLE line (person_id int REFERENCES person, note text);
			CREATE TABLE extra (id serial PRIMARY KEY, item_id int REFERENCES item, note text)""";

	private static final List<String> CONTENT = List.of("SELECT code, note FROM person ORDER BY 1",
			"SELECT p.code, i.name, o.code FROM item i JOIN person p ON p.id = person_id LEFT JOIN person o ON o.id = other_id ORDER BY 1, 2",
			"SELECT p.code, l.note FROM place l JOIN person p ON p.id = person_id ORDER BY 1",
			"SELECT t.code, u.code, t.place FROM tree t LEFT JOIN tree u ON u.id = t.parent_id ORDER BY 1",
			"SELECT p.code, l.note FROM line l LEFT JOIN person p ON p.id = person_id ORDER BY 1, 2",
			"SELECT i.name, p.code, e.note FROM extra e LEFT JOIN item i ON i.id = item_id LEFT JOIN person p ON p.id = i.person_id ORDER BY 1, 2, 3");

	private final SyncPair pair = new SyncPair();

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void aMirrorMakesBothEqual(long seed) {
		Random random = new Random(seed);
		for (int round = 0; round < 3; round++) {
			this.pair.both(SCHEMA);
			fill(this.pair.source, random);
			fill(this.pair.target, random);
			long before = rows();
			SyncResult result = this.pair.sync(SyncMode.MIRROR);
			assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.COMMITTED);
			CONTENT.forEach((query) -> assertThat(this.pair.targetRows(query)).isEqualTo(this.pair.sourceRows(query)));
			long written = result.tables().stream().mapToLong((table) -> table.inserted() - table.deleted()).sum();
			assertThat(rows() - before).isEqualTo(written);
			for (TableSync table : result.tables()) {
				assertThat(table.inserted() + table.updated() + table.unchanged()).isEqualTo(table.sourceRows())
					.isEqualTo(this.pair.target.count(table.table()));
			}
			assertThat(this.pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
			assertThat(this.pair.compare(SyncRequest.defaults()).hasChanges()).isFalse();
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6 })
	void fewDifferencesAmongManyRowsAreCountedExactly(long seed) {
		Random random = new Random(seed);
		this.pair.both("""
				CREATE TABLE person (id int PRIMARY KEY, code text NOT NULL UNIQUE, note text);
				CREATE TABLE item (id int PRIMARY KEY, person_id int NOT NULL REFERENCES person, name text);
				INSERT INTO person SELECT n, 'c' || n, n % 7 FROM generate_series(1, 400) n;
				INSERT INTO item SELECT n, 1 + n % 50, n % 5 FROM generate_series(1, 600) n""");
		meddle(this.pair.source, "s", random);
		meddle(this.pair.target, "t", random);
		String[] expected = { truth("person"), truth("item") };
		SyncResult compared = this.pair.compare(SyncRequest.defaults());
		SyncResult mirrored = this.pair.sync(SyncMode.MIRROR);
		for (SyncResult result : List.of(compared, mirrored)) {
			assertThat(SyncPair.numbers(result, "person")).isEqualTo(expected[0]);
			assertThat(SyncPair.numbers(result, "item")).isEqualTo(expected[1]);
		}
		for (String table : List.of("person", "item")) {
			String rows = "SELECT * FROM %s ORDER BY id".formatted(table);
			assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
		}
	}

	private static void meddle(TestDatabase database, String mark, Random random) {
		int id = 1000 + random.nextInt(100) + (mark.equals("s") ? 0 : 200);
		database.execute("""
				UPDATE item SET name = '%1$s', person_id = %2$d WHERE id %% 100 = %3$d;
				UPDATE item SET name = '%1$s' WHERE id = %4$d;
				DELETE FROM item WHERE id BETWEEN %5$d AND %5$d + 3;
				UPDATE person SET note = '%1$s' WHERE id = %6$d;
				DELETE FROM person WHERE id = %7$d;
				INSERT INTO person VALUES (%8$d, 'new %1$s', '');
				INSERT INTO item VALUES (%8$d, %8$d, ''), (%8$d + 1, 1, '')""".formatted(mark, 1 + random.nextInt(50),
				random.nextInt(100), 1 + random.nextInt(500), 500 + random.nextInt(90), 1 + random.nextInt(60),
				60 + random.nextInt(300), id));
	}

	/** What a full join by key says. */
	private String truth(String table) {
		List<String> source = List
			.of(this.pair.sourceRows("SELECT * FROM %s ORDER BY id".formatted(table)).split("\n"));
		List<String> target = List
			.of(this.pair.targetRows("SELECT * FROM %s ORDER BY id".formatted(table)).split("\n"));
		List<String> sourceKeys = source.stream().map(SyncRandomTests::key).toList();
		List<String> targetKeys = target.stream().map(SyncRandomTests::key).toList();
		long inserted = sourceKeys.stream().filter((key) -> !targetKeys.contains(key)).count();
		long unchanged = source.stream().filter(target::contains).count();
		long deleted = targetKeys.stream().filter((key) -> !sourceKeys.contains(key)).count();
		return "%d+ %d~ %d= %d- 0s 0f".formatted(inserted, source.size() - inserted - unchanged, unchanged, deleted);
	}

	private static String key(String row) {
		return row.substring(0, row.indexOf('\t'));
	}

	private long rows() {
		return List.of("person", "item", "place", "tree", "line", "extra")
			.stream()
			.mapToLong(this.pair.target::count)
			.sum();
	}

	private static void fill(TestDatabase database, Random random) {
		StringBuilder sql = new StringBuilder();
		List<Integer> people = some(random);
		List<Integer> codes = some(random);
		int number = Math.min(people.size(), codes.size());
		people = people.subList(0, number);
		for (int i = 0; i < number; i++) {
			sql.append("INSERT INTO person VALUES (%d, 'c%d', '%d');".formatted(people.get(i), codes.get(i),
					random.nextInt(3)));
			if (random.nextBoolean()) {
				sql.append("INSERT INTO place VALUES (%d, '%d');".formatted(people.get(i), random.nextInt(3)));
			}
		}
		List<Integer> items = (number > 0) ? some(random) : List.of();
		for (int item : items) {
			sql.append("INSERT INTO item VALUES (%d, %s, 'n%d', %s) ON CONFLICT DO NOTHING;".formatted(item,
					one(people, random), item % 4, random.nextBoolean() ? one(people, random) : "NULL"));
		}
		List<Integer> trees = some(random);
		List<Integer> names = some(random);
		for (int i = 0; i < Math.min(trees.size(), names.size()); i++) {
			sql.append("INSERT INTO tree VALUES (%d, %s, 'c%d', %d) ON CONFLICT DO NOTHING;".formatted(trees.get(i),
					(i > 0) ? "(SELECT max(id) FROM tree WHERE id < %d)".formatted(random.nextInt(14)) : "NULL",
					names.get(i), random.nextInt(6)));
		}
		for (int i = random.nextInt(6); i > 0; i--) {
			sql.append("INSERT INTO line VALUES (%s, '%d');"
				.formatted((number > 0 && random.nextBoolean()) ? one(people, random) : "NULL", random.nextInt(2)));
		}
		for (int id : some(random)) {
			sql.append("INSERT INTO extra VALUES (%d, (SELECT max(id) FROM item WHERE id < %d), '%d');".formatted(id,
					random.nextInt(14), random.nextInt(3)));
		}
		for (String table : List.of("person", "item", "tree", "extra")) {
			sql.append("SELECT setval('%s_id_seq', 30);".formatted(table));
		}
		database.execute(sql.toString());
	}

	private static List<Integer> some(Random random) {
		List<Integer> numbers = new ArrayList<>(IntStream.range(1, 14).boxed().toList());
		Collections.shuffle(numbers, random);
		return numbers.subList(0, random.nextInt(8));
	}

	private static String one(List<Integer> numbers, Random random) {
		return Integer.toString(numbers.get(random.nextInt(numbers.size())));
	}

}
