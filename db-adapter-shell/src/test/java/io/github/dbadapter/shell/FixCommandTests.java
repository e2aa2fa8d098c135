package io.github.dbadapter.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code fix} that look at the database afterwards.
 */
@PostgresTest
class FixCommandTests {

	private static final String SCHEMA = """
			CREATE TABLE product (id int PRIMARY KEY, sku text, price numeric(10,2));
			CREATE TABLE orders (id int PRIMARY KEY, customer_id int, currency char(3) NOT NULL);
			CREATE INDEX orders_customer_idx ON orders (customer_id);
			""";

	private static final String DRIFTED = """
			DROP SCHEMA public CASCADE;
			CREATE SCHEMA public;
			CREATE TABLE product (id int PRIMARY KEY, sku text DEFAULT '', price text);
			CREATE TABLE orders (id int PRIMARY KEY, customer_id int);
			CREATE TABLE tmp_import (id int);
			INSERT INTO product VALUES (1, 'a', '1.50'), (2, 'b', '2');
			INSERT INTO orders VALUES (1, 7), (2, 8);
			INSERT INTO tmp_import VALUES (1);
			ANALYZE tmp_import;
			""";

	private static final String FILL = "orders.currency='EUR'";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private ShellHarness shell;

	private Path backups;

	FixCommandTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void drift() {
		this.backups = this.folder.resolve("backups");
		this.shell = new ShellHarness(this.folder).withProfile("local", this.database)
			.with("db.fix.backup-directory", this.backups.toString())
			.with("db.schema.file", new ShellHarness(this.folder).write("schema.sql", SCHEMA).toString());
		this.database.execute(DRIFTED);
	}

	@Test
	void aFileThatIsNotThereIsSaidSo() {
		Outcome outcome = this.shell.run("fix", "--column-defs", "nowhere.json");
		assertThat(outcome.status()).isEqualTo(2);
		assertThat(outcome.err()).contains("'nowhere.json' cannot be read: there is no such file");
	}

	@Test
	void aNameThatIsNotAttachedIsNoConfirmation() {
		Outcome refused = this.shell.run("fix", "--confirm", "local");
		assertThat(refused.status()).isEqualTo(2);
		assertThat(refused.err())
			.contains("Unknown argument 'local' of 'fix': a name for --confirm is attached to it, --confirm=PROFILE");
	}

	@Test
	void aDryRunOfAProtectedProfileIsAPreview() {
		this.shell.with("db.profiles.local.protected", "true");
		Outcome preview = this.shell.run("fix", "--confirm", "--dry-run");
		assertThat(preview.err()).isEmpty();
		assertThat(preview.status()).isEqualTo(1);
		assertThat(preview.out()).contains("nothing applied");
	}

	@Test
	void aPreviewTellsWhatBlocksAndChangesNothing() {
		this.database.execute("INSERT INTO product VALUES (3, 'c', 'cheap')");
		List<Map<String, Object>> before = columns();
		Outcome preview = this.shell.run("fix", "--show", "2");
		assertThat(preview.err()).isEmpty();
		assertThat(preview.status()).isEqualTo(1);
		assertThat(preview.out()).startsWith("local (the only profile)   plan ")
			.contains("statements, nothing applied", "✗ ",
					"ALTER TABLE orders ADD COLUMN currency character(3) NOT NULL", "may-fail-on-data", "--fill",
					"table-rewrite")
			.containsPattern("kept +tmp_import +table extra \\(--drop-extra\\)")
			.containsPattern("backup +product, before statement 1, in .*backups")
			.containsPattern("✗ \\d blocked")
			.contains("or:   db-adapter fix --output sql > repair.sql");
		assertThat(columns()).isEqualTo(before);
		assertThat(this.backups).doesNotExist();
	}

	@Test
	void appliesWhatIsAllowedAndKeepsTheRows() {
		Outcome preview = this.shell.run("fix", "--fill", FILL);
		assertThat(preview.out()).contains(
				"next: db-adapter fix --fill 'orders.currency='\\''EUR'\\''' --allow table-rewrite,locks-writes --confirm");
		Outcome applied = this.shell.run("fix", "--fill", FILL, "--allow", "table-rewrite,LOCKS_WRITES", "--confirm");
		assertThat(applied.err()).isEmpty();
		assertThat(applied.status()).isZero();
		assertThat(applied.out()).contains("statements applied", "✓ repaired", "product, 2 rows, in ",
				"next: db-adapter restore ");
		assertThat(this.database.query("SELECT id, sku, price::text AS price FROM product ORDER BY id"))
			.containsExactly(Map.of("id", 1, "sku", "a", "price", "1.50"),
					Map.of("id", 2, "sku", "b", "price", "2.00"));
		assertThat(this.database.count("orders WHERE currency = 'EUR'")).isEqualTo(2);
		assertThat(this.database.count("tmp_import")).isEqualTo(1);
		assertThat(this.backups).isDirectoryContaining((file) -> file.getFileName().toString().endsWith(".json.zst"));

		assertThat(this.shell.run("validate").status()).isZero();
		Outcome again = this.shell.run("fix", "--confirm");
		assertThat(again.status()).isZero();
		assertThat(again.out()).contains("✓ nothing to do").containsPattern("kept +tmp_import");
	}

	@Test
	void theBackupCanBeLeftOut() {
		Outcome applied = this.shell.run("fix", "--fill", FILL, "--allow", "table-rewrite", "--allow", "locks-writes",
				"--no-backup", "--confirm", "--output", "json");
		assertThat(applied.status()).isZero();
		assertThat(applied.json().get("outcome").stringValue()).isEqualTo("APPLIED");
		assertThat(applied.json().get("backup").isNull()).isTrue();
		assertThat(applied.json().get("statements").get(0).has("durationMs")).isTrue();
		assertThat(this.backups).doesNotExist();
	}

	@Test
	void aHazardThatIsNotAllowedIsRefusedAndThePlanShown() {
		List<Map<String, Object>> before = columns();
		Outcome refused = this.shell.run("fix", "--fill", FILL, "--confirm", "--allow", "table-rewrite");
		assertThat(refused.status()).isEqualTo(4);
		assertThat(refused.out()).contains("nothing applied");
		assertThat(refused.err()).contains("--allow locks-writes accepts them").doesNotContain("table-rewrite");
		Outcome blocked = this.shell.run("fix", "--confirm", "--allow",
				"TABLE_REWRITE,LOCKS_WRITES,MAY_FAIL_ON_DATA,DATA_LOSS", "--output", "json");
		assertThat(blocked.status()).isEqualTo(4);
		assertThat(blocked.json().get("reason").stringValue()).isEqualTo("BLOCKED");
		assertThat(blocked.json().get("blocked").booleanValue()).isTrue();
		assertThat(columns()).isEqualTo(before);
		assertThat(this.backups).doesNotExist();
	}

	@Test
	void aProtectedProfileHasToBeNamed() {
		this.shell.with("db.profiles.local.protected", "true");
		List<Map<String, Object>> before = columns();
		for (String confirmation : new String[] { "--confirm", "--confirm=other" }) {
			Outcome refused = this.shell.run("fix", "--fill", FILL, "--allow", "table-rewrite,locks-writes",
					confirmation);
			assertThat(refused.status()).isEqualTo(4);
			assertThat(refused.err()).contains("'local'");
			assertThat(refused.out()).isEmpty();
		}
		assertThat(columns()).isEqualTo(before);
		assertThat(this.shell.run("fix", "--fill", FILL, "--allow", "table-rewrite,locks-writes", "--confirm=local")
			.status()).isZero();
	}

	@Test
	void dryRunWinsOverConfirm() {
		List<Map<String, Object>> before = columns();
		Outcome preview = this.shell.run("fix", "--fill", FILL, "--allow", "table-rewrite,locks-writes", "--confirm",
				"--dry-run");
		assertThat(preview.status()).isEqualTo(1);
		assertThat(columns()).isEqualTo(before);
	}

	@Test
	void dropsOnlyOnRequestAndWithPermission() {
		String[] words = { "fix", "--fill", FILL, "--drop-extra", "--allow", "table-rewrite,locks-writes",
				"--confirm" };
		Outcome refused = this.shell.run(words);
		assertThat(refused.status()).isEqualTo(4);
		assertThat(refused.out()).contains("data-loss", "DROP TABLE tmp_import");
		assertThat(this.database.count("tmp_import")).isEqualTo(1);
		words[5] += ",data-loss";
		Outcome dropped = this.shell.run(words);
		assertThat(dropped.status()).isZero();
		assertThat(dropped.out()).contains("tmp_import, 1 row");
		assertThat(this.shell.run("validate", "--strict").status()).isZero();
	}

	@Test
	void aSavedPlanIsAppliedUnlessSomethingHasChanged() throws IOException {
		Path file = this.folder.resolve("plan.json");
		Outcome saved = this.shell.run("fix", "--fill", FILL, "--plan-out", file.toString(), "--output", "json");
		assertThat(saved.status()).isEqualTo(1);
		assertThat(saved.err()).contains("plan.json");
		String id = saved.json().get("plan").stringValue();
		Outcome shown = this.shell.run("fix", "--plan", file.toString());
		assertThat(shown.status()).isEqualTo(1);
		assertThat(shown.out()).contains("plan " + id,
				"next: db-adapter fix --plan " + file + " --allow table-rewrite,locks-writes --confirm");

		this.database.execute("ALTER TABLE orders ADD note text");
		Outcome changed = this.shell.run("fix", "--plan", file.toString(), "--allow", "table-rewrite,locks-writes",
				"--confirm");
		assertThat(changed.status()).isEqualTo(4);
		assertThat(changed.err()).contains("no longer the one that the plan was made for");
		assertThat(this.shell.run("fix", "--plan", file.toString()).status()).isEqualTo(4);
		this.database.execute("ALTER TABLE orders DROP note");

		try (TestDatabase twin = TestDatabase.create()) {
			twin.execute(DRIFTED);
			this.shell.withProfile("twin", twin);
			Outcome other = this.shell.run("fix", "--profile", "twin", "--plan", file.toString());
			assertThat(other.status()).isEqualTo(4);
			assertThat(other.err()).contains("another database");
		}
		Outcome applied = this.shell.run("fix", "--profile", "local", "--plan", file.toString(), "--allow",
				"table-rewrite,locks-writes", "--confirm");
		assertThat(applied.err()).isEmpty();
		assertThat(applied.status()).isZero();
		assertThat(this.database.count("orders WHERE currency = 'EUR'")).isEqualTo(2);

		Files.writeString(file, Files.readString(file).replace("EUR", "USD"));
		Outcome edited = this.shell.run("fix", "--profile", "local", "--plan", file.toString());
		assertThat(edited.status()).isEqualTo(2);
		assertThat(edited.err()).contains("checksum");
	}

	@Test
	void renamesInsteadOfDropping() {
		String schema = this.shell.write("renamed.sql", """
				CREATE TABLE goods (id int PRIMARY KEY, code text DEFAULT '', price text);
				CREATE TABLE orders (id int PRIMARY KEY, customer_id int);
				""").toString();
		Outcome applied = this.shell.run("fix", "--schema-file", schema, "--rename", "product=goods", "--rename",
				"goods.sku=goods.code", "--confirm");
		assertThat(applied.err()).isEmpty();
		assertThat(applied.status()).isZero();
		assertThat(this.database.count("goods WHERE code IN ('a', 'b')")).isEqualTo(2);
		Outcome unknown = this.shell.run("fix", "--schema-file", schema, "--rename", "orders=invoices");
		assertThat(unknown.status()).isEqualTo(2);
		assertThat(unknown.err()).contains("nothing called 'invoices'");
	}

	@Test
	void onlineLeavesNobodyWaiting() {
		Outcome preview = this.shell.run("fix", "--fill", FILL, "--online");
		assertThat(preview.out())
			.contains("CREATE INDEX CONCURRENTLY orders_customer_idx", "outside of the transaction")
			.doesNotContain("locks-writes");
		Outcome applied = this.shell.run("fix", "--fill", FILL, "--online", "--allow", "table-rewrite", "--confirm");
		assertThat(applied.err()).isEmpty();
		assertThat(applied.status()).isZero();
		assertThat(this.shell.run("validate").status()).isZero();
	}

	@Test
	void whileAnotherFixRunsItIsRefused() throws SQLException {
		try (Connection other = this.database.connect(); Statement statement = other.createStatement()) {
			statement.execute("SELECT pg_advisory_lock(" + 0x6462616461707401L + ")");
			Outcome refused = this.shell.run("fix", "--fill", FILL, "--allow", "table-rewrite,locks-writes",
					"--confirm", "--output", "json");
			assertThat(refused.status()).isEqualTo(4);
			assertThat(refused.err()).contains("another fix is running");
			assertThat(refused.json().get("success").booleanValue()).isFalse();
		}
		assertThat(this.database.count("pg_attribute WHERE attname = 'currency'")).isZero();
	}

	@Test
	void asJsonItIsOneDocument() {
		Outcome preview = this.shell.run("fix", "--output", "json", "--show", "5");
		assertThat(preview.err()).isEmpty();
		assertThat(preview.status()).isEqualTo(1);
		JsonNode json = preview.json();
		assertThat(json.get("outcome").stringValue()).isEqualTo("PREVIEW");
		assertThat(json.get("notAllowed").values()).extracting(JsonNode::stringValue).contains("TABLE_REWRITE");
		assertThat(json.get("kept").get(0).get("object").stringValue()).isEqualTo("public.tmp_import");
		assertThat(json.get("endangered").get(0).stringValue()).isEqualTo("public.product");
		assertThat(json.get("statements").get(0).get("sql").stringValue()).contains("\"public\".");
	}

	@Test
	void asSqlItIsAScriptWithItsOwnTransaction() {
		Outcome script = this.shell.run("fix", "--fill", FILL, "--output", "sql");
		assertThat(script.err()).isEmpty();
		assertThat(script.status()).isEqualTo(1);
		assertThat(script.out()).startsWith("-- plan ").contains("\\set ON_ERROR_STOP on", "\nBEGIN;\n", "\nCOMMIT;\n");
		runAsPsql(script.out());
		assertThat(this.shell.run("validate").status()).isZero();
		assertThat(this.database.count("orders WHERE currency = 'EUR'")).isEqualTo(2);
		assertThat(this.database.count("product")).isEqualTo(2);
	}

	@Test
	void validateAsSqlIsTheSameScriptWithWhatIsBlockedAsComments() {
		Outcome script = this.shell.run("validate", "--output", "sql");
		assertThat(script.status()).isEqualTo(1);
		assertThat(script.out()).containsPattern("(?m)^-- ALTER TABLE \"public\".\"orders\"")
			.contains("blocked: it is known to fail", "-- kept: public.tmp_import");
		runAsPsql(script.out());
		Outcome rest = this.shell.run("validate");
		assertThat(rest.status()).isEqualTo(1);
		assertThat(rest.out()).contains("✗ 1 breaking, 0 drift, 1 extra");
		for (String command : new String[] { "status", "counts", "connect", "run" }) {
			Outcome refused = this.shell.run(command, "--output", "sql", this.folder.resolve("schema.sql").toString());
			assertThat(refused.status()).as(command).isEqualTo(2);
			assertThat(refused.out()).isEmpty();
		}
		assertThat(this.shell.run("status", "--output", "sql").err()).contains("'status' has no output as SQL");
	}

	@Test
	void validateLeadsToFixAndTellsHowMuchAnExtraTableHolds() {
		Outcome validate = this.shell.run("validate");
		assertThat(validate.out()).containsPattern("EXTRA +tmp_import +table +about 1 row, left alone")
			.containsPattern("✗ 2 breaking, 2 drift, 1 extra in 2 tables\n  next: db-adapter fix +prints the plan");
		JsonNode differences = this.shell.run("validate", "--output", "json").json().get("differences");
		assertThat(differences.findValuesAsString("object")).contains("public.product.price");
		for (JsonNode difference : differences) {
			String type = difference.get("type").stringValue();
			List<String> hazards = difference.get("hazards").values().stream().map(JsonNode::stringValue).toList();
			switch (type) {
				case "COLUMN_TYPE_CHANGED" -> assertThat(hazards).contains("TABLE_REWRITE", "MAY_FAIL_ON_DATA");
				case "COLUMN_MISSING" -> assertThat(hazards).containsExactly("MAY_FAIL_ON_DATA");
				case "INDEX_MISSING" -> assertThat(hazards).containsExactly("LOCKS_WRITES");
				case "TABLE_EXTRA" -> assertThat(hazards).containsExactly("DATA_LOSS");
				default -> assertThat(hazards).as(type).isEmpty();
			}
		}
	}

	@Test
	void wrongUsageIsToldBeforeAnythingIsLookedAt() {
		this.shell.with("db.profiles.local.url", "postgresql://nobody@localhost:1/none");
		assertUsage("Did you mean 'data-loss'?", "--allow", "data-los");
		assertUsage("no such file", "--plan", "no-such-plan.json");
		assertUsage("--show", "--show", "-1");
		assertUsage("--show", "--show", "many");
		assertUsage("--fill", "--fil", "a");
		assertUsage("--plan uses a plan as it is", "--plan", "p.json", "--drop-extra");
		assertUsage("absent.json", "--column-defs", "absent.json");
		assertUsage("give one of them", "--confirm", "--output", "sql");
		assertThat(this.shell.run("fix").status()).isEqualTo(3);
	}

	@Test
	void namesThatAreNotKnownAreWrongUsage() {
		assertUsage("has no table 'order'", "--fill", "order.currency='EUR'");
		assertUsage("has no column 'curency'", "--fill", "orders.curency='EUR'");
		assertUsage("Did you mean 'public.orders.currency'?", "--fill", "orders.customer_id=1");
		assertUsage("has neither", "--rename", "orders.curency=orders.currency");
		assertUsage("is not table.column=expression", "--fill", "orders.currency");
		assertUsage("';'", "--fill", "orders.currency='EUR'; DROP TABLE product");
		assertUsage("no table 'nothing'", "--recreate", "nothing");
		assertUsage("schema.sqlx", "--schema-file", "schema.sqlx");
		assertThat(this.database.count("product")).isEqualTo(2);
	}

	private void assertUsage(String message, String... words) {
		String[] all = new String[words.length + 1];
		all[0] = "fix";
		System.arraycopy(words, 0, all, 1, words.length);
		Outcome outcome = this.shell.run(all);
		assertThat(outcome.err()).contains(message);
		assertThat(outcome.status()).as(String.join(" ", all)).isEqualTo(2);
		assertThat(outcome.out()).isEmpty();
	}

	@Test
	void atATerminalItOffersToGoOn() {
		List<Map<String, Object>> before = columns();
		String[] words = { "fix", "--fill", FILL, "--allow", "table-rewrite,locks-writes" };
		Outcome no = this.shell.answering("n").run(words);
		assertThat(no.status()).isEqualTo(1);
		assertThat(no.err()).contains("to local? [y/N]", "Nothing has been changed");
		assertThat(columns()).isEqualTo(before);
		this.shell.with("db.profiles.local.protected", "true");
		assertThat(this.shell.answering("y").run(words).status()).isEqualTo(1);
		assertThat(columns()).isEqualTo(before);
		Outcome unasked = this.shell.answering("local").run("fix", "--fill", FILL);
		assertThat(unasked.err()).isEmpty();
		Outcome json = this.shell.answering("local")
			.run("fix", "--fill", FILL, "--allow", "table-rewrite,locks-writes", "--output", "json");
		assertThat(json.err()).isEmpty();
		assertThat(columns()).isEqualTo(before);
		Outcome yes = this.shell.answering("local").run(words);
		assertThat(yes.status()).isZero();
		assertThat(yes.err()).contains("protected", "Type its name");
		assertThat(yes.out()).contains("nothing applied", "✓ repaired");
		assertThat(this.database.count("orders WHERE currency = 'EUR'")).isEqualTo(2);
	}

	private List<Map<String, Object>> columns() {
		return this.database.query("SELECT attrelid::regclass::text AS t, attname::text AS c, atttypid::int AS type "
				+ "FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)"
				+ " ORDER BY 1, attnum");
	}

	/** What psql does with it: its own commands aside, one statement after the other. */
	private void runAsPsql(String script) {
		try (Connection connection = this.database.connect(); Statement statement = connection.createStatement()) {
			statement
				.execute(script.lines().filter((line) -> !line.startsWith("\\")).collect(Collectors.joining("\n")));
		}
		catch (SQLException ex) {
			throw new AssertionError(ex);
		}
	}

}
