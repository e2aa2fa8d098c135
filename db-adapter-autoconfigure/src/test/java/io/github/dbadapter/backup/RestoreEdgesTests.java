package io.github.dbadapter.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is at the edges: owners of another type, keys without a value, parents that are
 * nowhere, connections that break.
 */
@PostgresTest
class RestoreEdgesTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(60);

	private final TestDatabase source;

	private TestDatabase target;

	@TempDir
	private Path folder;

	private Path file;

	RestoreEdgesTests(TestDatabase source) {
		this.source = source;
	}

	@BeforeEach
	void create() {
		this.source.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		this.target = TestDatabase.create();
		this.file = this.folder.resolve("all.json");
	}

	@AfterEach
	void drop() {
		this.target.close();
	}

	@Test
	void anOwnerOfAnotherTypeIsAMistakeOfTheCaller() {
		both("CREATE TABLE notes (id serial PRIMARY KEY, user_id int, body text)");
		this.source.execute("INSERT INTO notes (user_id, body) VALUES (1, 'a')");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Backups.backup(this.source, BackupRequest.to(this.file).withUserId("ada")))
			.withMessageContaining("'ada'")
			.withMessageContaining("notes.user_id");
		assertThat(this.folder).isEmptyDirectory();
		Backups.backup(this.source, BackupRequest.to(this.file).withUserId("1"));
		for (String owner : List.of("ada", "99999999999", "1.5")) {
			assertThatExceptionOfType(InvalidInputException.class)
				.isThrownBy(() -> Backups.restore(this.target, RestoreRequest.from(this.file).withUserId(owner)))
				.withMessageContaining("'%s'".formatted(owner))
				.withMessageContaining("notes.user_id");
		}
		assertThat(this.target.count("notes")).isZero();
	}

	@Test
	void aNaturalKeyWithoutAValueMatchesNothingButIsRecognised() throws IOException {
		both("CREATE TABLE notes (id serial PRIMARY KEY, user_id int, slug text, body text, UNIQUE (user_id, slug))");
		this.source
			.execute("INSERT INTO notes (user_id, slug, body) VALUES (1, NULL, 'a'), (1, NULL, 'b'), (1, 'c', 'c')");
		this.target.execute(
				"INSERT INTO notes (id, user_id, slug, body) VALUES (100, 1, NULL, 'other'), (1, 2, NULL, 'theirs')");
		Backups.backup(this.source, this.file);
		BackupSchema declared = BackupSchema.parse("{\"tables\": [{\"name\": \"notes\", \"slug_field\": \"slug\"}]}");
		RestoreRequest request = RestoreRequest.from(this.file).withSchema(declared).withMode(RestoreMode.OVERWRITE);
		assertThat(Backups.restore(this.target, request).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.target, "(SELECT user_id, slug, body FROM notes ORDER BY body)"))
			.isEqualTo("1\t\\N\ta\n1\t\\N\tb\n1\tc\tc\n1\t\\N\tother\n2\t\\N\ttheirs\n");
		assertThat(Backups.restore(this.target, request).hasChanges()).isFalse();
		assertThat(Backups.restore(this.target, request.withMode(RestoreMode.SKIP)).hasChanges()).isFalse();
	}

	@Test
	void parentsThatAreNowhereAreReported() {
		both("CREATE TABLE country (id serial PRIMARY KEY, code text NOT NULL UNIQUE); "
				+ "CREATE TABLE city (id serial PRIMARY KEY, country_id int NOT NULL REFERENCES country, name text, "
				+ "sister_id int REFERENCES country)");
		this.source.execute("INSERT INTO country (code) VALUES ('DE'), ('FR'); "
				+ "INSERT INTO city (country_id, name, sister_id) VALUES (1, 'Bonn', 2), (2, 'Lyon', 1), (1, 'Ulm', NULL)");
		this.target.execute("INSERT INTO country (id, code) VALUES (7, 'DE')");
		Backups.backup(this.source, BackupRequest.to(this.file).withTables(List.of("city")));
		RestoreResult result = Backups.restore(this.target, this.file);
		assertThat(Backups.table(result, "city").skipReasons()).containsExactly("1 required country missing");
		assertThat(Backups.copy(this.target, "(SELECT name, country_id, sister_id FROM city ORDER BY 1)"))
			.isEqualTo("Bonn\t7\t\\N\nUlm\t7\t\\N\n");
		assertThat(Backups.restore(this.target, this.file).hasChanges()).isFalse();
	}

	@Test
	void partitionedTablesWithTheirOwnKeysAndReferences() {
		both("CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE); "
				+ "CREATE TABLE events (id bigserial, at date NOT NULL, user_id int NOT NULL REFERENCES users, note text, "
				+ "PRIMARY KEY (id, at)) PARTITION BY RANGE (at); "
				+ "CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01'); "
				+ "CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM ('2026-02-01') TO ('2026-03-01')");
		this.source.execute("INSERT INTO users (email) VALUES ('a'), ('b'); "
				+ "INSERT INTO events (at, user_id, note) VALUES ('2026-01-05', 1, 'x'), ('2026-02-05', 2, 'y')");
		this.target.execute(
				"INSERT INTO users (email) VALUES ('z'); INSERT INTO events (at, user_id, note) VALUES ('2026-01-05', 1, 'z')");
		Backups.backup(this.source, BackupRequest.to(this.file).withMasks(List.of(Mask.parse("events.note=hash"))));
		RestoreResult result = Backups.restore(this.target, this.file);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.target,
				"(SELECT u.email, e.at, e.tableoid::regclass, length(e.note) FROM events e JOIN users u ON u.id = e.user_id ORDER BY 1)"))
			.isEqualTo("a\t2026-01-05\tevents_1\t64\nb\t2026-02-05\tevents_2\t64\nz\t2026-01-05\tevents_1\t1\n");
		assertThat(Backups.restore(this.target, this.file).hasChanges()).isFalse();
		this.target.execute("INSERT INTO events (at, user_id) VALUES ('2026-01-06', 1)");
		this.target.execute("DROP TABLE events_2");
		this.target.execute("DELETE FROM events");
		RestoreResult failed = Backups.restore(this.target,
				RestoreRequest.from(this.file).withOnError(ErrorMode.CONTINUE));
		assertThat(Backups.table(failed, "events").failed()).isOne();
		assertThat(this.target.count("events")).isOne();
	}

	@Test
	void masksKeepUniqueColumnsUniqueWhateverTheirLength() {
		both("CREATE TABLE people (id serial PRIMARY KEY, email varchar(40) NOT NULL UNIQUE, code char(24) UNIQUE, "
				+ "nick text UNIQUE, token uuid UNIQUE, digest bytea UNIQUE)");
		this.source
			.execute("INSERT INTO people (email, code, nick, token, digest) SELECT 'person' || n || '@shop.org', "
					+ "'code' || n, CASE WHEN n % 10 > 0 THEN 'nick' || n END, md5(n::text)::uuid, convert_to(n::text, 'UTF8') "
					+ "FROM generate_series(1, 5000) n");
		Backups.backup(this.source,
				BackupRequest.to(this.file)
					.withMasks(List.of(Mask.parse("people.email=email"), Mask.parse("people.code=hash"),
							Mask.parse("people.nick=name"), Mask.parse("people.token=hash"),
							Mask.parse("people.digest=hash"))));
		RestoreResult result = Backups.restore(this.target, this.file);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.target,
				"(SELECT count(DISTINCT email), count(DISTINCT code), count(DISTINCT nick), count(DISTINCT token), count(DISTINCT digest) FROM people)"))
			.isEqualTo("5000\t5000\t4500\t5000\t5000\n");
		assertThat(this.target.count("people WHERE email LIKE 'person%' OR nick LIKE 'nick%' OR code LIKE 'code%'"))
			.isZero();
	}

	@Test
	void aMaskWhoseTextTheColumnRefusesIsAMistakeOfTheCaller() {
		both("CREATE TABLE people (id serial PRIMARY KEY, born date, size int)");
		this.source.execute("INSERT INTO people (born) VALUES ('2000-01-01')");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Backups.backup(this.source,
					BackupRequest.to(this.file).withMasks(List.of(Mask.parse("people.born=fixed:never")))))
			.withMessageContaining("people.born");
		assertThat(this.folder).isEmptyDirectory();
	}

	@Test
	void aRestoreWhoseConnectionIsCutOrThatIsCancelledChangesNothing() throws Exception {
		both("CREATE TABLE notes (id serial PRIMARY KEY, body text)");
		this.source.execute("INSERT INTO notes (body) SELECT 'note ' || n FROM generate_series(1, 2000) n");
		Backups.backup(this.source, this.file);
		this.target.execute("CREATE FUNCTION slow() RETURNS trigger LANGUAGE plpgsql AS "
				+ "'BEGIN IF NEW.id = 1500 THEN PERFORM pg_sleep(60); END IF; RETURN NEW; END'; "
				+ "CREATE TRIGGER slow BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION slow()");
		RestoreService service = new RestoreService(this.target.administrative());
		CompletableFuture<RestoreResult> cut = service.restore(RestoreRequest.from(this.file)).toFuture();
		awaitSleepers(1);
		this.target.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
		assertThat(cut).failsWithin(20, TimeUnit.SECONDS)
			.withThrowableThat()
			.withCauseInstanceOf(DatabaseUnavailableException.class);
		this.target.awaitNoSessions();
		assertThat(this.target.count("notes")).isZero();

		Disposable cancelled = service.restore(RestoreRequest.from(this.file)).subscribe();
		awaitSleepers(1);
		cancelled.dispose();
		this.target.awaitNoSessions();
		assertThat(this.target.count("notes")).isZero();
		this.target.execute("DROP TRIGGER slow ON notes");
		StepVerifier.create(service.restore(RestoreRequest.from(this.file)))
			.assertNext((result) -> assertThat(result.written()).isEqualTo(2000))
			.expectComplete()
			.verify(TIMEOUT);
	}

	@Test
	void aFileThatChangesBetweenItsReadingsIsRefused() throws IOException {
		both("CREATE TABLE notes (id serial PRIMARY KEY, body text)");
		this.source.execute("INSERT INTO notes (body) SELECT 'note ' || n FROM generate_series(1, 2000) n");
		Backups.backup(this.source, this.file);
		String text = Files.readString(this.file);
		ProgressListener changing = (progress) -> {
			if (progress.phase() == Progress.Phase.LOAD) {
				try {
					Files.writeString(this.file, text.replace("note 1999", "evil 1999"));
				}
				catch (IOException ex) {
					throw new AssertionError(ex);
				}
			}
		};
		StepVerifier
			.create(new RestoreService(this.target.administrative()).restore(RestoreRequest.from(this.file), changing))
			.expectError(InvalidBackupException.class)
			.verify(TIMEOUT);
		assertThat(this.target.count("notes")).isZero();
	}

	private void both(String sql) {
		this.source.execute(sql);
		this.target.execute(sql);
	}

	private void awaitSleepers(long number) {
		String query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = current_database()";
		for (int attempt = 0; attempt < 400 && !this.target.queryForValue(query).equals(number); attempt++) {
			LockSupport.parkNanos(50_000_000);
		}
		assertThat(this.target.queryForValue(query)).isEqualTo(number);
	}

}
