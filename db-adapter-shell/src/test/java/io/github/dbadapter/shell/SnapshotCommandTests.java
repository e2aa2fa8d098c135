package io.github.dbadapter.shell;

import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dbadapter.schema.SchemaSnapshot;
import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SnapshotCommandTests {

	private static final String ODD_NAME = "od\u200bd";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	SnapshotCommandTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void createTables() {
		this.shell = new ShellHarness(this.folder).withProfile("local", this.database);
		this.database.execute("""
				DROP SCHEMA IF EXISTS public, audit CASCADE;
				CREATE SCHEMA public;
				CREATE SCHEMA audit;
				CREATE TABLE product (id int PRIMARY KEY, kind varchar CHECK (kind IN ('a', 'b')), price numeric(10,2));
				CREATE TABLE audit."%s" (id int);
				CREATE VIEW cheap AS SELECT * FROM product WHERE price < 1;
				""".formatted(ODD_NAME));
	}

	@Test
	void validatesAgainstItsOwnSnapshotUntilTheSchemaDrifts() {
		Path file = this.folder.resolve("schema.json");
		Outcome written = this.shell.run("snapshot", "--out", file.toString());
		assertThat(written.status()).isZero();
		assertThat(written.out()).contains("✓ 2 tables", file.toString());
		Outcome validated = this.shell.run("validate", "--strict", "--schema-file", file.toString());
		assertThat(validated.out()).contains("✓ in sync in 2 tables");
		assertThat(validated.status()).isZero();

		this.database.execute("DROP VIEW cheap; ALTER TABLE product DROP price");
		this.shell.with("db.schema.file", file.toString());
		Outcome drifted = this.shell.run("validate");
		assertThat(drifted.status()).isEqualTo(1);
		assertThat(drifted.out()).containsPattern("BREAKING +product.price +column missing")
			.containsPattern("cheap +view missing");
	}

	@Test
	void withoutAFileItIsTheOutputInEitherFormat() throws Exception {
		Path file = this.folder.resolve("schema.json");
		this.shell.run("snapshot", "-o", file.toString());
		String expected = Files.readString(file);
		for (String format : new String[] { "text", "json" }) {
			Outcome outcome = this.shell.run("snapshot", "--output", format);
			assertThat(outcome.status()).isZero();
			assertThat(outcome.err()).isEmpty();
			assertThat(SchemaSnapshot.write(SchemaSnapshot.read(outcome.out(), "output"))).isEqualTo(expected)
				.contains(ODD_NAME);
		}
	}

	@Test
	void whatIsNoSnapshotOrOfANewerFormatIsWrongUsage() {
		assertWrongUsage("{\"format\": 99}", "format 99", "up to " + SchemaSnapshot.FORMAT);
		assertWrongUsage("{\"format\": 1,\n oops", "line 2");
		assertWrongUsage("{}", "not a snapshot");
		Outcome mixed = this.shell.run("validate", "--schema-file", "a.json", "--schema-file", "b.sql");
		assertThat(mixed.status()).isEqualTo(2);
		assertThat(mixed.err()).contains("a.json", "cannot be mixed");
		Outcome absent = this.shell.run("validate", "--schema-file", "absent.json");
		assertThat(absent.status()).isEqualTo(2);
		assertThat(absent.err()).contains("absent.json", "does not exist");
	}

	@Test
	void aFileThatCannotBeWrittenIsWrongUsage() {
		Outcome outcome = this.shell.run("snapshot", "--out", this.folder.resolve("no/such/f.json").toString());
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("f.json");
	}

	private void assertWrongUsage(String content, String... messages) {
		Outcome outcome = this.shell.run("validate", "--schema-file", this.shell.write("bad.json", content).toString());
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("bad.json").contains(messages);
		assertThat(outcome.out()).isEmpty();
	}

}
