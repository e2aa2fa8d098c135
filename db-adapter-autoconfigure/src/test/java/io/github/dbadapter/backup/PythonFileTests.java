package io.github.dbadapter.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Files and declarations as the Python library writes them.
 */
@PostgresTest
class PythonFileTests {

	private static final String DECLARATION = """
			{"tables": [
			  {"name": "authors", "pk": "id", "slug_field": "slug", "user_field": "user_id", "parent": null, "optional_refs": []},
			  {"name": "books", "slug_field": "slug", "parent": {"table": "authors", "field": "author_id"},
			   "optional_refs": [{"table": "authors", "field": "editor_id"}]}]}""";

	private static final String FILE = """
			{
			  "metadata": {"created_at": "2026-01-15T10:00:00.123456", "user_id": "u1", "backup_type": "full", "version": "1.1",
			    "db_provider": "postgres", "authors_count": 2, "books_count": 3},
			  "authors": [
			    {"id": 11, "slug": "ada", "user_id": "u1", "born": "1815-12-10", "seen": "2026-01-15 10:00:00.123456+00:00",
			     "worth": "12.50", "raw": "b'\\\\x00\\\\xff\\\\'a\\\\\\\\'", "took": "1 day, 2:03:04.000005", "meta": "{\\"a\\": [1, null]}",
			     "tags": ["x", "y \\"z\\"", null], "span": "<Range [1, 5)>", "key": "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "ok": true},
			    {"id": 12, "slug": "bob", "user_id": "u1", "born": null, "seen": null, "worth": null, "raw": null,
			     "took": "-1 day, 23:59:59", "meta": {"native": 1.50}, "tags": [], "span": null, "key": null, "ok": false}
			  ],
			  "books": [
			    {"id": 1, "slug": "notes", "user_id": "u1", "author_id": 11, "editor_id": 12},
			    {"id": 2, "slug": "lost", "user_id": "u1", "author_id": 99, "editor_id": null},
			    {"id": 3, "slug": "later", "user_id": "u1", "author_id": 12, "editor_id": 98}
			  ]
			}
			""";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	PythonFileTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void create() {
		this.database.execute(
				"""
						DROP TABLE IF EXISTS books, authors;
						CREATE TABLE authors (id serial PRIMARY KEY, slug text NOT NULL, user_id text NOT NULL, born date, seen timestamptz,
							worth numeric, raw bytea, took interval, meta jsonb, tags text[], span int4range, key uuid, ok boolean, UNIQUE (user_id, slug));
						CREATE TABLE books (id serial PRIMARY KEY, slug text NOT NULL, user_id text, author_id int NOT NULL REFERENCES authors,
							editor_id int REFERENCES authors)""");
	}

	@Test
	void valuesAndRulesAreThoseOfThePythonLibrary() throws IOException {
		Path file = Files.writeString(this.folder.resolve("p.json"), FILE);
		this.database.execute("INSERT INTO authors (id, slug, user_id) VALUES (11, 'zoe', 'u9')");
		RestoreRequest request = RestoreRequest.from(file).withSchema(BackupSchema.parse(DECLARATION)).withUserId("u2");
		RestoreResult result = Backups.restore(this.database, request);
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.table(result, "authors").inserted()).isEqualTo(2);
		assertThat(Backups.table(result, "books").inserted()).isEqualTo(2);
		assertThat(Backups.table(result, "books").skipReasons()).containsExactly("1 required authors missing");
		assertThat(Backups.copy(this.database,
				"(SELECT slug, user_id, born, seen, worth, raw, took, meta, tags, span, key, ok FROM authors WHERE user_id = 'u2' ORDER BY slug)"))
			.isEqualTo(
					"""
							ada\tu2\t1815-12-10\t2026-01-15 10:00:00.123456+00\t12.50\t\\\\x00ff27615c\t1 day 02:03:04.000005\t{"a": [1, null]}\t{x,"y \\\\"z\\\\"",NULL}\t[1,5)\ta0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11\tt
							bob\tu2\t\\N\t\\N\t\\N\t\\N\t-1 days +23:59:59\t{"native": 1.50}\t{}\t\\N\t\\N\tf
							""");
		assertThat(Backups.copy(this.database,
				"(SELECT b.slug, a.slug, e.slug, b.user_id FROM books b JOIN authors a ON a.id = b.author_id LEFT JOIN authors e ON e.id = b.editor_id ORDER BY 1)"))
			.isEqualTo("later\tbob\t\\N\tu2\nnotes\tada\tbob\tu2\n");
		assertThat(Backups.restore(this.database, request).hasChanges()).isFalse();
	}

	@Test
	void numbersThatAreNoneAreThoseOfPython() throws IOException {
		this.database.execute("ALTER TABLE authors ADD score float8");
		Path file = Files.writeString(this.folder.resolve("p.json"),
				"""
						{"authors": [{"id": 1, "slug": "a", "user_id": "u", "score": NaN, "worth": NaN},
						{"id": 2, "slug": "b", "user_id": "u", "score": -Infinity}, {"id": 3, "slug": "c", "user_id": "u", "score": Infinity}],
						"metadata": {"version": "1.1"}}""");
		assertThat(Backups.restore(this.database, file).failed()).isZero();
		assertThat(Backups.copy(this.database, "(SELECT slug, score, worth FROM authors ORDER BY 1)"))
			.isEqualTo("a\tNaN\tNaN\nb\t-Infinity\t\\N\nc\tInfinity\t\\N\n");
	}

	@Test
	void fileAloneIsEnough() throws IOException {
		Path file = Files.writeString(this.folder.resolve("p.json"), FILE);
		RestoreResult result = Backups.restore(this.database, file);
		assertThat(Backups.table(result, "authors").inserted()).isEqualTo(2);
		assertThat(this.database.count("books")).isEqualTo(2);
	}

	@Test
	void tableOfTheDeclarationThatTheFileLacksIsAnError() throws IOException {
		Path file = Files.writeString(this.folder.resolve("p.json"),
				"{\"authors\": [], \"metadata\": {\"version\": \"1.1\"}}");
		assertThatExceptionOfType(InvalidBackupException.class)
			.isThrownBy(() -> Backups.restore(this.database,
					RestoreRequest.from(file).withSchema(BackupSchema.parse(DECLARATION))))
			.withMessageContaining("table 'books'");
	}

	@Test
	void declarationIsWrittenAsItIsRead() {
		BackupSchema schema = BackupSchema.parse(DECLARATION);
		assertThat(BackupSchema.parse(schema.toJson())).isEqualTo(schema);
		assertThat(schema.tables().get(1).parent()).isEqualTo(new ForeignKey("authors", "author_id"));
		assertThat(schema.tables().get(1).pk()).containsExactly("id");
	}

}
