package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.InvalidInputException;
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
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Keys: kept, replaced, followed, looked up.
 */

class RestoreKeysTests {

	private static final String SHOP = """
			CREATE TABLE country (id serial PRIMARY KEY, code char(2) NOT NULL UNIQUE, name text);
			CREATE TABLE users (id text PRIMARY KEY, nick text);
			CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, user_id text NOT NULL REFERENCES users,
				number text NOT NULL, country_id int REFERENCES country, UNIQUE (user_id, number));
			CREATE TABLE item (id serial PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders ON DELETE CASCADE,
				position int, note text);
			CREATE TABLE category (id serial PRIMARY KEY, user_id text NOT NULL REFERENCES users, slug text NOT NULL,
				parent_id int REFERENCES category, UNIQUE (user_id, slug));
			CREATE TABLE node (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), user_id text NOT NULL REFERENCES users,
				next_id uuid NOT NULL REFERENCES node);
			""";

	private static final String ROWS = """
			INSERT INTO country (code, name) VALUES ('DE', 'Germany'), ('FR', 'France');
			INSERT INTO users VALUES ('anna', 'A'), ('bob', 'B');
			INSERT INTO orders (user_id, number, country_id) VALUES ('anna', 'a1', 2), ('bob', 'b1', 1), ('anna', 'a2', NULL);
			INSERT INTO item (order_id, position, note) VALUES (1, 1, 'x'), (1, 2, 'y'), (1, 2, 'y'), (3, 1, 'z'), (2, 1, 'bob''s');
			INSERT INTO category (user_id, slug, parent_id) VALUES ('anna', 'root', NULL), ('anna', 'leaf', 1), ('bob', 'root', NULL);
			INSERT INTO node VALUES ('00000000-0000-0000-0000-000000000001', 'anna', '00000000-0000-0000-0000-000000000002'),
				('00000000-0000-0000-0000-000000000002', 'anna', '00000000-0000-0000-0000-000000000001');
			""";

	private final TestDatabase source = TestDatabase.create();

	@TempDir
	private Path folder;

	@BeforeEach
	void fill() {
		this.source.execute(SHOP);
		this.source.execute(ROWS);
	}

	@AfterEach
	void drop() {
		this.source.close();
	}

	private Path backupOf(String user) {
		Path file = this.folder.resolve(user + ".json");
		Backups.backup(this.source, BackupRequest.to(file).withUserId(user));
		return file;
	}

	@Test
	void aReferenceToAnotherKeyOfTheSameTableLeadsToNewRows() {
		String schema = """
				CREATE TABLE worker (id serial PRIMARY KEY, mail text NOT NULL UNIQUE, boss text REFERENCES worker (mail),
					guide text NOT NULL REFERENCES worker (mail))""";
		this.source.execute(schema);
		this.source.execute(
				"""
						INSERT INTO worker (mail, boss, guide) VALUES ('a@x', NULL, 'c@x'), ('b@x', 'a@x', 'b@x'), ('c@x', 'b@x', 'a@x')""");
		Path file = this.folder.resolve("workers.json");
		Backups.backup(this.source, BackupRequest.to(file).withTables(List.of("worker")));
		try (TestDatabase target = TestDatabase.create()) {
			target.execute(schema);
			target.execute("INSERT INTO worker VALUES (7, 'b@x', NULL, 'b@x')");
			RestoreResult result = Backups.restore(target,
					RestoreRequest.from(file).withMode(RestoreMode.OVERWRITE).withKeys(KeyMode.REGENERATE));
			assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.COMMITTED);
			String rows = "(SELECT mail, boss, guide FROM worker ORDER BY mail)";
			assertThat(Backups.copy(target, rows)).isEqualTo(Backups.copy(this.source, rows));
		}
	}

	@Test
	void aRejectedRowIsLostToThoseThatReferToAnotherKeyOfIt() {
		this.source.execute("""
				CREATE TABLE worker (id serial PRIMARY KEY, mail text NOT NULL UNIQUE, age int,
					boss text REFERENCES worker (mail), guide text NOT NULL REFERENCES worker (mail));
				INSERT INTO worker (mail, age, boss, guide) VALUES ('a@x', 1, NULL, 'a@x'), ('b@x', 1, 'a@x', 'b@x'),
					('c@x', -1, 'a@x', 'a@x'), ('d@x', 1, 'c@x', 'd@x'), ('e@x', 1, 'a@x', 'c@x')""");
		Path file = this.folder.resolve("workers.json");
		Backups.backup(this.source, BackupRequest.to(file).withTables(List.of("worker")));
		this.source.execute("DELETE FROM worker; ALTER TABLE worker ADD CHECK (age > 0)");
		RestoreResult result = Backups.restore(this.source, RestoreRequest.from(file).withOnError(ErrorMode.CONTINUE));
		assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.source, "(SELECT mail, boss, guide FROM worker ORDER BY mail)"))
			.isEqualTo("a@x\t\\N\ta@x\nb@x\ta@x\tb@x\nd@x\t\\N\td@x\n");
		TableResult worker = Backups.table(result, "worker");
		assertThat(worker.inserted()).isEqualTo(3);
		assertThat(worker.skipped()).isOne();
		assertThat(worker.failureDetails()).singleElement()
			.satisfies((failure) -> assertThat(failure.rowIndex()).isEqualTo(2));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gen_random_uuid()::text", "'doc-' || left(upper(gen_random_uuid()::text), 8)" })
	void aKeyOfTextWhoseDefaultMakesAUuidIsReplacedWhereTaken(String value) {
		this.source.execute("""
				CREATE TABLE doc (id text PRIMARY KEY DEFAULT %s, title text NOT NULL UNIQUE);
				INSERT INTO doc VALUES ('x', 'a')""".formatted(value));
		Path file = this.folder.resolve("docs.json");
		Backups.backup(this.source, BackupRequest.to(file).withTables(List.of("doc")));
		this.source.execute("UPDATE doc SET title = 'b'");
		assertThat(Backups.table(Backups.restore(this.source, RestoreRequest.from(file)), "doc").rekeyed()).isOne();
		assertThat(this.source.count("doc WHERE title = 'a' AND id <> 'x'")).isOne();
	}

	@Test
	void aRowIsTheSameWhateverElseOfItsCycleItRefersTo() {
		this.source.execute("""
				CREATE TABLE shelf (id int PRIMARY KEY, best int);
				CREATE TABLE book (id serial PRIMARY KEY, shelf_id int NOT NULL REFERENCES shelf, title text NOT NULL,
					sequel int REFERENCES book, UNIQUE (shelf_id, title));
				ALTER TABLE shelf ADD FOREIGN KEY (best) REFERENCES book;
				INSERT INTO shelf VALUES (1);
				INSERT INTO book (shelf_id, title, sequel) VALUES (1, 'first', 2), (1, 'second', 3), (1, 'third', 3);
				UPDATE shelf SET best = 2""");
		Path file = this.folder.resolve("books.json");
		Backups.backup(this.source, BackupRequest.to(file).withTables(List.of("shelf", "book")));
		this.source
			.execute("UPDATE book SET sequel = NULL; UPDATE shelf SET best = NULL; DELETE FROM book WHERE id > 1");
		RestoreResult result = Backups.restore(this.source, RestoreRequest.from(file).withMode(RestoreMode.OVERWRITE));
		assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.source, "(SELECT title, sequel FROM book ORDER BY id)"))
			.isEqualTo("first\t2\nsecond\t3\nthird\t3\n");
		assertThat(this.source.count("shelf WHERE best = 2")).isOne();
	}

	@Test
	void oneTenantBesideTheFirstIsCompleteAndDisjoint() {
		Path file = backupOf("anna");
		this.source.execute("INSERT INTO users VALUES ('carl', 'C')");
		String before = everything("anna") + everything("bob");
		RestoreRequest request = RestoreRequest.from(file).withUserId("carl");
		RestoreResult preview = Backups.restore(this.source, request.withPreview(true));
		assertThat(this.source.count("orders WHERE user_id = 'carl'")).isZero();
		RestoreResult result = Backups.restore(this.source, request);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(preview.tables()).isEqualTo(result.tables());
		assertThat(everything("anna") + everything("bob")).isEqualTo(before);
		assertThat(everything("carl")).isEqualTo(everything("anna"));
		assertThat(Backups.table(result, "orders").inserted()).isEqualTo(2);
		assertThat(Backups.table(result, "orders").rekeyed()).isEqualTo(2);
		assertThat(Backups.table(result, "item").inserted()).isEqualTo(4);
		RestoreResult again = Backups.restore(this.source, request);
		assertThat(again.hasChanges()).isFalse();
		assertThat(everything("carl")).isEqualTo(everything("anna"));
		assertThat(this.source.count("item")).isEqualTo(9);
	}

	/** What belongs to a user, without its keys. */
	private String everything(String user) {
		return Backups.copy(this.source, """
				(SELECT o.number, c.code, i.position, i.note FROM orders o LEFT JOIN country c ON c.id = o.country_id
				LEFT JOIN item i ON i.order_id = o.id WHERE o.user_id = '%1$s' ORDER BY 1, 3, 4)""".formatted(user))
				+ Backups.copy(this.source,
						"""
								(SELECT c.slug, p.slug, p.user_id = c.user_id FROM category c LEFT JOIN category p ON p.id = c.parent_id
								WHERE c.user_id = '%1$s' ORDER BY 1)"""
							.formatted(user))
				+ Backups.copy(this.source,
						"(SELECT m.user_id = n.user_id, m.next_id = n.id FROM node n JOIN node m ON m.id = n.next_id WHERE n.user_id = '%s')"
							.formatted(user));
	}

	@Test
	void parentsOutsideTheBackupAreFoundByNaturalKey() {
		Path file = backupOf("anna");
		try (TestDatabase target = TestDatabase.create()) {
			target.execute(SHOP);
			target.execute("INSERT INTO country VALUES (7, 'FR', 'Frankreich'), (2, 'DE', 'Deutschland')");
			RestoreResult result = Backups.restore(target, file);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(target.queryForValue("SELECT country_id FROM orders WHERE number = 'a1'")).isEqualTo(7);
			assertThat(target.count("country")).isEqualTo(2);
			assertThat(target.count("users")).isEqualTo(1);
			assertThat(target.count("item")).isEqualTo(4);
		}
	}

	@Test
	void optionalParentThatTheTargetDoesNotHaveBecomesNull() {
		Path file = backupOf("anna");
		try (TestDatabase target = TestDatabase.create()) {
			target.execute(SHOP);
			RestoreResult result = Backups.restore(target, file);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(target.count("orders WHERE country_id IS NULL")).isEqualTo(2);
		}
	}

	@Test
	void takenKeysAreReplacedAndReferencesFollow() {
		Path file = this.folder.resolve("all.json.zst");
		Backups.backup(this.source, file);
		try (TestDatabase target = TestDatabase.create()) {
			target.execute(SHOP);
			target.execute("""
					INSERT INTO users VALUES ('zoe', 'Z');
					INSERT INTO orders (user_id, number) VALUES ('zoe', 'z1'), ('zoe', 'z2');
					INSERT INTO item (order_id, position, note) VALUES (1, 9, 'zoe''s')""");
			RestoreResult result = Backups.restore(target, file);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(result.failed()).isZero();
			assertThat(Backups.table(result, "orders").rekeyed()).isEqualTo(2);
			assertThat(target.count("orders o JOIN item i ON i.order_id = o.id WHERE o.number LIKE 'a%'")).isEqualTo(4);
			assertThat(target.queryForValue("SELECT id FROM orders WHERE number = 'a2'")).isEqualTo(3L);
			assertThat(target.count("item i JOIN orders o ON o.id = i.order_id WHERE o.user_id = 'zoe'")).isEqualTo(1);
			target.execute("INSERT INTO item (order_id) VALUES (1)");
			target.execute("INSERT INTO orders (user_id, number) VALUES ('zoe', 'z3')");
		}
	}

	@Test
	void regeneratedKeysAreAllNewAndRestoringTwiceAddsNothing() {
		Path file = this.folder.resolve("all.json");
		Backups.backup(this.source, file);
		try (TestDatabase target = TestDatabase.create()) {
			target.execute(SHOP);
			target.execute("SELECT setval('item_id_seq', 100), setval('orders_id_seq', 100)");
			RestoreRequest request = RestoreRequest.from(file).withKeys(KeyMode.REGENERATE);
			RestoreResult result = Backups.restore(target, request);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(target.count("item WHERE id <= 100")).isZero();
			assertThat(target.count("item i JOIN orders o ON o.id = i.order_id WHERE o.id > 100")).isEqualTo(5);
			assertThat(target.count("category c JOIN category p ON p.id = c.parent_id WHERE p.slug = 'root'"))
				.isEqualTo(1);
			assertThat(target.count("node WHERE id::text LIKE '00000000%'")).isZero();
			assertThat(target.count("node n JOIN node m ON m.id = n.next_id")).isEqualTo(2);
			assertThat(Backups.table(result, "item").rekeyed()).isEqualTo(5);
			assertThat(Backups.restore(target, request.withPreview(true)).tables())
				.filteredOn((table) -> !table.table().equals("node"))
				.allMatch((table) -> table.inserted() == 0);
		}
	}

	@Test
	void ownerThatDoesNotExistIsRefused() {
		Path file = this.folder.resolve("orders.json");
		Backups.backup(this.source, BackupRequest.to(file).withUserId("anna").withTables(List.of("orders")));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Backups.restore(this.source, RestoreRequest.from(file).withUserId("nobody")))
			.withMessageContaining("there is no 'nobody' in users");
	}

	@Test
	void cyclesOfTablesWithoutDeferrableConstraintsAreRestored() {
		try (TestDatabase first = TestDatabase.create(); TestDatabase second = TestDatabase.create()) {
			String schema = """
					CREATE TABLE a (id serial PRIMARY KEY, b_id int NOT NULL, name text NOT NULL UNIQUE CHECK (name <> 'bad'));
					CREATE TABLE b (id serial PRIMARY KEY, a_id int NOT NULL REFERENCES a, code text NOT NULL UNIQUE);
					ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b""";
			first.execute(schema.replace(" CHECK (name <> 'bad')", ""));
			second.execute(schema);
			String rows = "WITH x AS (INSERT INTO a VALUES (1, 1, 'p'), (2, 2, '%s')) INSERT INTO b VALUES (1, 1, 'k'), (2, 2, 'l')";
			first.execute(rows.formatted("q"));
			second.execute("WITH x AS (INSERT INTO a VALUES (1, 1, 'other')) INSERT INTO b VALUES (1, 1, 'z')");
			Path file = this.folder.resolve("cycle.json");
			Backups.backup(first, file);
			RestoreResult result = Backups.restore(second, file);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(second.count("a JOIN b ON a.b_id = b.id AND b.a_id = a.id")).isEqualTo(3);
			assertThat(second.count("a JOIN b ON a.b_id = b.id WHERE name = 'p' AND code = 'k'")).isEqualTo(1);
			assertThat(Backups.restore(second, file).hasChanges()).isFalse();
			first.execute("UPDATE a SET name = 'bad' WHERE id = 2");
			second.execute("TRUNCATE a, b");
			Backups.backup(first, file);
			RestoreResult partly = Backups.restore(second, RestoreRequest.from(file).withOnError(ErrorMode.CONTINUE));
			assertThat(partly.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(partly.failed()).isPositive();
			TableResult a = Backups.table(partly, "a");
			assertThat(a.inserted()).isEqualTo(second.count("a"));
			assertThat(a.failureDetails()).anyMatch((detail) -> detail.rowIndex() == 1 && "2".equals(detail.oldPk()));
		}
	}

	@Test
	void referencesToNaturalKeysAndCompositeKeysFollow() {
		try (TestDatabase first = TestDatabase.create(); TestDatabase second = TestDatabase.create()) {
			String schema = """
					CREATE TABLE tenant (id serial PRIMARY KEY, name text NOT NULL UNIQUE);
					CREATE TABLE account (tenant_id int REFERENCES tenant, no serial, email text NOT NULL, PRIMARY KEY (tenant_id, no),
						UNIQUE (tenant_id, email));
					CREATE TABLE entry (id serial PRIMARY KEY, tenant_id int NOT NULL, account_no int NOT NULL, payer text,
						FOREIGN KEY (tenant_id, account_no) REFERENCES account, payer_tenant int,
						FOREIGN KEY (payer_tenant, payer) REFERENCES account (tenant_id, email))""";
			first.execute(schema);
			second.execute(schema);
			first.execute(
					"""
							INSERT INTO tenant (name) VALUES ('t1'), ('t2');
							INSERT INTO account (tenant_id, email) VALUES (1, 'a'), (2, 'a'), (2, 'b');
							INSERT INTO entry (tenant_id, account_no, payer, payer_tenant) VALUES (1, 1, 'b', 2), (2, 3, NULL, NULL)""");
			second.execute("""
					INSERT INTO tenant (name) VALUES ('zz'), ('t1');
					INSERT INTO account (tenant_id, email) VALUES (1, 'zz'), (2, 'zz');
					INSERT INTO entry (tenant_id, account_no) VALUES (1, 1)""");
			Path file = this.folder.resolve("composite.json");
			Backups.backup(first, file);
			RestoreResult result = Backups.restore(second, file);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			String entries = "(SELECT t.name, a.email, p.name, e.payer FROM entry e JOIN account a ON (a.tenant_id, a.no) = (e.tenant_id, e.account_no) JOIN tenant t ON t.id = a.tenant_id LEFT JOIN tenant p ON p.id = e.payer_tenant WHERE t.name <> 'zz' ORDER BY 1)";
			assertThat(Backups.copy(second, entries)).isEqualTo(Backups.copy(first, entries));
			assertThat(second.count("tenant")).isEqualTo(3);
			assertThat(Backups.restore(second, file).hasChanges()).isFalse();
		}
	}

}
