package io.github.dbadapter.shell;

import java.nio.file.Path;

import io.github.dbadapter.shell.ShellHarness.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountsCommandTests {

	private final TestDatabase database;

	@TempDir
	private Path folder;

	CountsCommandTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeAll
	void createTables() {
		this.database.execute("""
				CREATE TABLE product (id int PRIMARY KEY);
				INSERT INTO product SELECT generate_series(1, 1234);
				CREATE TABLE "Odd ""name"" !" (id int);
				CREATE TABLE event (at date) PARTITION BY RANGE (at);
				CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
				INSERT INTO event VALUES ('2026-02-03'), ('2026-02-04');
				CREATE SCHEMA audit;
				CREATE TABLE audit.entry (id int);
				INSERT INTO audit.entry VALUES (1);
				CREATE VIEW everything AS SELECT * FROM product;
				""");
	}

	@Test
	void countsTheRowsOfEveryTableExactly() {
		Outcome outcome = shell().run("counts");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out().lines().skip(2)).containsExactly("table           rows", "Odd \"name\" !       0",
				"event              2", "product        1,234", "audit.entry        1", "total          1,237");
		assertThat(outcome.err()).isEmpty();
	}

	@Test
	void asJson() {
		Outcome outcome = shell().run("counts", "--output=json");
		assertThat(outcome.json().get("tables").findValuesAsString("table")).containsExactly("public.Odd \"name\" !",
				"public.event", "public.product", "audit.entry");
		assertThat(outcome.json().get("tables").findValuesAsString("rows")).containsExactly("0", "2", "1234", "1");
	}

	@Test
	void moreTablesThanOneStatementTakes() {
		StringBuilder tables = new StringBuilder("CREATE SCHEMA many;");
		for (int number = 0; number < 60; number++) {
			tables.append("CREATE TABLE many.t%02d AS SELECT generate_series(1, %d);".formatted(number, number));
		}
		this.database.execute(tables.toString());
		try {
			Outcome outcome = shell().run("counts");
			assertThat(outcome.out().lines()).contains("many.t00           0", "many.t30          30",
					"many.t59          59");
		}
		finally {
			this.database.execute("DROP SCHEMA many CASCADE");
		}
	}

	@Test
	void aTableThatMayNotBeReadIsToldAndDoesNotStopTheOthers() {
		String role = this.database.createRole("counting", "LOGIN PASSWORD 'p'");
		this.database.execute("GRANT SELECT ON product TO " + role);
		Outcome outcome = new ShellHarness(this.folder)
			.with("DATABASE_URL", "postgresql://%s:p@%s/%s".formatted(role, this.database.host(), this.database.name()))
			.run("counts");
		assertThat(outcome.status()).isZero();
		assertThat(outcome.out()).startsWith("anonymous (from DATABASE_URL)").contains("not readable", "1,234");
	}

	@Test
	void anEmptyDatabaseHasNoTables() {
		try (TestDatabase empty = TestDatabase.create()) {
			Outcome outcome = new ShellHarness(this.folder).withProfile("empty", empty).run("counts");
			assertThat(outcome.out()).contains("no tables");
		}
	}

	private ShellHarness shell() {
		return new ShellHarness(this.folder).withProfile("local", this.database);
	}

}
