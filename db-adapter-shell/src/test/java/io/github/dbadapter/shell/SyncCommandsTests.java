package io.github.dbadapter.shell;

import java.nio.file.Path;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

class SyncCommandsTests {

	private static final String SCHEMA = """
			CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE);
			CREATE TABLE orders (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, amount int);
			""";

	private static final String ROWS = """
			INSERT INTO users (email) VALUES ('ada@firm.org'), ('ben@firm.org');
			INSERT INTO orders (user_id, amount) VALUES (1, 10), (1, 20), (2, 500);
			""";

	private final TestDatabase production = TestDatabase.create();

	private final TestDatabase local = TestDatabase.create();

	@TempDir
	private Path folder;

	private ShellHarness shell;

	@BeforeEach
	void fill() {
		this.shell = new ShellHarness(this.folder).withProfile("production", this.production)
			.with("db.profiles.production.protected", "true")
			.withProfile("local", this.local)
			.with("db.profile", "local");
		this.production.execute(SCHEMA + ROWS);
		this.local.execute(SCHEMA);
	}

	@AfterEach
	void drop() {
		this.production.close();
		this.local.close();
	}

	@Test
	void rowsAreShownThenCarriedAndThenEqual() {
		Outcome preview = this.shell.run("sync", "-f", "production");
		assertThat(preview.err()).isEmpty();
		assertThat(preview.status()).isEqualTo(1);
		assertThat(preview.out()).contains("preview, rolled back", "nothing has been changed yet")
			.containsPattern("orders +3 +0 +0 +0\n")
			.containsPattern("total +5 ");
		assertThat(this.shell.run("sync", "--from", "production", "--confirm", "--dry-run").status()).isEqualTo(1);
		assertThat(this.local.count("users")).isZero();

		Outcome done = this.shell.run("sync", "--from", "production", "--confirm");
		assertThat(done.status()).isZero();
		assertThat(done.out()).contains("✓ synced and verified");
		assertThat(this.local.count("orders")).isEqualTo(3);

		assertThat(this.shell.run("sync", "--from", "production").out()).contains("✓ nothing to do");
		Outcome equal = this.shell.run("compare", "--from", "production");
		assertThat(equal.status()).isZero();
		assertThat(equal.out()).contains("✓ equal");
	}

	@Test
	void aComparisonTakesTheOptionsOfASync() {
		Outcome compared = this.shell.run("compare", "-f", "production", "--mode", "overwrite", "--dry-run",
				"--user-id", "1");
		assertThat(compared.status()).isEqualTo(1);
		assertThat(compared.out()).containsPattern("orders +2 +0 +2 +0 ")
			.contains("db-adapter sync --from production --to local --user-id 1 --mode overwrite");
		assertThat(this.shell.run("compare", "-f", "production", "--show", "-1").err())
			.contains("--show takes a number of rows, and -1 is none");
		assertThat(this.shell.run("compare", "-f", "production", "--mode", "fail").err())
			.contains("expected skip, overwrite or mirror but was 'fail'");
	}

	@Test
	void anEmptyOwnerIsNotEverybody() {
		Outcome empty = this.shell.run("sync", "-f", "production", "--user-id", "", "--confirm");
		assertThat(empty.status()).isEqualTo(2);
		assertThat(empty.err()).contains("The value of --user-id is empty");
		assertThat(this.shell.run("sync", "-f", "production", "--to", "", "--confirm").status()).isEqualTo(2);
		assertThat(this.shell.run("connect", "").err()).contains("The value of PROFILE is empty");
		assertThat(this.local.count("users")).isZero();
	}

	@Test
	void somebodyAtATerminalIsAskedWhetherToGoOn() {
		Outcome refused = this.shell.answering("n").run("sync", "--from", "production");
		assertThat(refused.status()).isEqualTo(1);
		assertThat(this.local.count("orders")).isZero();
		Outcome done = this.shell.answering("y").run("sync", "--from", "production");
		assertThat(done.err()).contains("Sync into local?");
		assertThat(done.status()).isZero();
		assertThat(done.out()).contains("nothing has been changed yet", "✓ synced and verified");
		assertThat(this.local.count("orders")).isEqualTo(3);

		this.local.execute("INSERT INTO users (email) VALUES ('x@firm.org')");
		assertThat(this.shell.answering("y").run("sync", "--from", "production", "-m", "mirror").err()).isEmpty();
		assertThat(this.local.count("users")).isEqualTo(3);
		assertThat(this.shell.answering("production").run("sync", "--from", "local", "--to", "production").status())
			.isZero();
		assertThat(this.production.count("users")).isEqualTo(3);
	}

	@Test
	void comparisonIsOneDocumentWithKeysOnly() {
		this.shell.run("sync", "--from", "production", "--confirm");
		this.production
			.execute("UPDATE orders SET amount = 11 WHERE id = 1; INSERT INTO users (email) VALUES ('carl@firm.org')");
		this.local.execute("INSERT INTO orders (user_id) VALUES (1)");
		Outcome compared = this.shell.run("compare", "--from", "production", "--show", "5", "--output", "json");
		assertThat(compared.status()).isEqualTo(1);
		JsonNode orders = compared.json().get("tables").get(1);
		assertThat(orders.get("table").asString()).isEqualTo("orders");
		assertThat(orders.get("source").asInt()).isEqualTo(3);
		assertThat(orders.get("target").asInt()).isEqualTo(4);
		assertThat(orders.get("update").asInt()).isEqualTo(1);
		assertThat(orders.get("deleted").asInt()).isEqualTo(1);
		assertThat(orders.get("examples").get(0).get("key").asString()).isEqualTo("id=1");
		assertThat(compared.json().get("tables").get(0).get("new").asInt()).isEqualTo(1);
		assertThat(compared.out()).doesNotContain("carl");
		assertThat(this.shell.run("compare", "--from", "production", "--show", "5").out())
			.containsPattern("orders +3 +4 +0 +1 +2 +1\n")
			.containsPattern("update +orders id=1\n")
			.containsPattern("(?m)^with +local ")
			.doesNotContain("into");
	}

	@Test
	void aFirstCopyShowsKeysAsWell() {
		assertThat(this.shell.run("sync", "--from", "production", "--show", "2").out()).contains("users id=1\n")
			.contains("users id=2\n")
			.doesNotContain("orders id=3");
	}

	@Test
	void mirrorAndProtectedTargetsNeedTheirWords() {
		this.shell.run("sync", "--from", "production", "--confirm");
		this.local.execute("INSERT INTO users (email) VALUES ('x@firm.org')");
		Outcome refused = this.shell.run("sync", "--from", "production", "--mode", "mirror", "--confirm");
		assertThat(refused.status()).isEqualTo(4);
		assertThat(refused.err()).contains("Nothing has been changed. To go on, allow it: --allow data-loss");
		assertThat(this.shell.run("sync", "--from", "production", "-m", "mirror").out())
			.contains("--confirm --allow data-loss ");
		assertThat(this.shell.run("sync", "--from", "production", "-m", "mirror", "--allow", "data-loss", "--confirm")
			.status()).isZero();
		assertThat(this.local.count("users")).isEqualTo(2);

		this.local.execute("INSERT INTO users (email) VALUES ('y@firm.org')");
		Outcome into = this.shell.run("sync", "--from", "local", "--to", "production", "--confirm");
		assertThat(into.status()).isEqualTo(4);
		assertThat(into.err()).contains("--confirm=production");
		assertThat(this.shell.run("sync", "--from", "local", "--to", "production", "--confirm=production").status())
			.isZero();
		assertThat(this.production.count("users")).isEqualTo(3);
	}

	@Test
	void wrongUseHasItsStatus() {
		assertThat(this.shell.run("sync").status()).isEqualTo(2);
		assertThat(this.shell.run("sync", "--from", "local").status()).isEqualTo(2);
		assertThat(this.shell.run("sync", "--from", "nowhere").status()).isEqualTo(2);
		assertThat(this.shell.run("sync", "--from", "production", "--tables", "nothing").status()).isEqualTo(2);
		assertThat(this.shell.run("sync", "--from", "production", "--mode", "fail").status()).isEqualTo(2);
		this.shell.with("db.profiles.gone.url", "postgresql://a:b@localhost:1/x");
		assertThat(this.shell.run("sync", "--from", "gone").status()).isEqualTo(3);
	}

	@Test
	void configurationSaysTablesModeAndMasks() {
		this.shell.withConfig("""
				[sync]
				tables = ["users"]
				mode = "overwrite"
				[sync.mask.users]
				email = "email"
				""");
		Outcome done = this.shell.run("sync", "--from", "production", "--confirm", "--output", "json");
		assertThat(done.status()).isZero();
		assertThat(done.json().get("mode").asString()).isEqualTo("OVERWRITE");
		assertThat(this.local.count("users WHERE email LIKE '%@example.com'")).isEqualTo(2);
		assertThat(this.local.count("orders")).isZero();
	}

}
