package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The numbers of a restore are what the database holds, whatever happens.
 */
class RestoreHonestyTests {

	private static final String SCHEMA = """
			CREATE TABLE parent (id serial PRIMARY KEY, code text NOT NULL UNIQUE, amount int);
			CREATE TABLE child (id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES parent, other_id int REFERENCES parent,
				note text);""";

	private static final String STRICT = """
			ALTER TABLE parent ADD CHECK (amount > 0);
			ALTER TABLE child ADD CONSTRAINT later UNIQUE (note) DEFERRABLE INITIALLY DEFERRED;""";

	private final TestDatabase source = TestDatabase.create();

	private final TestDatabase target = TestDatabase.create();

	private Path file;

	@BeforeEach
	void fill(@TempDir Path folder) {
		this.file = folder.resolve("backup.json");
		this.source.execute(SCHEMA);
		this.source.execute(
				"""
						INSERT INTO parent (code, amount) SELECT 'c' || n, n FROM generate_series(1, 200) n;
						INSERT INTO child (parent_id, other_id, note) SELECT n, n % 200 + 1, 'n' || n FROM generate_series(1, 200) n;
						UPDATE parent SET amount = -1 WHERE id IN (1, 77, 200);
						UPDATE child SET note = 'n5' WHERE id = 6""");
		Backups.backup(this.source, this.file);
		this.target.execute(SCHEMA + STRICT);
	}

	@AfterEach
	void drop() {
		this.source.close();
		this.target.close();
	}

	@Test
	void abortReportsEveryRejectedRowAndChangesNothing() {
		RestoreResult result = Backups.restore(this.target, this.file);
		assertThat(result.outcome()).isEqualTo(Outcome.ROLLED_BACK);
		assertThat(this.target.count("parent")).isZero();
		TableResult parent = Backups.table(result, "parent");
		assertThat(parent.failureDetails()).extracting(FailureDetail::rowIndex, FailureDetail::oldPk)
			.hasSize(3)
			.extracting((tuple) -> tuple.toList().get(1))
			.containsExactlyInAnyOrder("1", "77", "200");
		assertThat(parent.failureDetails())
			.allSatisfy((detail) -> assertThat(detail.error()).contains("parent_amount_check"));
		assertThat(parent.inserted()).isZero();
		assertThat(parent.rolledBack()).isEqualTo(197);
		TableResult child = Backups.table(result, "child");
		assertThat(child.failureDetails()).extracting(FailureDetail::oldPk).containsExactly("6");
		assertThat(child.skipReasons()).containsExactly("3 required parent missing");
		accountsForAll(result);
	}

	@Test
	void continueCommitsTheRestAndCountsWhatIsThere() {
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withOnError(ErrorMode.CONTINUE));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(result.failed()).isEqualTo(4);
		assertThat(Backups.table(result, "parent").inserted()).isEqualTo(this.target.count("parent")).isEqualTo(197);
		assertThat(Backups.table(result, "child").inserted()).isEqualTo(this.target.count("child")).isEqualTo(196);
		assertThat(this.target.count("child WHERE other_id IS NULL")).isEqualTo(2);
		accountsForAll(result);
	}

	@Test
	void valueThatTheTypeRefusesIsReportedWithItsRow() {
		this.target.execute("ALTER TABLE child ALTER note TYPE varchar(3)");
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withOnError(ErrorMode.CONTINUE));
		TableResult child = Backups.table(result, "child");
		assertThat(child.failureDetails()).hasSize(102)
			.filteredOn((detail) -> "150".equals(detail.oldPk()))
			.singleElement()
			.satisfies((detail) -> assertThat(detail.error()).contains("value too long"))
			.satisfies((detail) -> assertThat(detail.rowIndex()).isBetween(148L, 149L));
		assertThat(child.inserted()).isEqualTo(this.target.count("child"));
		accountsForAll(result);
	}

	@ParameterizedTest
	@EnumSource(RestoreMode.class)
	void existingRowsAreLeftUpdatedOrRefused(RestoreMode mode) {
		this.target.execute("""
				INSERT INTO parent (id, code, amount) VALUES (1000, 'c2', 2), (3, 'c4', 40), (4, 'c3', 3);
				SELECT setval('parent_id_seq', 5000)""");
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withMode(mode).withOnError(ErrorMode.CONTINUE));
		TableResult parent = Backups.table(result, "parent");
		accountsForAll(result);
		assertThat(parent.inserted()).isEqualTo(194);
		assertThat(this.target.count("parent")).isEqualTo(197);
		assertThat(this.target.queryForValue("SELECT amount FROM parent WHERE code = 'c4'"))
			.isEqualTo((mode == RestoreMode.OVERWRITE) ? 4 : 40);
		assertThat(parent.updated()).isEqualTo((mode == RestoreMode.OVERWRITE) ? 1 : 0);
		assertThat(parent.skipped()).isEqualTo((mode == RestoreMode.SKIP) ? 1 : 0);
		assertThat(parent.unchanged()).isEqualTo((mode == RestoreMode.FAIL) ? 0 : 2);
		assertThat(parent.failed()).isEqualTo((mode == RestoreMode.FAIL) ? 6 : 3);
		long children = (mode == RestoreMode.FAIL) ? 193 : 196;
		assertThat(this.target.count("child")).isEqualTo(children);
		if (mode != RestoreMode.FAIL) {
			assertThat(this.target.queryForValue("SELECT parent_id FROM child WHERE note = 'n2'")).isEqualTo(1000);
		}
	}

	@Test
	void previewTellsTheNumbersAndLeavesRowsAndSequencesAlone() {
		RestoreRequest request = RestoreRequest.from(this.file).withOnError(ErrorMode.CONTINUE);
		this.target.execute("INSERT INTO parent (code, amount) VALUES ('x', 1)");
		RestoreResult preview = Backups.restore(this.target, request.withPreview(true));
		assertThat(preview.outcome()).isEqualTo(Outcome.PREVIEWED);
		assertThat(this.target.count("parent")).isEqualTo(1);
		assertThat(this.target.queryForValue("SELECT last_value FROM parent_id_seq")).isEqualTo(1L);
		assertThat(Backups.restore(this.target, request).tables()).usingRecursiveComparison()
			.ignoringFields("failureDetails.error")
			.isEqualTo(preview.tables());
		assertThat(this.target
			.queryForValue("SELECT last_value >= max(id) FROM parent, parent_id_seq GROUP BY last_value"))
			.isEqualTo(true);
	}

	@Test
	void triggersAreListedAndCanBeOff() {
		this.target.execute(
				"""
						CREATE FUNCTION veto() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.id % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW; END';
						CREATE TRIGGER veto BEFORE INSERT ON child FOR EACH ROW EXECUTE FUNCTION veto();
						CREATE TRIGGER unused BEFORE DELETE ON child FOR EACH ROW EXECUTE FUNCTION veto()""");
		RestoreRequest request = RestoreRequest.from(this.file).withOnError(ErrorMode.CONTINUE);
		RestoreResult fired = Backups.restore(this.target, request.withPreview(true));
		assertThat(fired.triggers()).containsExactly("veto on child");
		assertThat(Backups.table(fired, "child").skipReasons()).contains("99 suppressed by a trigger or rule");
		RestoreResult off = Backups.restore(this.target, request.withTriggers(false));
		assertThat(off.triggers()).isEmpty();
		assertThat(Backups.table(off, "child").inserted()).isEqualTo(196);
		assertThat(this.target.count("pg_trigger WHERE tgname = 'veto' AND tgenabled = 'O'")).isEqualTo(1);
	}

	@Test
	void rowLevelSecurityIsRefusedInsteadOfFilteringSilently() {
		String role = "limited_" + this.target.name();
		this.target.execute("""
				ALTER TABLE parent ENABLE ROW LEVEL SECURITY;
				CREATE ROLE %1$s LOGIN PASSWORD 'x'; GRANT ALL ON ALL TABLES IN SCHEMA public TO %1$s"""
			.formatted(role));
		try {
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> Backups.restore(this.target.parameters(role, "x"), RestoreRequest.from(this.file)))
				.withMessageContaining("row-level security")
				.withMessageContaining("parent");
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> new BackupService(new AdministrativeDatabase(this.target.parameters(role, "x")), null)
					.backup(BackupRequest.to(this.file.resolveSibling("rls.json")))
					.block())
				.withMessageContaining("BYPASSRLS");
			assertThat(this.file.resolveSibling("rls.json")).doesNotExist();
		}
		finally {
			this.target.execute("DROP OWNED BY %1$s; DROP ROLE %1$s".formatted(role));
		}
	}

	@Test
	void secondRestoreAtTheSameTimeIsRefused() throws Exception {
		try (Connection connection = this.target.connect()) {
			connection.setAutoCommit(false);
			TargetLock.acquire(connection, "test");
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> Backups.restore(this.target, this.file));
		}
	}

	private static void accountsForAll(RestoreResult result) {
		List<TableResult> tables = result.tables();
		assertThat(tables).allSatisfy((table) -> assertThat(table.inserted() + table.updated() + table.unchanged()
				+ table.skipped() + table.failed() + table.rolledBack())
			.as(table.toString())
			.isEqualTo(table.rows()));
	}

}
