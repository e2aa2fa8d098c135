package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers of a restore against what the rows say themselves, where triggers and rules
 * of the target have a hand in them.
 */
class WatchedRowsTests {

	private static final String TABLE = "CREATE TABLE t (id serial PRIMARY KEY, slug text NOT NULL UNIQUE, v int)";

	private static final String FUNCTION = "CREATE FUNCTION act() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN %s; END'; ";

	private final TestDatabase source = TestDatabase.create();

	private final TestDatabase target = TestDatabase.create();

	private Path file;

	@BeforeEach
	void fill(@TempDir Path folder) {
		this.file = folder.resolve("t.json");
		this.source.execute(TABLE);
		this.source.execute("INSERT INTO t (slug, v) SELECT 's' || i, i FROM generate_series(1, 10) i");
		Backups.backup(this.source, this.file);
		this.target.execute(TABLE);
		this.target.execute(
				"INSERT INTO t (slug, v) SELECT 's' || i, CASE WHEN i > 6 THEN i ELSE -i END FROM generate_series(1, 8) i");
	}

	@AfterEach
	void drop() {
		this.source.close();
		this.target.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "IF NEW.v % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW",
			"IF NEW.v % 2 = 0 AND TG_OP = ''UPDATE'' THEN RETURN OLD; END IF; RETURN NEW",
			"IF NEW.v % 3 = 0 THEN RAISE ''no threes''; END IF; RETURN NEW",
			"IF NEW.v % 3 = 0 THEN RAISE ''no threes''; END IF; IF NEW.v % 2 = 0 THEN RETURN NULL; END IF; RETURN NEW",
			"NEW.v := NEW.v + 100; RETURN NEW", "NEW.slug := upper(NEW.slug); RETURN NEW" })
	void triggers(String body) {
		this.target.execute(FUNCTION.formatted(body)
				+ "CREATE TRIGGER act BEFORE INSERT OR UPDATE ON t FOR EACH ROW EXECUTE FUNCTION act()");
		numbersAreTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE TO t WHERE NEW.v < 4 DO INSTEAD NOTHING", "UPDATE TO t DO INSTEAD NOTHING",
			"INSERT TO t WHERE NEW.v = 9 DO INSTEAD NOTHING" })
	void rules(String rule) {
		this.target.execute("CREATE RULE act AS ON " + rule);
		numbersAreTrue();
	}

	@Test
	void aRuleIsObeyedInAnEmptyTableToo() {
		this.target.execute("TRUNCATE t; CREATE RULE act AS ON INSERT TO t WHERE NEW.v > 7 DO INSTEAD NOTHING");
		numbersAreTrue();
		assertThat(this.target.count("t")).isEqualTo(7);
	}

	@Test
	void theTriggersOfPartitionsAreListedAndCanBeOff() {
		String events = "CREATE TABLE event (id int PRIMARY KEY, k text) PARTITION BY RANGE (id); "
				+ "CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM (0) TO (10)";
		this.source.execute(events + "; INSERT INTO event VALUES (1, 'a')");
		this.target.execute(events);
		this.target.execute(FUNCTION.formatted("NEW.k := ''changed''; RETURN NEW")
				+ "CREATE TRIGGER act BEFORE INSERT ON event_1 FOR EACH ROW EXECUTE FUNCTION act()");
		Backups.backup(this.source, this.file);
		RestoreRequest request = RestoreRequest.from(this.file);
		assertThat(Backups.restore(this.target, request.withPreview(true)).triggers())
			.containsExactly("act on public.event_1");
		assertThat(Backups.restore(this.target, request.withTriggers(false)).triggers()).isEmpty();
		assertThat(Backups.copy(this.target, "(SELECT * FROM event)")).isEqualTo("1\ta\n");
		assertThat(this.target.queryForValue("SELECT tgenabled::text FROM pg_trigger WHERE tgname = 'act'"))
			.isEqualTo("O");
	}

	private void numbersAreTrue() {
		for (RestoreMode mode : new RestoreMode[] { RestoreMode.OVERWRITE, RestoreMode.SKIP, RestoreMode.FAIL }) {
			RestoreRequest request = RestoreRequest.from(this.file).withMode(mode).withOnError(ErrorMode.CONTINUE);
			TableResult preview = Backups.table(Backups.restore(this.target, request.withPreview(true)), "t");
			Map<Object, Object> before = rows();
			RestoreResult result = Backups.restore(this.target, request);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			TableResult table = Backups.table(result, "t");
			Map<Object, Object> after = rows();
			long changed = before.entrySet()
				.stream()
				.filter((row) -> !row.getValue().equals(after.get(row.getKey())))
				.count();
			assertThat(table.inserted()).as("%s: inserted", mode).isEqualTo(after.size() - before.size());
			assertThat(table.updated()).as("%s: updated", mode).isEqualTo(changed);
			assertThat(table.inserted() + table.updated() + table.unchanged() + table.skipped() + table.failed())
				.isEqualTo(10);
			assertThat(table).usingRecursiveComparison().ignoringFields("failureDetails.error").isEqualTo(preview);
			long equal = after.values().stream().filter(rowsOfSource()::containsValue).count();
			assertThat(table.unchanged()).as("%s: unchanged", mode).isLessThanOrEqualTo(equal);
		}
	}

	private Map<Object, Object> rows() {
		return rows(this.target);
	}

	private Map<Object, Object> rowsOfSource() {
		return rows(this.source);
	}

	private static Map<Object, Object> rows(TestDatabase database) {
		Map<Object, Object> rows = new TreeMap<>();
		database.query("SELECT id, t::text AS row FROM t")
			.forEach((row) -> rows.put(Objects.requireNonNull(row.get("id")), Objects.requireNonNull(row.get("row"))));
		return rows;
	}

}
