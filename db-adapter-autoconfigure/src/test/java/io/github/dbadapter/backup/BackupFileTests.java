package io.github.dbadapter.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.Mask.Kind;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The file itself: what it holds, what is refused, masks.
 */
@PostgresTest
class BackupFileTests {

	private static final JsonMapper MAPPER = new JsonMapper();

	private final TestDatabase database;

	@TempDir
	private Path folder;

	BackupFileTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	static void fill(TestDatabase database) {
		database.execute(
				"""
						CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE, name varchar(40), phone text, ref uuid);
						CREATE TABLE posts (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, slug text NOT NULL, at timestamptz,
							UNIQUE (user_id, slug));
						INSERT INTO users (email, name, phone, ref) SELECT 'u' || n || '@corp.de', 'Name ' || n % 3, '0' || n, gen_random_uuid()
							FROM generate_series(1, 50) n;
						INSERT INTO posts (user_id, slug, at) SELECT n % 50 + 1, 's' || n, '2026-01-01' FROM generate_series(1, 500) n""");
	}

	private Path backup() {
		Path file = this.folder.resolve("b.json");
		Backups.backup(this.database, file);
		return file;
	}

	@Test
	void fileIsWhatThePythonLibraryReads() {
		JsonNode root = MAPPER.readTree(backup().toFile());
		JsonNode metadata = root.get("metadata");
		assertThat(metadata.get("version").stringValue()).isEqualTo("1.1");
		assertThat(metadata.get("backup_type").stringValue()).isEqualTo("full");
		assertThat(metadata.has("created_at")).isTrue();
		assertThat(metadata.has("user_id")).isTrue();
		assertThat(metadata.get("posts_count").intValue()).isEqualTo(500);
		assertThat(root.get("posts").size()).isEqualTo(500);
		assertThat(root.get("posts").get(0).propertyNames()).containsExactly("id", "user_id", "slug", "at");
		assertThat(metadata.get("tables").get(0).get("sha256").stringValue()).hasSize(64);
		assertThat(root.propertyNames()).endsWith("metadata");
	}

	@Test
	void smallTenantIsFollowedInSql() {
		Path file = this.folder.resolve("u.json");
		Backups.backup(this.database, BackupRequest.to(file).withUserId("7"));
		JsonNode root = MAPPER.readTree(file.toFile());
		assertThat(root.get("users").size()).isEqualTo(1);
		assertThat(root.get("posts").size()).isEqualTo(10);
	}

	@Test
	void masksHideDeterministically() {
		Path file = this.folder.resolve("m.json");
		BackupRequest request = BackupRequest.to(file)
			.withMasks(List.of(new Mask("users", "email", Kind.EMAIL, null), new Mask("users", "name", Kind.NAME, null),
					new Mask("users", "phone", Kind.NULL, null), new Mask("users", "ref", Kind.HASH, null),
					new Mask("posts", "at", Kind.FIXED, "2000-01-01")));
		Backups.backup(this.database, request);
		JsonNode first = MAPPER.readTree(file.toFile());
		Backups.backup(this.database, request);
		JsonNode users = MAPPER.readTree(file.toFile()).get("users");
		assertThat(users).isEqualTo(first.get("users"));
		List<JsonNode> rows = users.valueStream().toList();
		assertThat(rows.stream().map((row) -> row.get("email").stringValue()).distinct()).hasSize(50)
			.allMatch((email) -> email.endsWith("@example.com"));
		assertThat(rows.stream().map((row) -> row.get("name").stringValue()).distinct()).hasSize(3)
			.noneMatch((name) -> name.startsWith("Name"));
		assertThat(rows).allMatch((row) -> row.get("phone").isNull());
		assertThat(rows.stream().map((row) -> row.get("ref").stringValue()).distinct()).hasSize(50);
		assertThat(first.get("posts").get(3).get("at").stringValue()).isEqualTo("2000-01-01 00:00:00+00");
	}

	@ParameterizedTest
	@ValueSource(strings = { "users.nope=hash", "users.email=null", "users.email=fixed:x", "posts.user_id=hash",
			"posts.at=email", "nope.a=null" })
	void impossibleMasksAreRefused(String mask) {
		String[] parts = mask.split("[.=]", 3);
		Path file = this.folder.resolve("m.json");
		BackupRequest request = BackupRequest.to(file).withMasks(List.of(Mask.parse(parts[0], parts[1], parts[2])));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> Backups.backup(this.database, request));
		assertThat(this.folder).isEmptyDirectory();
	}

	static Stream<Arguments> damage() {
		return Stream.of(arguments("\"slug\":\"s1\"", "\"slug\":\"s2\"", "checksum of table 'posts'"),
				arguments("\"posts_count\":500", "\"posts_count\":499", "posts_count"),
				arguments("\"version\":\"1.1\"", "\"version\":\"2.0\"", "version '2.0'"),
				arguments("\"slug\":\"s1\"", "\"slug\":\"s1\",\"slug\":\"x\"", "'slug' appears twice"),
				arguments("\"users\": [", "\"posts\": [", "'posts' appears twice"),
				arguments("\"slug\":\"s1\"", "\"slug\":" + "[".repeat(100) + "]".repeat(100), "nested too deeply"),
				arguments("{\"id\":1,", "{\"id\":01,", "not valid JSON"),
				arguments("\"metadata\":", "\"x\": 1, \"metadata\":", "not an array of rows"),
				arguments("\"posts\": [\n{", "\"posts\": [\n1, {", "not an object"));
	}

	@ParameterizedTest
	@MethodSource("damage")
	void damagedFilesAreRefusedWithWhatAndWhere(String from, String to, String expected) throws IOException {
		Path file = backup();
		String text = Files.readString(file);
		assertThat(text).contains(from);
		Files.writeString(file, text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to)));
		refused(file, expected);
		assertThat(new BackupValidator().validate(file, null, ProgressListener.NONE).valid()).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "b.json", "b.json.gz", "b.json.zst" })
	void truncatedAndFlippedFilesAreRefused(String name) throws IOException {
		Path file = this.folder.resolve(name);
		Backups.backup(this.database, file);
		byte[] bytes = Files.readAllBytes(file);
		Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
		refused(file, "cannot be used");
		byte[] flipped = bytes.clone();
		flipped[bytes.length / 2] ^= 1;
		Files.write(file, flipped);
		refused(file, "cannot be used");
		Files.write(file, bytes);
		assertThat(new BackupValidator().validate(file, null, ProgressListener.NONE).errors()).isEmpty();
	}

	@Test
	void foreignFilesAndUnknownColumnsAreRefused() throws IOException {
		Path file = this.folder.resolve("f.json");
		for (String text : List.of("", "[]", "hello", "{}", "{\"metadata\": 1}", "\u0000\u0001")) {
			Files.writeString(file, text);
			refused(file, "cannot be used");
		}
		Files.writeString(file, "{\"users\": [{\"id\": 1, \"nope\": 2}], \"metadata\": {\"version\": \"1.1\"}}");
		refused(file, "no column 'nope'");
		Files.writeString(file, "{\"users\": [{\"id\": 1}], \"metadata\": {\"version\": \"1.1\"}}");
		refused(file, "column 'email'");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> Backups.restore(this.database, this.folder.resolve("missing.json")));
	}

	@Test
	void hugeValueIsRefusedWithoutReadingItIntoMemory() throws IOException {
		Path file = this.folder.resolve("huge.json.zst");
		try (var out = Compression.ZSTD.compress(Files.newOutputStream(file))) {
			out.write("{\"users\": [{\"id\": 1, \"name\": \"".getBytes());
			byte[] block = "x".repeat(1 << 20).getBytes();
			for (int i = 0; i < 1024; i++) {
				out.write(block);
			}
			out.write("\", \"email\": \"e\"}], \"metadata\": {\"version\": \"1.1\"}}".getBytes());
		}
		refused(file, "table 'users', row 0: the value of 'name' makes the row larger");
	}

	private void refused(Path file, String expected) {
		long before = this.database.count("users") + this.database.count("posts");
		assertThatExceptionOfType(InvalidBackupException.class).isThrownBy(() -> Backups.restore(this.database, file))
			.withMessageContaining(expected);
		assertThat(this.database.count("users") + this.database.count("posts")).isEqualTo(before);
	}

}
