package io.github.dbadapter.backup;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A small heap, and a process killed at work.
 */
@PostgresTest
class ForkedProcessTests {

	private static final String SCHEMA = """
			CREATE TABLE big (id serial PRIMARY KEY, pad text);
			CREATE TABLE more (id serial PRIMARY KEY, big_id int NOT NULL REFERENCES big, pad text)""";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	ForkedProcessTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	static void fill(TestDatabase database) {
		database.execute(SCHEMA);
		database.execute("""
				INSERT INTO big (pad) SELECT repeat(md5(n::text), 60) FROM generate_series(1, 40000) n;
				INSERT INTO more (big_id, pad) SELECT n % 40000 + 1, repeat('y', 20) FROM generate_series(1, 100000) n;
				INSERT INTO big (pad) VALUES (repeat('z', 4000000))""");
	}

	@Test
	void memoryDoesNotGrowWithTheData() throws Exception {
		Path file = this.folder.resolve("b.json.zst");
		assertThat(ForkedProcess.await(ForkedProcess.start(this.database, "64m", "backup", file), "done"))
			.isEqualTo("done");
		for (String strict : List.of("",
				"; ALTER TABLE big ADD CHECK (length(pad) > 0); CREATE FUNCTION t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TRIGGER t BEFORE INSERT ON more FOR EACH ROW EXECUTE FUNCTION t()")) {
			try (TestDatabase target = TestDatabase.create()) {
				target.execute(SCHEMA + strict);
				assertThat(ForkedProcess.await(ForkedProcess.start(target, "64m", "restore", file), "done"))
					.isEqualTo("done");
				assertThat(target.count("more JOIN big ON big.id = more.big_id")).isEqualTo(100000);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "BACKUP big", "BACKUP more" })
	void killedBackupLeavesNoFileThatLooksComplete(String moment) throws Exception {
		Path file = this.folder.resolve("b.json");
		Process process = ForkedProcess.start(this.database, "64m", "backup", file, moment);
		assertThat(ForkedProcess.await(process, moment)).isEqualTo(moment);
		process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
		try (Stream<Path> files = Files.list(this.folder)) {
			assertThat(files).allMatch((left) -> left.getFileName().toString().endsWith(".part"));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "CHECK more", "LOAD big", "LOAD more" })
	void killedRestoreChangesNothing(String moment) throws Exception {
		Path file = this.folder.resolve("b.json");
		Backups.backup(this.database, file);
		try (TestDatabase target = TestDatabase.create()) {
			target.execute(SCHEMA);
			Process process = ForkedProcess.start(target, "64m", "restore", file, moment);
			assertThat(ForkedProcess.await(process, moment)).isEqualTo(moment);
			process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
			assertThat(target.count("big") + target.count("more")).isZero();
			target.awaitNoSessions();
			assertThat(target.count("big") + target.count("more")).isZero();
		}
	}

}
