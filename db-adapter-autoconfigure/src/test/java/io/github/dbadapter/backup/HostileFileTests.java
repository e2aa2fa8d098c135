package io.github.dbadapter.backup;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files that are wrong, or meant to do harm.
 */
@PostgresTest
class HostileFileTests {

	private static final String METADATA = "\"metadata\": {\"version\": \"1.1\"}";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	HostileFileTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void create() {
		this.database.execute("DROP TABLE IF EXISTS posts, users; "
				+ "CREATE TABLE users (id int PRIMARY KEY, name text DEFAULT 'nobody', data jsonb, pin bit(3))");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"users": [{"id": 1, "id": 2}], M}                          | table 'users', row 0 | 'id'
					{"users": [{"id": 1}], "users": [{"id": 2}], M}             | 'users' appears twice | line 1
					{"users": [{"id": 1}], M, M}                                | 'metadata' appears twice | line 1
					{"users": [{"id": 1}], "metadata": {"version": "1.1", "version": "1.1"}} | not valid JSON | version
					{"users": [{"id": 1}], "public.users": [{"id": 2}], M}      | 'public.users' | 'users'
					{"users": [{"id": 1}], "metadata": {"version": "2.0"}}      | '2.0' | '1.1'
					{"users": [{"id": 1}], "metadata": {}}                      | version '' | '1.1'
					{"users": [{"id": 1}]}                                      | metadata | x
					{"users": [{"id": 1}, 2], M}                                | table 'users', row 1 | not an object
					{"users": {"id": 1}, M}                                     | 'users' is not an array | line 1
					{"users": [{"id": 1}], "metadata": {"version": "1.1", "users_count": 2}} | 1 rows | says 2
					{"users": [{"id": 1}], "metadata": {"version": "1.1", "users_count": "1"}} | users_count | x
					{"users": [{"id": 1}], "metadata": {"version": "1.1", "users_count": 18446744073709551617}} | 1 rows | says 1844
					{"users": [{"id": 1}], "metadata": {"version": "1.1", "users_count": 1, "posts_count": 5}} | 'posts' is counted | no such table
					{"users": [{"id": 1}], M} {}                                | more after the end | line 1
					{"users": [{"id": 1}], M                                    | not valid JSON | line 1
					{"pg_catalog.pg_authid": [{"rolname": "x"}], M}             | pg_authid | x
					{"ghosts": [], M}                                           | ghosts | x
					""")
	void whatIsWrongIsToldWithItsPlaceAndNothingIsWritten(String text, String first, String second) throws IOException {
		Path file = write(text.replace("M", METADATA));
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> Backups.restore(this.database, file))
			.satisfies((failure) -> assertThat(failure.getMessage()).contains(first, second.equals("x") ? "" : second));
		assertThat(this.database.count("users")).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "[", "{\"a\":" })
	void bombsAreRefused(String bracket) throws IOException {
		String close = bracket.equals("[") ? "]" : "}";
		Path file = write("{\"users\": [{\"id\": 1, \"data\": %s1%s}], %s}".formatted(bracket.repeat(100),
				close.repeat(100), METADATA));
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> Backups.restore(this.database, file))
			.withMessageContaining("table 'users', row 0: it is nested too deeply");
		Path endless = write("{\"users\": " + bracket.repeat(1_000_000));
		assertThatExceptionOfType(InvalidBackupException.class)
			.isThrownBy(() -> Backups.restore(this.database, endless));
	}

	@Test
	void aFileThatLacksOnlyTheEndOfItsCompressionIsRefused() throws IOException {
		Path file = this.folder.resolve("cut.json.gz");
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(("{\"users\": [{\"id\": 1}], " + METADATA + "}").getBytes(StandardCharsets.UTF_8));
		}
		Files.write(file, Arrays.copyOf(bytes.toByteArray(), bytes.size() - 6));
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> Backups.restore(this.database, file))
			.withMessageContaining("it is cut off");
	}

	@Test
	void aRowOfTooManyColumnsIsRefused() throws IOException {
		String columns = IntStream.range(0, 3000).mapToObj("\"c%d\": 1"::formatted).collect(Collectors.joining(", "));
		Path file = write("{\"users\": [{%s}], %s}".formatted(columns, METADATA));
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> Backups.restore(this.database, file))
			.withMessageContaining("table 'users', row 0");
	}

	@Test
	void rowsWithTextsThatPostgresRefusesFailByThemselves() throws IOException {
		Path file = write("{\"users\": [{\"id\": 1, \"name\": \"a\\u0000b\"}, {\"id\": 2, \"name\": \"\\ud800\"}, "
				+ "{\"id\": 3, \"name\": \"\\ud83d\\ude00\"}, {\"id\": 4, \"data\": {\"a\": \"\\u0000\"}}, "
				+ "{\"id\": 5, \"pin\": \"10\"}, {\"id\": \"six\"}, {\"id\": 7.5}, {\"id\": null}, {\"id\": 1e400}, "
				+ "{\"id\": 99999999999}, {\"id\": [1]}, {\"id\": {\"a\": 1}}, {\"id\": true}, {}], " + METADATA + "}");
		RestoreResult result = Backups.restore(this.database,
				RestoreRequest.from(file).withOnError(ErrorMode.CONTINUE));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(result.tables().get(0).failureDetails()).extracting(FailureDetail::rowIndex)
			.containsExactly(0L, 1L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L, 13L);
		assertThat(this.database.query("SELECT id, name FROM users ORDER BY id").toString())
			.isEqualTo("[{id=3, name=\ud83d\ude00}]");
	}

	@Test
	void columnsThatARowLacksAreNull() throws IOException {
		Path file = write("{\"users\": [{\"id\": 1}, {\"name\": \"b\", \"id\": 2}, {\"id\": 3, \"name\": null}], "
				+ METADATA + "}");
		assertThat(Backups.restore(this.database, file).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.database, "(SELECT id, name FROM users ORDER BY id)"))
			.isEqualTo("1\t\\N\n2\tb\n3\t\\N\n");
		assertThat(Backups.restore(this.database, file).hasChanges()).isFalse();
	}

	@Test
	void namesAreNeverSql() throws IOException {
		String name = "x\"; DROP TABLE users; --";
		Path file = write("{\"users\": [{\"id\": 1, \"x\\\"; DROP TABLE users; --\": 1}], %s}".formatted(METADATA));
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> Backups.restore(this.database, file))
			.withMessageContaining(name);
		this.database.execute("ALTER TABLE users ADD \"x\"\"; DROP TABLE users; --\" int");
		assertThat(Backups.restore(this.database, file).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.database.count("users")).isEqualTo(1);
	}

	@Test
	void aByteOrderMarkDoesNoHarm() throws IOException {
		Path file = write("\ufeff{\"users\": [{\"id\": 1}], " + METADATA + "}");
		assertThat(Backups.restore(this.database, file).outcome()).isEqualTo(Outcome.COMMITTED);
	}

	@ParameterizedTest
	@ValueSource(strings = { "all.json", "all.json.gz", "all.json.zst" })
	void everyTruncationAndEveryFlippedBitIsFound(String name) throws IOException {
		this.database.execute("INSERT INTO users SELECT n, 'name ' || n FROM generate_series(1, 20) n");
		Path file = this.folder.resolve(name);
		Backups.backup(this.database, file);
		byte[] bytes = Files.readAllBytes(file);
		byte[] content = Compression.open(new ByteArrayInputStream(bytes)).readAllBytes();
		BackupValidator validator = new BackupValidator();
		for (int length = 0; length < bytes.length - 2; length += 7) {
			Files.write(file, Arrays.copyOf(bytes, length));
			assertThat(validator.validate(file, null, ProgressListener.NONE).valid()).as("cut at %d", length).isFalse();
		}
		int end = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\"metadata\"");
		int last = (end > 0) ? end : bytes.length;
		for (int at = 10; at < last; at += 3) {
			byte[] damaged = bytes.clone();
			damaged[at] ^= 0x04;
			Files.write(file, damaged);
			// a compressor's tables have bits without a meaning
			assertThat(validator.validate(file, null, ProgressListener.NONE).valid() && !reads(damaged, content))
				.as("flipped at %d", at)
				.isFalse();
		}
	}

	private static boolean reads(byte[] file, byte[] content) throws IOException {
		return Arrays.equals(Compression.open(new ByteArrayInputStream(file)).readAllBytes(), content);
	}

	private Path write(String text) throws IOException {
		return Files.writeString(this.folder.resolve("f.json"), text);
	}

}
