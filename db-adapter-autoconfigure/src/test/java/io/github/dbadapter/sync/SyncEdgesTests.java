package io.github.dbadapter.sync;

import java.util.List;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.InvalidBackupException;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.TableDef;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys that nothing keeps unique, or that are unique on one side only, and roles that may
 * do little.
 */
class SyncEdgesTests {

	private final SyncPair pair = new SyncPair();

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@Test
	void keysThatTheTargetCallsEqualAreOneRow() {
		this.pair.source.execute("CREATE TABLE d (id text PRIMARY KEY, v text)");
		this.pair.target.execute("""
				CREATE COLLATION blind (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
				CREATE TABLE d (id text COLLATE blind PRIMARY KEY, v text)""");
		this.pair.both("INSERT INTO d SELECT 'k' || n, 'x' FROM generate_series(1, 300) n");
		this.pair.source.execute("INSERT INTO d VALUES ('abc', 'a'), ('ABC', 'a')");
		this.pair.target.execute("INSERT INTO d VALUES ('abc', 'a')");
		assertThat(SyncPair.numbers(this.pair.compare(SyncRequest.defaults()), "d")).isEqualTo("0+ 0~ 301= 0- 1s 0f");
		SyncResult result = this.pair.sync(SyncMode.MIRROR);
		assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
		assertThat(SyncPair.table(result, "d").failureDetails()).singleElement()
			.satisfies((failure) -> assertThat(failure.error()).contains("another row has the same key"));
		this.pair.target.execute("UPDATE d SET v = 'b' WHERE id = 'abc'");
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> this.pair.sync(SyncMode.MIRROR))
			.withMessageContaining("the same key");
	}

	private static BackupSchema declared() {
		return new BackupSchema(List.of(new TableDef("d")));
	}

	@Test
	void rowsThatRepeatADeclaredKeyDoNotHideEachOther() {
		this.pair.both("CREATE TABLE d (id int NOT NULL, v text)");
		this.pair.both("INSERT INTO d SELECT n, 'x' FROM generate_series(2, 300) n");
		this.pair.source.execute("INSERT INTO d VALUES (1, 'a'), (1, 'a')");
		this.pair.target.execute("INSERT INTO d VALUES (1, 'b'), (1, 'b')");
		assertThatExceptionOfType(InvalidBackupException.class)
			.isThrownBy(() -> this.pair.sync(SyncPair.apply(SyncMode.MIRROR).withSchema(declared())))
			.withMessageContaining("the same key 1");
	}

	@Test
	void aDeclaredKeyThatTheTargetRepeatsIsRefused() {
		this.pair.source.execute("CREATE TABLE d (id int PRIMARY KEY, v text)");
		this.pair.target.execute("CREATE TABLE d (id int NOT NULL, v text)");
		this.pair.both("INSERT INTO d SELECT n, 'x' FROM generate_series(2, 300) n");
		this.pair.source.execute("INSERT INTO d VALUES (1, 'a')");
		this.pair.target.execute("INSERT INTO d VALUES (1, 'a'), (1, 'b')");
		SyncRequest request = SyncPair.apply(SyncMode.MIRROR).withSchema(declared());
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.pair.compare(request))
			.withMessageContaining("several with the key 1");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.pair.sync(request))
			.withMessageContaining("several with the key 1");
		assertThat(this.pair.target.count("d WHERE id = 1")).isEqualTo(2);
	}

	@Test
	void rowsOfARepeatedKeyThatTheSourceLacksAreCounted() {
		this.pair.both("CREATE TABLE d (id int NOT NULL, v text)");
		this.pair.both("INSERT INTO d SELECT n, 'x' FROM generate_series(2, 300) n");
		this.pair.target.execute("INSERT INTO d VALUES (1, 'a'), (1, 'a'), (1, 'b')");
		SyncRequest request = SyncPair.apply(SyncMode.MIRROR).withSchema(declared());
		assertThat(SyncPair.numbers(this.pair.compare(request), "d")).isEqualTo("0+ 0~ 299= 3- 0s 0f");
		assertThat(SyncPair.numbers(this.pair.sync(request), "d")).isEqualTo("0+ 0~ 299= 3- 0s 0f");
		assertThat(this.pair.target.count("d WHERE id = 1")).isZero();
	}

	@Test
	void anOwnerWithoutCreateOnTheSchemaCopiesTheLongWay() {
		String role = this.pair.target.createRole("keeper", "LOGIN PASSWORD 'k'");
		this.pair.both("""
				CREATE TABLE parent (id int PRIMARY KEY, code text NOT NULL UNIQUE);
				CREATE TABLE child (id int PRIMARY KEY, parent_id int NOT NULL REFERENCES parent)""");
		this.pair.target.execute("REVOKE CREATE ON SCHEMA public FROM public; ALTER TABLE parent OWNER TO " + role
				+ "; ALTER TABLE child OWNER TO " + role);
		this.pair.source.execute("INSERT INTO parent VALUES (1, 'a'); INSERT INTO child VALUES (1, 1)");
		this.pair.profile("target", this.pair.target.url().replaceFirst("//[^@]*@", "//" + role + ":k@"), false);
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("child")).isOne();
	}

	@Test
	void aForeignKeyThatIsNotValidStillRefusesRows() {
		this.pair
			.both("CREATE TABLE parent (id int PRIMARY KEY); CREATE TABLE child (id int PRIMARY KEY, parent_id int)");
		this.pair.source.execute("INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1), (2, 99)");
		this.pair.both("ALTER TABLE child ADD CONSTRAINT ref FOREIGN KEY (parent_id) REFERENCES parent NOT VALID");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.SKIP), "child")).isEqualTo("2+ 0~ 0= 0- 0s 0f");
		assertThat(this.pair.target.count("child WHERE parent_id = 99")).isZero();
	}

	@Test
	void foreignKeysThatAreSwitchedOffStaySo() {
		this.pair.both("""
				CREATE TABLE parent (id int PRIMARY KEY);
				CREATE TABLE child (id int PRIMARY KEY, parent_id int REFERENCES parent);
				ALTER TABLE child DISABLE TRIGGER ALL""");
		this.pair.source.execute("INSERT INTO parent VALUES (1); INSERT INTO child VALUES (1, 1)");
		assertThat(this.pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("pg_trigger WHERE tgrelid = 'child'::regclass AND tgenabled = 'D'"))
			.isEqualTo(2);
	}

	@Test
	void notANumberIsNotNull() {
		this.pair.both("CREATE TABLE d (id int PRIMARY KEY, v numeric(9,2), w numeric(9,2))");
		this.pair.both("INSERT INTO d SELECT n, n FROM generate_series(3, 300) n");
		this.pair.source.execute("INSERT INTO d VALUES (1, 'NaN', NULL), (2, NULL, 0)");
		this.pair.target.execute("INSERT INTO d VALUES (1, NULL, NULL), (2, NULL, 'NaN')");
		assertThat(SyncPair.numbers(this.pair.compare(SyncRequest.defaults()), "d")).isEqualTo("0+ 2~ 298= 0- 0s 0f");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "d")).isEqualTo("0+ 2~ 298= 0- 0s 0f");
		String rows = "SELECT * FROM d ORDER BY id";
		assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
	}

	@Test
	void domainsThatOnlyOneSideKnows() {
		this.pair.source.execute("""
				CREATE DOMAIN number AS bigint; CREATE DOMAIN amount AS numeric(9,2);
				CREATE TABLE d (id number PRIMARY KEY, v amount, w text)""");
		this.pair.target.execute(
				"""
						CREATE DOMAIN name_or_not AS varchar(20) CHECK (value <> ''); CREATE DOMAIN given AS name_or_not NOT NULL;
						CREATE TABLE d (id bigint PRIMARY KEY, v numeric(9,2), w given)""");
		this.pair.both("INSERT INTO d SELECT n, n, 'x' || n FROM generate_series(3, 300) n");
		this.pair.source.execute("INSERT INTO d VALUES (1, 1.50, 'a'); UPDATE d SET w = 'y' WHERE id = 7");
		assertThat(SyncPair.numbers(this.pair.compare(SyncRequest.defaults()), "d")).isEqualTo("1+ 1~ 297= 0- 0s 0f");
		assertThat(SyncPair.numbers(this.pair.sync(SyncMode.MIRROR), "d")).isEqualTo("1+ 1~ 297= 0- 0s 0f");
		String rows = "SELECT * FROM d ORDER BY id";
		assertThat(this.pair.targetRows(rows)).isEqualTo(this.pair.sourceRows(rows));
	}

	@Test
	void aKeyOfWhichAPartitionKnowsNothingIsNotUnique() {
		this.pair.source.execute("CREATE TABLE d (id int PRIMARY KEY, v text)");
		this.pair.target.execute("""
				CREATE TABLE d (id int NOT NULL, v text) PARTITION BY RANGE (id);
				CREATE TABLE d_1 PARTITION OF d DEFAULT;
				ALTER TABLE ONLY d ADD PRIMARY KEY (id)""");
		this.pair.both("INSERT INTO d SELECT n, 'x' FROM generate_series(2, 300) n");
		this.pair.source.execute("INSERT INTO d VALUES (1, 'a')");
		this.pair.target.execute("INSERT INTO d VALUES (1, 'b'), (1, 'b')");
		assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> this.pair.sync(SyncMode.MIRROR))
			.withMessageContaining("several with the key 1");
	}

	@Test
	void deferrableKeysAreFollowed() {
		this.pair
			.both("""
					CREATE TABLE parent (id int PRIMARY KEY DEFERRABLE INITIALLY DEFERRED, code int NOT NULL UNIQUE DEFERRABLE);
					CREATE TABLE d (id int PRIMARY KEY DEFERRABLE, parent_id int NOT NULL, v text);
					INSERT INTO parent SELECT n, n FROM generate_series(1, 300) n;
					INSERT INTO d SELECT n, n, 'x' FROM generate_series(1, 300) n; ANALYZE""");
		this.pair.source.execute(
				"UPDATE d SET v = 'y' WHERE id = 7; DELETE FROM d WHERE id = 8; UPDATE parent SET code = 301 - code");
		this.pair.target.execute("DELETE FROM d WHERE id = 9");
		SyncResult result = this.pair.sync(SyncPair.apply(SyncMode.MIRROR));
		assertThat(SyncPair.numbers(result, "d")).isEqualTo("1+ 1~ 297= 1- 0s 0f");
		assertThat(this.pair.compare(SyncRequest.defaults()).hasChanges()).isFalse();
	}

}
