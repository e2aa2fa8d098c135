package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupExplanation.Decision;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What is decided from the catalog alone.
 */
@PostgresTest
class DerivedSchemaTests {

	private final TestDatabase database;

	DerivedSchemaTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	static void create(TestDatabase database) {
		database.execute(
				"""
						CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY);
						CREATE TABLE country (id serial PRIMARY KEY, code text NOT NULL UNIQUE);
						CREATE TABLE users (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), email text NOT NULL UNIQUE, country_id int REFERENCES country);
						CREATE TABLE zoo (id serial PRIMARY KEY, user_id uuid NOT NULL REFERENCES users, name text NOT NULL, serial_no serial UNIQUE,
							UNIQUE (user_id, name), UNIQUE (id, name));
						CREATE TABLE animal (id serial PRIMARY KEY, zoo_id int NOT NULL REFERENCES zoo ON DELETE CASCADE,
							mother_id int REFERENCES animal, country_id int NOT NULL REFERENCES country);
						CREATE TABLE a (id int PRIMARY KEY, b_id int);
						CREATE TABLE b (id int PRIMARY KEY, a_id int REFERENCES a);
						ALTER TABLE a ADD FOREIGN KEY (b_id) REFERENCES b;
						CREATE TABLE log (line text)""");
	}

	private BackupExplanation explain(BackupRequest request) {
		return Objects.requireNonNull(new BackupService(this.database.administrative(), null).explain(request).block());
	}

	private static TableDef table(BackupExplanation explanation, String name) {
		return explanation.schema()
			.tables()
			.stream()
			.filter((table) -> table.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	@Test
	void orderParentsAndNaturalKeysComeFromTheCatalog() {
		BackupExplanation explanation = explain(BackupRequest.to(Path.of("unused.json")));
		assertThat(explanation.schema().tables()).extracting(TableDef::name)
			.containsExactlyInAnyOrder("a", "b", "country", "users", "zoo", "animal", "log")
			.containsSubsequence("country", "users", "zoo", "animal");
		assertThat(table(explanation, "zoo").slugField()).containsExactly("user_id", "name");
		assertThat(table(explanation, "zoo").userField()).isEqualTo("user_id");
		assertThat(table(explanation, "animal").parent()).isEqualTo(new ForeignKey("zoo", "zoo_id"));
		assertThat(table(explanation, "animal").optionalRefs()).containsExactly(new ForeignKey("animal", "mother_id"));
		Decision cycle = explanation.decisions()
			.stream()
			.filter((decision) -> decision.table().equals("a"))
			.findFirst()
			.orElseThrow();
		assertThat(cycle.cycle()).containsExactly("b");
		assertThat(explanation.decisions()).filteredOn((decision) -> decision.table().equals("log"))
			.singleElement()
			.satisfies((decision) -> assertThat(decision.reasons())
				.contains("no key: rows are matched by their whole content"));
		assertThat(BackupSchema.parse(explanation.schema().toJson())).isEqualTo(explanation.schema());
	}

	@Test
	void anOwnersTablesAreFollowedAndTheRestIsSaidToBeLeftOut() {
		BackupExplanation explanation = explain(BackupRequest.to(Path.of("unused.json")).withUserId("u"));
		assertThat(explanation.schema().tables()).extracting(TableDef::name).containsExactly("users", "zoo", "animal");
		assertThat(table(explanation, "users").userField()).isEqualTo("id");
		assertThat(explanation.lookups()).containsExactly("country");
		assertThat(explanation.notices()).anyMatch((notice) -> notice.startsWith("log is left out"));
	}

	@Test
	void aTableWithoutOwnerThatIsNamedIsSaidToBeTakenWhole() {
		BackupRequest request = BackupRequest.to(Path.of("unused.json")).withTables(List.of("log", "zoo"));
		assertThat(explain(request.withUserId("u")).notices())
			.contains("log is taken whole: it has neither an owner nor a parent that has one")
			.noneMatch((notice) -> notice.startsWith("zoo is taken"));
		assertThat(explain(request).notices()).noneMatch((notice) -> notice.contains("taken whole"));
	}

	@Test
	void unknownNamesAreRefused() {
		BackupRequest request = BackupRequest.to(Path.of("unused.json"));
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> explain(request.withTables(List.of("nope"))))
			.withMessageContaining("no table 'nope'");
		BackupSchema schema = new BackupSchema(List.of(new TableDef("zoo").withSlugField("nope")));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> explain(request.withSchema(schema)))
			.withMessageContaining("no column 'nope'");
	}

}
