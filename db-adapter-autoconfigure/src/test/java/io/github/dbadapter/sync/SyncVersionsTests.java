package io.github.dbadapter.sync;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.RestoreMode;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.test.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Syncs between PostgreSQL 14 and 18, whose servers do not hash alike. The profile
 * {@code pg-matrix} brings both.
 */
@EnabledIfSystemProperty(named = "pg.binaries.dir", matches = ".+",
		disabledReason = "PostgreSQL 14 and 18 are needed side by side, which the profile pg-matrix brings (-Ppg-matrix)")
class SyncVersionsTests {

	private static final String SCHEMA = """
			CREATE TYPE mood AS ENUM ('sad', 'ok');
			CREATE TYPE pair AS (x int, y text);
			CREATE TABLE customer (id serial PRIMARY KEY, email text NOT NULL UNIQUE, name varchar(40), mood mood);
			CREATE TABLE orders (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, customer_id int NOT NULL REFERENCES customer,
				number text NOT NULL, total numeric(10,2), twice numeric GENERATED ALWAYS AS (total * 2) STORED,
				UNIQUE (customer_id, number));
			CREATE TABLE value (id uuid PRIMARY KEY, n numeric, f float8, g float4, t timestamptz, i interval, j json, b jsonb,
				y bytea, a text[], r int4range, m int4multirange, p pair, ps pair[], c char(5), x xml, bits varbit, w money,
				inet inet, tsv tsvector, o point);
			CREATE TABLE event (id int, at date NOT NULL, note text, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
			CREATE TABLE event_1 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2026-07-01');
			CREATE TABLE event_2 PARTITION OF event DEFAULT;
			CREATE TABLE log (at timestamptz, line text)""";

	private static final String ROWS = """
			INSERT INTO customer (email, name, mood) SELECT 'c' || i || '@x', 'ü' || i, CASE WHEN i % 3 > 0 THEN 'ok'::mood END
				FROM generate_series(1, 300) i;
			INSERT INTO orders (customer_id, number, total) SELECT 1 + i % 300, 'n' || i, i / 7.0 FROM generate_series(1, 2000) i;
			INSERT INTO value VALUES ('00000000-0000-0000-0000-000000000001', 1.50, '-0', 'NaN', '0044-03-15 12:00:00+00 BC',
				'1 mon -3 days', '{"a": 1, "a":2}', '{"b": [1.0, null]}', '\\x00ff', '[0:1]={a,NULL}', '[1,5)', '{[1,3),[5,7)}',
				'(1,"a,""b")', '{"(1,a)",NULL}', 'ab', '<a>ü</a>', B'101', 10.50, '10.0.0.1/8', 'a:1 b:2', '(1,2.5)'),
				('00000000-0000-0000-0000-000000000002', 'NaN', 'infinity', 0.1, 'infinity', '-1 year', 'null', 'null', '', '{}',
				'empty', '{}', '(,)', '{}', '', NULL, B'', -1, '::1', '', NULL);
			INSERT INTO value (id, n) SELECT ('00000000-0000-0000-0001-' || lpad(i::text, 12, '0'))::uuid, i / 3.0
				FROM generate_series(1, 500) i;
			INSERT INTO event SELECT i, '2026-01-01'::date + i, 'e' || i FROM generate_series(1, 300) i;
			INSERT INTO log SELECT '2026-01-01', 'l' || i % 40 FROM generate_series(1, 100) i""";

	private static final List<String> ALL = List.of("SELECT * FROM customer ORDER BY id",
			"SELECT * FROM orders ORDER BY id", "SELECT * FROM value ORDER BY id", "SELECT * FROM event ORDER BY id",
			"SELECT * FROM log ORDER BY line");

	private static final Map<String, EmbeddedPostgres> SERVERS = new TreeMap<>();

	@BeforeAll
	static void start() throws IOException {
		String folder = System.getProperty("pg.binaries.dir");
		for (String version : List.of("14", "18")) {
			SERVERS.put(version, server(Path.of(folder, "postgres-%s.jar".formatted(version))));
		}
	}

	private static EmbeddedPostgres server(Path binaries) throws IOException {
		return EmbeddedPostgres.builder()
			.setPgBinaryResolver((system, machine) -> archive(binaries))
			.setServerConfig("max_connections", "30")
			.setLocaleConfig("locale", "C.UTF-8")
			.start();
	}

	/** The one archive in the artifact, whatever the platform. */
	private static InputStream archive(Path binaries) throws IOException {
		try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + binaries.toUri()), Map.of());
				Stream<Path> files = Files.list(jar.getPath("/"))) {
			Path archive = files.filter((file) -> file.toString().endsWith(".txz"))
				.findFirst()
				.orElseThrow(() -> new FileNotFoundException(binaries + " holds no PostgreSQL"));
			return new ByteArrayInputStream(Files.readAllBytes(archive));
		}
	}

	@AfterAll
	static void stop() {
		SERVERS.values().forEach((server) -> {
			try {
				server.close();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	private static TestDatabase database(String version, String name) {
		ConnectionParameters postgres = new ConnectionParameters(
				List.of(new Host("localhost", Objects.requireNonNull(SERVERS.get(version)).getPort())), "postgres",
				"postgres", "postgres", Map.of());
		TestDatabase.of(postgres).execute("DROP DATABASE IF EXISTS %s; ".formatted(name));
		TestDatabase.of(postgres).execute("CREATE DATABASE %s TEMPLATE template0 ENCODING 'UTF8'".formatted(name));
		TestDatabase database = TestDatabase.of(postgres.withDatabase(name));
		assertThat(database.queryForValue("SHOW server_version").toString()).startsWith(version);
		database.execute(SCHEMA);
		return database;
	}

	@ParameterizedTest
	@CsvSource({ "14, 18", "18, 14" })
	void rowsComeOverAndAreFoundEqual(String from, String to) {
		try (SyncPair pair = new SyncPair(database(from, "sync_source"), database(to, "sync_target"))) {
			pair.source.execute(ROWS);
			assertThat(pair.sync(SyncMode.SKIP).outcome()).isEqualTo(Outcome.COMMITTED);
			ALL.forEach((query) -> assertThat(pair.targetRows(query)).isEqualTo(pair.sourceRows(query)));
			assertThat(pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
			pair.source.execute("""
					UPDATE orders SET total = total + 1 WHERE id % 100 = 0; UPDATE value SET n = 1.5 WHERE n = 1.50;
					UPDATE value SET b = '1' WHERE b = 'null'; UPDATE event SET note = NULL WHERE id = 7;
					DELETE FROM log WHERE line = 'l1'; INSERT INTO customer (email) VALUES ('new')""");
			pair.target.execute("INSERT INTO customer (email) VALUES ('theirs'); INSERT INTO log VALUES (NULL, NULL)");
			SyncResult result = pair.sync(SyncMode.MIRROR);
			assertThat(SyncPair.numbers(result, "customer")).isEqualTo("1+ 0~ 300= 1- 0s 0f");
			assertThat(SyncPair.numbers(result, "orders")).isEqualTo("0+ 20~ 1980= 0- 0s 0f");
			assertThat(SyncPair.numbers(result, "value")).isEqualTo("0+ 2~ 500= 0- 0s 0f");
			assertThat(SyncPair.numbers(result, "event")).isEqualTo("0+ 1~ 299= 0- 0s 0f");
			assertThat(SyncPair.numbers(result, "log")).isEqualTo("0+ 0~ 97= 4- 0s 0f");
			ALL.subList(1, ALL.size())
				.forEach((query) -> assertThat(pair.targetRows(query)).isEqualTo(pair.sourceRows(query)));
			String customers = "SELECT email, name, mood FROM customer ORDER BY email";
			assertThat(pair.targetRows(customers)).isEqualTo(pair.sourceRows(customers));
			assertThat(pair.compare(SyncRequest.defaults()).hasChanges()).isFalse();
		}
	}

	@ParameterizedTest
	@CsvSource({ "14, 18", "18, 14" })
	void replacedKeysAreFollowed(String from, String to) {
		try (SyncPair pair = new SyncPair(database(from, "sync_source"), database(to, "sync_target"))) {
			pair.source.execute(ROWS);
			pair.target
				.execute("INSERT INTO customer (email) SELECT 'c' || i || '@x' FROM generate_series(9, 1, -1) i; "
						+ "INSERT INTO orders (customer_id, number) VALUES (9, 'n300')");
			SyncResult result = pair.sync(SyncMode.OVERWRITE);
			assertThat(SyncPair.numbers(result, "customer")).isEqualTo("291+ 9~ 0= 0- 0s 0f");
			assertThat(SyncPair.numbers(result, "orders")).isEqualTo("1999+ 1~ 0= 0- 0s 0f");
			String rows = "SELECT email, number, total FROM orders o JOIN customer c ON c.id = customer_id ORDER BY number";
			assertThat(pair.targetRows(rows)).isEqualTo(pair.sourceRows(rows));
			assertThat(pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
		}
	}

	@Test
	void temporalKeysAreFollowed() {
		String tables = """
				CREATE EXTENSION btree_gist;
				CREATE TABLE tariff (id int, during daterange, name text, PRIMARY KEY (id, during WITHOUT OVERLAPS));
				CREATE TABLE price (tariff_id int, during daterange, cents int,
					PRIMARY KEY (tariff_id, during WITHOUT OVERLAPS),
					FOREIGN KEY (tariff_id, PERIOD during) REFERENCES tariff (id, PERIOD during))""";
		try (SyncPair pair = new SyncPair(database("18", "sync_source"), database("18", "sync_target"))) {
			pair.both(tables);
			pair.source.execute(
					"""
							INSERT INTO tariff SELECT n, daterange('2026-01-01', '2026-07-01'), 'a' || n FROM generate_series(1, 200) n;
							INSERT INTO tariff SELECT n, daterange('2026-07-01', '2027-01-01'), 'b' || n FROM generate_series(1, 200) n;
							INSERT INTO price SELECT n, daterange('2026-03-01', '2026-09-01'), n FROM generate_series(1, 200) n""");
			SyncRequest prices = SyncPair.apply(SyncMode.MIRROR).withTables(List.of("price"));
			SyncResult first = pair.sync(prices);
			assertThat(SyncPair.numbers(first, "price")).isEqualTo("200+ 0~ 0= 0- 0s 0f");
			assertThat(SyncPair.numbers(first, "tariff")).isEqualTo("400+ 0~ 0= 0- 0s 0f");
			pair.source.execute("""
					DELETE FROM price WHERE tariff_id = 5; DELETE FROM tariff WHERE id = 5;
					INSERT INTO tariff VALUES (201, daterange('2026-01-01', NULL), 'new');
					INSERT INTO price VALUES (201, daterange('2026-02-01', '2026-03-01'), 1);
					UPDATE price SET cents = 0 WHERE tariff_id = 7""");
			SyncResult result = pair.sync(SyncMode.MIRROR);
			assertThat(SyncPair.numbers(result, "price")).isEqualTo("1+ 1~ 198= 1- 0s 0f");
			assertThat(SyncPair.numbers(result, "tariff")).isEqualTo("1+ 0~ 398= 2- 0s 0f");
			for (String rows : List.of("SELECT * FROM tariff ORDER BY 1, 2", "SELECT * FROM price ORDER BY 1, 2")) {
				assertThat(pair.targetRows(rows)).isEqualTo(pair.sourceRows(rows));
			}
			assertThat(pair.sync(SyncMode.MIRROR).hasChanges()).isFalse();
			pair.source.execute("DELETE FROM price WHERE tariff_id = 9; DELETE FROM tariff WHERE id = 9");
			SyncRequest tariffs = SyncPair.apply(SyncMode.MIRROR).withTables(List.of("tariff"));
			assertThatExceptionOfType(OperationRefusedException.class).isThrownBy(() -> pair.sync(tariffs))
				.withMessageContaining("rows of 'price'");
		}
	}

	@Test
	void whatEighteenAddsIsRestored(@TempDir Path folder) {
		String tables = """
				CREATE EXTENSION btree_gist;
				CREATE TABLE tariff (id int, during daterange, name text, size int GENERATED ALWAYS AS (length(name)) VIRTUAL,
					PRIMARY KEY (id, during WITHOUT OVERLAPS));
				CREATE TABLE a_price (id int PRIMARY KEY, tariff_id int, during daterange, code text UNIQUE,
					FOREIGN KEY (tariff_id, PERIOD during) REFERENCES tariff (id, PERIOD during));
				""";
		String rows = """
				INSERT INTO tariff SELECT n, daterange('2026-01-01', '2027-01-01'), 'a' || n FROM generate_series(1, 20) n;
				INSERT INTO a_price SELECT n, n, daterange('2026-03-01', '2026-09-01'), nullif(n, 3) FROM generate_series(1, 20) n;
				""";
		String late = "ALTER TABLE a_price ADD CONSTRAINT code_given NOT NULL code NOT VALID";
		Path file = folder.resolve("backup.json");
		List<String> all = List.of("SELECT * FROM tariff ORDER BY id", "SELECT * FROM a_price ORDER BY id");
		try (TestDatabase source = database("18", "sync_source"); TestDatabase target = database("18", "sync_target")) {
			source.execute(tables + rows + late);
			target.execute(tables);
			new BackupService(source.administrative(), "source").backup(BackupRequest.to(file)).block(SyncPair.TIMEOUT);
			RestoreService service = new RestoreService(target.administrative());
			service.restore(RestoreRequest.from(file)).block(SyncPair.TIMEOUT);
			all.forEach((query) -> assertThat(SyncPair.rows(target, query)).isEqualTo(SyncPair.rows(source, query)));
			target.execute(late + "; UPDATE tariff SET name = 'longer' WHERE id = 4; DELETE FROM a_price WHERE id = 5");
			RestoreResult again = Objects.requireNonNull(
					service.restore(RestoreRequest.from(file).withMode(RestoreMode.OVERWRITE)).block(SyncPair.TIMEOUT));
			assertThat(again.tables().stream().mapToLong((table) -> table.inserted() + table.updated()).sum())
				.isEqualTo(2);
			assertThat(again.tables()).allSatisfy((table) -> assertThat(table.failed()).isZero());
			all.forEach((query) -> assertThat(SyncPair.rows(target, query)).isEqualTo(SyncPair.rows(source, query)));
			SyncPair pair = new SyncPair(source, target);
			assertThat(pair.compare(SyncRequest.defaults()).hasChanges()).isFalse();
			source.execute("UPDATE tariff SET name = 'x' WHERE id = 6");
			assertThat(SyncPair.numbers(pair.sync(SyncMode.MIRROR), "tariff")).isEqualTo("0+ 1~ 19= 0- 0s 0f");
			all.forEach((query) -> assertThat(SyncPair.rows(target, query)).isEqualTo(SyncPair.rows(source, query)));
		}
	}

}
