package io.github.dbadapter.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Natural keys that are declared: without a value, repeated, and kept unique by nothing.
 */
class NaturalKeyTests {

	private static final BackupSchema DECLARED = BackupSchema
		.parse("{\"tables\": [{\"name\": \"item\", \"slug_field\": \"slug\", \"user_field\": null}]}");

	private static final String ALL = "(SELECT * FROM item ORDER BY id)";

	private final TestDatabase source = TestDatabase.create();

	private final TestDatabase target = TestDatabase.create();

	@TempDir
	private Path folder;

	private Path file;

	@BeforeEach
	void create() {
		this.file = this.folder.resolve("all.json");
		String table = "CREATE TABLE item (id serial PRIMARY KEY, slug text%s, name text)";
		this.source.execute(table.formatted(""));
		this.target.execute(table.formatted(""));
	}

	@AfterEach
	void drop() {
		this.source.close();
		this.target.close();
	}

	private RestoreResult restore(RestoreMode mode) {
		return Backups.restore(this.target,
				RestoreRequest.from(this.file).withSchema(DECLARED).withMode(mode).withOnError(ErrorMode.CONTINUE));
	}

	@Test
	void aRowWithoutANaturalKeyNeverTakesTheOneOfAStranger() {
		this.source.execute("INSERT INTO item (slug, name) VALUES (NULL, 'ours'), (NULL, 'new')");
		this.target.execute("INSERT INTO item (slug, name) VALUES ('x', 'stranger'), (NULL, 'old')");
		Backups.backup(this.source, this.file);
		RestoreResult result = restore(RestoreMode.OVERWRITE);
		assertThat(Backups.copy(this.target, ALL)).isEqualTo("1\tx\tstranger\n2\t\\N\tnew\n3\t\\N\tours\n");
		TableResult item = Backups.table(result, "item");
		assertThat(item.inserted()).isOne();
		assertThat(item.updated()).isOne();
		assertThat(result.notices())
			.contains("item: 1 rows without a natural key were recognised by their primary key");
		assertThat(restore(RestoreMode.OVERWRITE).hasChanges()).isFalse();
		assertThat(restore(RestoreMode.SKIP).hasChanges()).isFalse();
	}

	@Test
	void equalNaturalKeysThatNothingForbidsArePairedOneToOne() {
		this.source.execute("INSERT INTO item (slug, name) VALUES ('x', 'X1'), ('x', 'X2'), ('y', 'Y1'), ('y', 'Y2')");
		this.target.execute("INSERT INTO item (slug, name) VALUES ('x', 'X'), ('q', 'Q'), ('x', 'XX')");
		Backups.backup(this.source, this.file);
		assertThat(Backups.table(restore(RestoreMode.SKIP), "item").skipped()).isEqualTo(2);
		TableResult item = Backups.table(restore(RestoreMode.OVERWRITE), "item");
		assertThat(item.updated()).isEqualTo(2);
		assertThat(item.unchanged()).isEqualTo(2);
		assertThat(Backups.copy(this.target, "(SELECT slug, name FROM item ORDER BY name)"))
			.isEqualTo("q\tQ\nx\tX1\nx\tX2\ny\tY1\ny\tY2\n");
		assertThat(restore(RestoreMode.OVERWRITE).hasChanges()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(value = RestoreMode.class, names = { "SKIP", "OVERWRITE" })
	void ofRowsThatAreOneRowOfTheTargetTheFirstCounts(RestoreMode mode) throws IOException {
		this.target.execute(
				"ALTER TABLE item ADD UNIQUE (slug), ALTER slug SET NOT NULL; INSERT INTO item (slug, name) VALUES ('x', 'X')");
		this.target.execute("CREATE TABLE part (id serial PRIMARY KEY, item_id int NOT NULL REFERENCES item)");
		Files.writeString(this.file, """
				{"item": [{"id": 10, "slug": "x", "name": "X1"}, {"id": 11, "slug": "x", "name": "X2"},
				{"id": 12, "slug": "z", "name": "Z1"}, {"id": 13, "slug": "z", "name": "Z2"}],
				"part": [{"id": 1, "item_id": 10}, {"id": 2, "item_id": 11}, {"id": 3, "item_id": 13}],
				"metadata": {"version": "1.1"}}""");
		RestoreRequest request = RestoreRequest.from(this.file).withMode(mode).withOnError(ErrorMode.CONTINUE);
		for (int time = 1; time <= 2; time++) {
			RestoreResult result = Backups.restore(this.target, request);
			assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
			assertThat(Backups.table(result, "item").failureDetails()).extracting(FailureDetail::oldPk)
				.containsExactly("11", "13");
			assertThat(Backups.table(result, "part").skipped()).isEqualTo(2);
			assertThat(Backups.copy(this.target, ALL))
				.isEqualTo("1\tx\t%s\n12\tz\tZ1\n".formatted((mode == RestoreMode.SKIP) ? "X" : "X1"));
			assertThat(Backups.copy(this.target, "part")).isEqualTo("1\t1\n");
		}
	}

	@Test
	void brothersOfOneNameInATreeArePairedOneToOne() {
		this.source.execute("ALTER TABLE item ADD parent_id int REFERENCES item");
		this.target.execute("ALTER TABLE item ADD parent_id int REFERENCES item");
		this.source.execute("""
				INSERT INTO item (slug, name, parent_id) VALUES ('root', 'r', NULL), ('a', 'a1', 1), ('a', 'a2', 1),
				('b', 'b1', 2), ('b', 'b2', 3)""");
		this.target.execute("INSERT INTO item (id, slug, name) VALUES (50, 'root', 'r')");
		Backups.backup(this.source, this.file);
		BackupSchema tree = BackupSchema.parse("""
				{"tables": [{"name": "item", "slug_field": "slug", "user_field": null,
				"parent": {"table": "item", "field": "parent_id"}}]}""");
		RestoreRequest request = RestoreRequest.from(this.file).withSchema(tree).withMode(RestoreMode.OVERWRITE);
		String names = "(SELECT i.name, p.name FROM item i LEFT JOIN item p ON p.id = i.parent_id ORDER BY 1)";
		assertThat(Backups.restore(this.target, request).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.copy(this.target, names)).isEqualTo(Backups.copy(this.source, names));
		assertThat(Backups.restore(this.target, request).hasChanges()).isFalse();
	}

}
