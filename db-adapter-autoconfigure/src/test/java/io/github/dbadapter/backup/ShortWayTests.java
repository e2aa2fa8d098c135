package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.sql.Connection;
import java.sql.SQLException;

import io.github.dbadapter.OperationRefusedException;
import io.github.dbadapter.backup.Progress.Phase;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The short way into empty tables and the exclusive mode give what the long way gives.
 */
class ShortWayTests {

	private static final String SCHEMA = """
			CREATE TABLE category (id serial PRIMARY KEY, slug text NOT NULL UNIQUE, parent_id int REFERENCES category);
			CREATE TABLE product (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, category_id int NOT NULL
				CONSTRAINT of_category REFERENCES category);
			CREATE INDEX product_category ON product (category_id);
			CREATE INDEX product_lower ON product (lower(name)) WHERE name IS NOT NULL;
			COMMENT ON INDEX product_lower IS 'it''s needed';
			COMMENT ON CONSTRAINT of_category ON product IS 'so "what"';
			""";

	private final TestDatabase source = TestDatabase.create();

	private final TestDatabase target = TestDatabase.create();

	private Path file;

	@BeforeEach
	void fill(@TempDir Path folder) {
		this.file = folder.resolve("b.json");
		this.source.execute(SCHEMA);
		this.target.execute(SCHEMA);
		this.source.execute("""
				INSERT INTO category (slug, parent_id) SELECT 's' || n, nullif(n / 3, 0) FROM generate_series(1, 30) n;
				INSERT INTO product (name, category_id) SELECT 'p' || n, n % 30 + 1 FROM generate_series(1, 300) n""");
		Backups.backup(this.source, this.file);
	}

	@AfterEach
	void drop() {
		this.source.close();
		this.target.close();
	}

	@Test
	void movedKeysKeepEveryReferenceAndSequencesGoOnAboveThem() {
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withKeys(KeyMode.REGENERATE));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.table(result, "product").rekeyed()).isEqualTo(300);
		assertThat(this.target.count("category WHERE id <= 30")).isZero();
		sameTrees();
		this.target.execute(
				"INSERT INTO category (slug) VALUES ('next'); INSERT INTO product (category_id) SELECT max(id) FROM category");
	}

	@Test
	void emptyTablesAreLoadedWithoutStaging() {
		Set<Phase> phases = EnumSet.noneOf(Phase.class);
		RestoreService service = new RestoreService(this.target.administrative());
		service.restore(RestoreRequest.from(this.file), (progress) -> phases.add(progress.phase())).block();
		assertThat(phases).containsExactly(Phase.CHECK, Phase.LOAD);
		assertThat(Backups.copy(this.target, "product")).isEqualTo(Backups.copy(this.source, "product"));
	}

	@Test
	void whatTheShortWayCannotDoIsDoneTheLongWay() {
		this.target.execute("ALTER TABLE product ADD CHECK (name <> 'p7')");
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withExclusive(true).withOnError(ErrorMode.CONTINUE));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.table(result, "product").failureDetails()).singleElement()
			.satisfies((detail) -> assertThat(detail.oldPk()).isEqualTo("7"));
		assertThat(this.target.count("product")).isEqualTo(299);
		assertThat(definitions(this.target)).isEqualTo(definitions(this.source));
	}

	@Test
	void exclusiveModePutsBackWhatItTook() {
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withExclusive(true).withKeys(KeyMode.REGENERATE));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		sameTrees();
		assertThat(definitions(this.target)).isEqualTo(definitions(this.source));
	}

	@Test
	void exclusiveModeTellsTheRowsThatAKeyRejects() {
		this.target.execute("ALTER TABLE product ADD CONSTRAINT once UNIQUE (name)");
		this.source.execute("UPDATE product SET name = 'p1' WHERE id IN (9, 300)");
		Backups.backup(this.source, this.file);
		RestoreResult result = Backups.restore(this.target,
				RestoreRequest.from(this.file).withExclusive(true).withOnError(ErrorMode.CONTINUE));
		assertThat(Backups.table(result, "product").failureDetails()).hasSize(2)
			.allSatisfy((detail) -> assertThat(detail.error()).contains("once"));
		assertThat(this.target.count("product")).isEqualTo(298);
		this.target.execute("ALTER TABLE product DROP CONSTRAINT once");
		assertThat(definitions(this.target)).isEqualTo(definitions(this.source));
	}

	@Test
	void exclusiveModeIntoFilledTablesPutsBackWhatItTook() {
		this.target.execute("INSERT INTO category (slug) VALUES ('other'), ('s3')");
		RestoreResult result = Backups.restore(this.target, RestoreRequest.from(this.file).withExclusive(true));
		assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(Backups.table(result, "category").rekeyed()).isEqualTo(3);
		assertThat(definitions(this.target)).isEqualTo(definitions(this.source));
		assertThat(this.target.count("product")).isEqualTo(300);
	}

	@Test
	void exclusiveModeIsRefusedWhileTheTablesAreInUse() throws SQLException {
		try (Connection other = this.target.connect()) {
			other.setAutoCommit(false);
			other.createStatement().execute("LOCK TABLE product IN ACCESS SHARE MODE");
			assertThatExceptionOfType(OperationRefusedException.class)
				.isThrownBy(() -> Backups.restore(this.target, RestoreRequest.from(this.file).withExclusive(true)));
		}
		assertThat(this.target.count("category")).isZero();
	}

	private void sameTrees() {
		String tree = "(SELECT p.name, c.slug, d.slug FROM product p JOIN category c ON c.id = p.category_id LEFT JOIN category d ON d.id = c.parent_id ORDER BY 1)";
		assertThat(Backups.copy(this.target, tree)).isEqualTo(Backups.copy(this.source, tree));
	}

	private static String definitions(TestDatabase database) {
		return Backups.copy(database, """
				(SELECT pg_get_constraintdef(oid), conname, obj_description(oid, 'pg_constraint') FROM pg_constraint
				WHERE conrelid IN ('product'::regclass, 'category'::regclass) AND contype <> 'c' ORDER BY 2)""")
				+ Backups.copy(database,
						"(SELECT indexdef, obj_description(indexname::regclass, 'pg_class') FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1)");
	}

}
