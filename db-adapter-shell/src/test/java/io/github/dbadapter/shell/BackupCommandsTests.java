package io.github.dbadapter.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class BackupCommandsTests {

	private static final String SCHEMA = """
			DROP SCHEMA public CASCADE;
			CREATE SCHEMA public;
			CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
			CREATE TABLE orders (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users,
				amount int CHECK (amount < 1000));
			""";

	private static final String ROWS = """
			INSERT INTO users (email) VALUES ('ada@example.org'), ('ben@example.org');
			INSERT INTO orders (user_id, amount) VALUES (1, 10), (1, 20), (2, 500);
			""";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	private String file;

	BackupCommandsTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void fill() {
		this.shell = new ShellHarness(this.folder).withProfile("local", this.database);
		this.file = this.folder.resolve("all.json.gz").toString();
		this.database.execute(SCHEMA + ROWS);
	}

	@Test
	void whatIsBackedUpIsPreviewedAndThenRestored() {
		Outcome backup = this.shell.run("backup", "--out", this.file);
		assertThat(backup.err()).isEmpty();
		assertThat(backup.status()).isZero();
		assertThat(backup.out()).containsPattern("users +2\n")
			.containsPattern("orders +3\n")
			.contains("all.json.gz, 5 rows");
		this.database.execute("TRUNCATE orders, users RESTART IDENTITY");

		Outcome preview = this.shell.run("restore", this.file);
		assertThat(preview.status()).isEqualTo(1);
		assertThat(preview.out()).containsPattern("^file   local, today \\d\\d:\\d\\d, checksums ok\n")
			.contains("into   local", "schema equal   mode skip   preview, rolled back", "nothing has been changed yet")
			.containsPattern("orders +3 +0 +0 +0 +0\n");
		assertThat(this.shell.run("restore", this.file, "--confirm", "--dry-run").status()).isEqualTo(1);
		assertCounts(0, 0);

		Outcome restored = this.shell.run("restore", "--confirm", this.file);
		assertThat(restored.err()).isEmpty();
		assertThat(restored.status()).isZero();
		assertThat(restored.out()).contains("✓ restored");
		assertCounts(2, 3);

		Outcome again = this.shell.run("restore", this.file);
		assertThat(again.status()).isZero();
		assertThat(again.out()).contains("✓ nothing to do");
	}

	@Test
	void asJson() {
		JsonNode backup = this.shell.run("backup", "--out", this.file, "--output", "json").json();
		assertThat(backup.get("rows").asInt()).isEqualTo(5);
		this.database.execute("TRUNCATE orders, users");
		Outcome restored = this.shell.run("restore", this.file, "--yes", "--output", "json");
		assertThat(restored.status()).isZero();
		assertThat(restored.json().get("outcome").stringValue()).isEqualTo("COMMITTED");
		assertThat(restored.json().get("tables").findValuesAsString("inserted")).containsExactly("2", "3");
		assertThat(restored.err()).isEmpty();
		assertCounts(2, 3);
	}

	@Test
	void aRejectedRowIsReportedAndNothingIsChangedUnlessToldToContinue() {
		this.shell.run("backup", "--out", this.file);
		this.database.execute("TRUNCATE orders, users; ALTER TABLE orders DROP CONSTRAINT orders_amount_check, "
				+ "ADD CONSTRAINT little CHECK (amount < 100)");
		Outcome aborted = this.shell.run("restore", this.file, "--confirm");
		assertThat(aborted.status()).isEqualTo(1);
		assertThat(aborted.out()).containsPattern("failed +orders #2 .*little")
			.contains("1 row fails: nothing has been changed");
		Outcome json = this.shell.run("restore", this.file, "--confirm", "--output", "json");
		assertThat(json.json().get("tables").get(1).get("failure_details").get(0).get("row_index").asInt())
			.isEqualTo(2);
		assertThat(json.json().get("tables").get(1).get("failure_details").get(0).get("old_pk").stringValue())
			.isEqualTo("3");
		assertThat(json.json().get("tables").get(1).get("failure_details").get(0).get("error").stringValue())
			.contains("little");
		assertCounts(0, 0);
		Outcome continued = this.shell.run("restore", this.file, "--confirm", "--on-error", "continue");
		assertThat(continued.status()).isEqualTo(1);
		assertThat(continued.out()).contains("the rest is restored");
		assertCounts(2, 2);
	}

	@Test
	void aProtectedProfileHasToBeNamed() {
		this.shell.run("backup", "--out", this.file);
		this.database.execute("TRUNCATE orders, users");
		this.shell.with("db.profiles.local.protected", "true");
		for (String confirmation : new String[] { "--confirm", "--yes", "--confirm=other" }) {
			Outcome refused = this.shell.run("restore", this.file, confirmation);
			assertThat(refused.status()).isEqualTo(4);
			assertThat(refused.err()).contains("'local'");
			assertThat(refused.out()).isEmpty();
		}
		assertCounts(0, 0);
		assertThat(this.shell.run("restore", this.file, "--confirm=local").status()).isZero();
		assertCounts(2, 3);
	}

	@Test
	void aDamagedFileIsToldAndRefused() throws Exception {
		String plain = this.folder.resolve("all.json").toString();
		this.shell.run("backup", "--out", plain);
		assertThat(this.shell.run("validate-backup", plain).out()).contains("✓ valid");
		assertThat(this.shell.run("backup", "--validate", plain).status()).isZero();
		String damaged = this.shell
			.write("damaged.json", Files.readString(Path.of(plain)).replace("ada@example", "eve@example"))
			.toString();
		for (String[] words : new String[][] { { "validate-backup", damaged }, { "backup", "--validate", damaged } }) {
			Outcome checked = this.shell.run(words);
			assertThat(checked.status()).isEqualTo(1);
			assertThat(checked.out()).contains("error", "users", "✗ not valid");
		}
		assertThat(this.shell.run("validate-backup", damaged, "--output", "json").json().get("valid").booleanValue())
			.isFalse();
		this.database.execute("TRUNCATE orders, users");
		Outcome restore = this.shell.run("restore", damaged, "--confirm");
		assertThat(restore.status()).isEqualTo(1);
		assertThat(restore.err()).contains("damaged.json");
		assertCounts(0, 0);
		assertThat(this.shell.run("validate-backup", "absent.json").status()).isEqualTo(2);
		assertThat(this.shell.run("restore", "absent.json").status()).isEqualTo(2);
		assertThat(this.shell.run("restore").status()).isEqualTo(2);
	}

	@Test
	void aPreviewAsksAndGoesOn() {
		this.shell.run("backup", "--out", this.file);
		this.database.execute("TRUNCATE orders, users");
		assertThat(this.shell.answering("n").run("restore", this.file).err()).contains("Restore into local? [y/N] ",
				"Nothing has been changed");
		assertCounts(0, 0);
		assertThat(this.shell.answering("y").run("restore", this.file, "--dry-run").err()).isEmpty();
		assertThat(this.shell.run("restore", this.file, "--output", "json").err()).isEmpty();
		assertCounts(0, 0);
		this.shell.with("db.profiles.local.protected", "true");
		assertThat(this.shell.run("restore", this.file).status()).isEqualTo(1);
		assertCounts(0, 0);
		Outcome applied = this.shell.answering("local").run("restore", this.file);
		assertThat(applied.err()).contains("Type its name");
		assertThat(applied.status()).isZero();
		assertThat(applied.out()).contains("nothing has been changed yet", "✓ restored");
		assertCounts(2, 3);
		assertThat(this.shell.run("restore", this.file).err()).isEmpty();
	}

	@Test
	void theFolderAndTheMasksOfTheConfigurationAreHonoured() throws Exception {
		Path store = this.folder.resolve("store");
		this.shell.withConfig("""
				[backup]
				directory = "%s"
				keep = 2
				[backup.mask.users]
				email = "email"
				[[backup.tables]]
				name = "users"
				slug_field = "email"
				user_field = ""
				""".formatted(store));
		String first = null;
		for (int i = 0; i < 3; i++) {
			Outcome backup = this.shell.run("backup", "--output", "json");
			assertThat(backup.json().get("masked").booleanValue()).isTrue();
			assertThat(backup.json().get("rows").asInt()).isEqualTo(2);
			if (i == 2) {
				assertThat(backup.json().get("deleted").get(0).stringValue()).isEqualTo(first);
			}
			first = (first != null) ? first : backup.json().get("id").stringValue();
		}
		String id = this.shell.run("backup", "--output", "json").json().get("id").stringValue();
		assertThat(store.resolve(id + ".manifest.json")).exists();
		try (Stream<Path> files = Files.list(store)) {
			assertThat(files).hasSize(4);
		}
		assertThat(this.shell.run("validate-backup", id).status()).isZero();
		Outcome preview = this.shell.run("restore", id, "--mode", "overwrite");
		assertThat(preview.out()).contains("masked, checksums ok");
		assertThat(this.shell.run("restore", "nothing").status()).isEqualTo(2);
		String plain = this.folder.resolve("plain.json").toString();
		this.shell.run("backup", "--out", plain, "--mask", "none");
		assertThat(Files.readString(Path.of(plain))).contains("ada@example.org");
		this.shell.run("backup", "--out", plain, "--mask", "users.email=hash");
		assertThat(Files.readString(Path.of(plain))).doesNotContain("ada@example.org", "@example.com");
	}

	@Test
	void ownersMasksAndDeclarations() throws Exception {
		this.shell.with("db.defaults.user-id-env", "TENANT").with("TENANT", "1");
		String declaration = this.folder.resolve("schema.json").toString();
		Outcome explained = this.shell.run("backup", "--explain", "--user-id", "", "--backup-schema-out", declaration);
		assertThat(explained.status()).isZero();
		assertThat(explained.out()).contains("orders", "refers to users by (user_id)");
		assertThat(Files.readString(Path.of(declaration))).contains("orders");

		String plain = this.folder.resolve("one.json").toString();
		Outcome backup = this.shell.run("backup", "--user-id", "", "--tables", "users", "--mask", "users.email=email",
				"--out", plain);
		assertThat(backup.status()).isZero();
		assertThat(Files.readString(Path.of(plain))).contains("@example.com").doesNotContain("ada@", "\"orders\"");
		Outcome owned = this.shell.run("backup", "--tables", "orders", "--out", plain, "--output", "json");
		assertThat(owned.err()).contains("user id 1 from TENANT");
		assertThat(owned.json().get("rows").asInt()).isEqualTo(2);
		assertThat(this.shell.run("backup", "--mask", "users.nothing=email", "--out", plain).status()).isEqualTo(2);
		assertThat(this.shell.run("backup", "--mask", "email", "--out", plain).status()).isEqualTo(2);
		assertThat(this.shell.run("backup", "--backup-schema", "nowhere.json").err()).contains("there is no such file")
			.doesNotContain("Exception");
		this.shell.with("TENANT", "");
		assertThat(this.shell.run("backup", "--user-id", "", "--out", plain).status()).isEqualTo(2);
		assertThat(this.shell.run("backup", "--dry-run").out()).contains("no backup is made");
	}

	private void assertCounts(int users, int orders) {
		assertThat(this.database.count("users")).isEqualTo(users);
		assertThat(this.database.count("orders")).isEqualTo(orders);
	}

}
