package io.github.dbadapter.sync;

import java.util.List;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.InvalidBackupException;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that are without a value, repeated, moved or hostile.
 */
class SyncKeysTests {

	private static final BackupSchema DECLARED = BackupSchema
		.parse("{\"tables\": [{\"name\": \"item\", \"slug_field\": \"slug\", \"user_field\": null}]}");

	private final SyncPair pair = new SyncPair();

	@AfterEach
	void drop() {
		this.pair.close();
	}

	private SyncResult declared(SyncMode mode) {
		return this.pair.sync(SyncPair.apply(mode).withSchema(DECLARED));
	}

	@Test
	void aRowWithoutANaturalKeyNeverTakesTheOneOfAStranger() {
		this.pair.both("CREATE TABLE item (id serial PRIMARY KEY, slug text UNIQUE, name text)");
		this.pair.source.execute("INSERT INTO item (slug, name) VALUES (NULL, 'ours'), ('c', 'C')");
		this.pair.target.execute("INSERT INTO item (slug, name) VALUES ('x', 'stranger'), ('c', 'old')");
		assertThat(SyncPair.numbers(declared(SyncMode.OVERWRITE), "item")).isEqualTo("1+ 1~ 0= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT * FROM item ORDER BY id"))
			.isEqualTo("1\tx\tstranger\n2\tc\tC\n3\t\\N\tours\n");
		assertThat(declared(SyncMode.OVERWRITE).hasChanges()).isFalse();
	}

	@Test
	void repeatedNaturalKeysThatNothingForbidsComeOverOneToOne() {
		this.pair.both("CREATE TABLE item (id serial PRIMARY KEY, slug text, name text)");
		this.pair.source
			.execute("INSERT INTO item (slug, name) VALUES ('x', 'X1'), ('x', 'X2'), ('y', 'Y1'), ('y', 'Y2')");
		this.pair.target.execute("INSERT INTO item (slug, name) VALUES ('x', 'X'), ('x', 'XX'), ('q', 'Q')");
		assertThat(SyncPair.numbers(declared(SyncMode.OVERWRITE), "item")).isEqualTo("2+ 2~ 0= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT slug, name FROM item ORDER BY name"))
			.isEqualTo("q\tQ\nx\tX1\nx\tX2\ny\tY1\ny\tY2\n");
		assertThat(declared(SyncMode.OVERWRITE).hasChanges()).isFalse();
		assertThat(SyncPair.numbers(declared(SyncMode.MIRROR), "item")).isEqualTo("0+ 0~ 4= 1- 0s 0f");
	}

	@Test
	void aRepeatedKeyThatTheTargetForbidsIsReportedAndTheEqualRowStays() {
		this.pair.source.execute("CREATE TABLE item (id serial PRIMARY KEY, slug text NOT NULL, v int); "
				+ "INSERT INTO item (slug, v) VALUES ('x', 1), ('x', 2), ('y', 3)");
		this.pair.target.execute("CREATE TABLE item (id serial PRIMARY KEY, slug text NOT NULL UNIQUE, v int); "
				+ "INSERT INTO item (slug, v) VALUES ('x', 1), ('y', 3)");
		SyncResult result = declared(SyncMode.OVERWRITE);
		assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
		assertThat(SyncPair.table(result, "item").failureDetails()).extracting(FailureDetail::oldPk)
			.containsExactly("2");
		assertThat(this.pair.targetRows("SELECT * FROM item ORDER BY id")).isEqualTo("1\tx\t1\n2\ty\t3\n");
	}

	/** Of two equal rows the target has one, as it is in the source and under its key. */
	@Test
	void anEqualRowIsNotTakenForAnother() {
		this.pair.both("CREATE TABLE note (id serial PRIMARY KEY, user_id int, body text)");
		this.pair.source.execute("INSERT INTO note VALUES (1, 1, 'a'), (7, 1, 'c'), (3, 1, 'c')");
		this.pair.target
			.execute("INSERT INTO note VALUES (1, 1, 'a'), (7, 1, 'c'), (3, 2, 'z'); SELECT setval('note_id_seq', 20)");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.OVERWRITE), "note")).isEqualTo("1+ 0~ 2= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT user_id, body FROM note ORDER BY 1, 2"))
			.isEqualTo("1\ta\n1\tc\n1\tc\n2\tz\n");
		assertThat(this.pair.sync(SyncMode.OVERWRITE).hasChanges()).isFalse();
	}

	@Test
	void aValueThatARowGivesUpIsFreeForANewOne() {
		this.pair.both("CREATE TABLE t (code text PRIMARY KEY, place int UNIQUE)");
		this.pair.source.execute("INSERT INTO t VALUES ('a', 2), ('b', 1)");
		this.pair.target.execute("INSERT INTO t VALUES ('a', 1)");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.OVERWRITE), "t")).isEqualTo("1+ 1~ 0= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT * FROM t ORDER BY 1")).isEqualTo("a\t2\nb\t1\n");
	}

	@Test
	void valuesThatRowsExchangeArriveWhateverTheirType() {
		String table = """
				CREATE TABLE t (code text NOT NULL CONSTRAINT a UNIQUE, place int NOT NULL UNIQUE CHECK (place > 0), mail text NOT NULL UNIQUE,
					free text UNIQUE, token uuid NOT NULL UNIQUE, day date NOT NULL UNIQUE, at timestamptz NOT NULL UNIQUE,
					part varchar(2) NOT NULL, lot int NOT NULL, UNIQUE (lot, part))""";
		this.pair.both(table);
		String row = "('%s', %d, 'm%2$d', 'f%2$d', '00000000-0000-0000-0000-00000000000%2$d', '2026-01-0%2$d', '2026-01-0%2$d', 'p%2$d', %d)";
		this.pair.source.execute("INSERT INTO t VALUES %s, %s, %s, %s".formatted(row.formatted("a", 2, 1),
				row.formatted("b", 3, 1), row.formatted("c", 1, 1), row.formatted("d", 4, 1)));
		this.pair.target.execute("INSERT INTO t VALUES %s, %s, %s".formatted(row.formatted("a", 1, 1),
				row.formatted("b", 2, 1), row.formatted("c", 4, 1)));
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.OVERWRITE), "t")).isEqualTo("1+ 3~ 0= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT * FROM t ORDER BY 1"))
			.isEqualTo(this.pair.sourceRows("SELECT * FROM t ORDER BY 1"));
	}

	@Test
	void placesInATreeAreExchanged() {
		this.pair
			.both("""
					CREATE TABLE node (id serial PRIMARY KEY, code text NOT NULL CONSTRAINT a UNIQUE, parent_id int REFERENCES node,
						place int NOT NULL, CONSTRAINT b UNIQUE (parent_id, place))""");
		this.pair.source.execute(
				"INSERT INTO node (code, parent_id, place) VALUES ('r', NULL, 1), ('a', 1, 2), ('b', 1, 1), ('c', 1, 3), ('d', 2, 1)");
		this.pair.target.execute(
				"INSERT INTO node (code, parent_id, place) VALUES ('r', NULL, 1), ('a', 1, 1), ('b', 1, 2), ('c', 2, 1)");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.OVERWRITE), "node")).isEqualTo("1+ 3~ 1= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT * FROM node ORDER BY id"))
			.isEqualTo(this.pair.sourceRows("SELECT * FROM node ORDER BY id"));
	}

	@Test
	void aValueThatAnotherRowKeepsIsStillRejectedAndNothingIsSetAside() {
		this.pair.both(
				"CREATE TABLE node (code text NOT NULL CONSTRAINT a UNIQUE, up text REFERENCES node (code), place int NOT NULL UNIQUE)");
		this.pair.source.execute("INSERT INTO node VALUES ('a', NULL, 2), ('b', 'a', 1), ('c', 'b', 3), ('d', 'c', 4)");
		this.pair.target.execute("INSERT INTO node VALUES ('a', NULL, 1), ('b', 'a', 2), ('x', NULL, 3)");
		SyncResult result = this.pair.sync(SyncMode.OVERWRITE);
		assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
		assertThat(SyncPair.table(result, "node").failureDetails()).extracting(FailureDetail::oldPk).contains("c");
		assertThat(this.pair.targetRows("SELECT * FROM node ORDER BY 1")).isEqualTo("a\t\\N\t1\nb\ta\t2\nx\t\\N\t3\n");
	}

	@Test
	void aMirrorDeletesRowsWhateverTheirColumnsAreCalled() {
		this.pair
			.both("""
					CREATE TABLE "d" ("row" int PRIMARY KEY, "place" int, "deleted" int, "t@.x" text UNIQUE, db_adapter_row int);
					CREATE TABLE "c" (id int PRIMARY KEY, "d.t" text REFERENCES "d" ("t@.x"), "%I" int REFERENCES "d")""");
		this.pair.source.execute("INSERT INTO d VALUES (1, 1, 1, 'one', 1)");
		this.pair.target
			.execute("INSERT INTO d VALUES (1, 1, 1, 'one', 1), (2, 2, 2, 'two', 2), (3, 3, 3, 'three', 3); "
					+ "INSERT INTO c VALUES (1, 'two', 3), (2, 'one', 1)");
		SyncResult result = this.pair.sync(SyncMode.MIRROR);
		assertThat(SyncPair.numbers(result, "d")).isEqualTo("0+ 0~ 1= 2- 0s 0f");
		assertThat(SyncPair.numbers(result, "c")).isEqualTo("0+ 0~ 0= 2- 0s 0f");
		assertThat(this.pair.target.count("d")).isOne();
	}

	@Test
	void triggersOnDeleteAreTold() {
		this.pair.both("CREATE TABLE t (id int PRIMARY KEY)");
		this.pair.target.execute("""
				INSERT INTO t VALUES (1);
				CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN OLD; END';
				CREATE TRIGGER act BEFORE DELETE ON t FOR EACH ROW EXECUTE FUNCTION act();
				CREATE TRIGGER unused BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION act()""");
		assertThat(this.pair.sync(SyncPair.apply(SyncMode.MIRROR).withPreview(true)).triggers())
			.containsExactly("act on t");
	}

	@Test
	void aComparisonThatFailsIsNotCalledASync() {
		this.pair.source.execute("CREATE TABLE here (id int PRIMARY KEY)");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.pair.compare(SyncRequest.defaults()))
			.withMessageStartingWith("Could not compare: the target has no table 'here'");
		this.pair.profile("target", this.pair.source.url().replace("localhost", "127.0.0.1"), false);
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> this.pair.compare(SyncRequest.defaults()))
			.withMessageStartingWith("Could not compare: source and target are one and the same database");
	}

	@Test
	void aKeyThatTheSourceHasTwiceIsRefusedAlsoWhenOneOfItsRowsIsEqual() {
		this.pair.source.execute("CREATE TABLE d (id int NOT NULL, v text); INSERT INTO d VALUES (1, 'a'), (1, 'b')");
		this.pair.source.execute("INSERT INTO d SELECT n, 'x' FROM generate_series(2, 100) n");
		this.pair.target.execute("CREATE TABLE d (id int PRIMARY KEY, v text); INSERT INTO d VALUES (1, 'a')");
		this.pair.target.execute("INSERT INTO d SELECT n, 'x' FROM generate_series(2, 100) n");
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> this.pair.sync(SyncMode.OVERWRITE))
			.withMessageContaining("the same key 1");
		assertThat(this.pair.target.count("d WHERE id = 1 AND v = 'a'")).isOne();
	}

	@Test
	void tablesAreNamedWithQuotesOrWithout() {
		this.pair.both(
				"CREATE SCHEMA \"o dd\"; CREATE TABLE \"o dd\".\"t.b\" (id int PRIMARY KEY); CREATE TABLE t (id int)");
		this.pair.source.execute("INSERT INTO \"o dd\".\"t.b\" VALUES (1); INSERT INTO t VALUES (1)");
		SyncRequest request = SyncRequest.defaults();
		for (String name : List.of("o dd.\"t.b\"", "\"o dd\".\"t.b\"")) {
			assertThat(this.pair.compare(request.withTables(List.of(name))).tables()).hasSize(1);
		}
		assertThat(this.pair.compare(request.withTables(List.of("\"t\"", "public.t"))).tables()).hasSize(1);
	}

	@Test
	void sumsThatTravelAreCounted() {
		this.pair.both("CREATE TABLE t (id int PRIMARY KEY); INSERT INTO t VALUES (1)");
		assertThat(this.pair.compare(SyncRequest.defaults()).bytes()).isBetween(10L, 100L);
	}

	@Test
	void aFirstCopyTellsTheKeysOfItsRows() {
		this.pair.both("CREATE TABLE t (a int, b text, PRIMARY KEY (b, a)); CREATE TABLE keyless (v int)");
		this.pair.source.execute("INSERT INTO t VALUES (2, 'x'), (1, 'x'), (1, 'y'); INSERT INTO keyless VALUES (1)");
		SyncResult result = this.pair.sync(SyncPair.apply(SyncMode.SKIP).withShow(2));
		assertThat(SyncPair.table(result, "t").examples()).extracting(SyncResult.Difference::key)
			.containsExactly("b=x, a=1", "b=x, a=2");
		assertThat(SyncPair.table(result, "keyless").examples()).singleElement()
			.satisfies((example) -> assertThat(example.key()).isNull());
	}

	/** Where a backslash escapes, a name that ends with one would open its quotes. */
	@Test
	void namesWithBackslashesAreNamesWhateverStringsAre() {
		String table = "\"a\\\".\"b\\\"";
		this.pair.both("DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET standard_conforming_strings = off', "
				+ "current_database()); END $$; CREATE SCHEMA \"a\\\"; CREATE TABLE " + table
				+ " (id serial PRIMARY KEY, slug text UNIQUE, name text)");
		this.pair.source.execute("INSERT INTO " + table + " (slug, name) VALUES ('x', 'theirs'), ('y', 'new')");
		this.pair.target.execute("INSERT INTO " + table + " (slug, name) VALUES ('z', 'ours'), ('x', 'old')");
		BackupSchema schema = BackupSchema
			.parse("{\"tables\": [{\"name\": \"a\\\\.b\\\\\", \"slug_field\": \"slug\", \"user_field\": null}]}");
		SyncResult result = this.pair.sync(SyncPair.apply(SyncMode.OVERWRITE).withSchema(schema));
		assertThat(SyncPair.numbers(result, "a\\.b\\")).isEqualTo("1+ 1~ 0= 0- 0s 0f");
		assertThat(this.pair.targetRows("SELECT slug, name FROM " + table + " ORDER BY slug"))
			.isEqualTo("x\ttheirs\ny\tnew\nz\tours\n");
	}

}
