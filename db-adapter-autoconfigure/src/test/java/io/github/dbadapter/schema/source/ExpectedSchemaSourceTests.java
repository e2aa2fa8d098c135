package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.data.annotation.Id;
import org.springframework.data.annotation.Transient;
import org.springframework.data.r2dbc.mapping.R2dbcMappingContext;
import org.springframework.data.relational.core.mapping.Column;
import org.springframework.data.relational.core.mapping.Embedded;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ExpectedSchemaSourceTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final String RESOURCES = "io/github/dbadapter/schema/source/";

	private final TestDatabase database;

	@TempDir
	private Path folder = Path.of("");

	private String role = "";

	ExpectedSchemaSourceTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void createRole() {
		this.role = "source_%d".formatted(System.nanoTime());
		this.database.execute("CREATE ROLE %s LOGIN CREATEDB PASSWORD 'secret'".formatted(this.role));
	}

	@AfterEach
	void dropRole() {
		assertThat(this.database
			.query("SELECT datname FROM pg_database WHERE datdba = '%s'::regrole".formatted(this.role))).isEmpty();
		this.database.execute("DROP ROLE " + this.role);
	}

	@Test
	void aFolderIsReadInTheOrderOfNames() throws IOException {
		Files.writeString(this.folder.resolve("2.sql"), "ALTER TABLE account ADD COLUMN balance numeric(12,2)");
		Files.writeString(this.folder.resolve("1.sql"), "CREATE TABLE account (id int)");
		Files.writeString(this.folder.resolve("3.txt"), "no SQL");
		assertAccount(scripts(this.folder.toString()));
	}

	@Test
	void severalFilesAreReadInTheirOrder() throws IOException {
		Path second = Files.writeString(this.folder.resolve("a.sql"), "ALTER TABLE account ADD balance numeric(12,2)");
		Path first = Files.writeString(this.folder.resolve("b.sql"), "\uFEFFCREATE TABLE account (\"ü\" int)");
		assertAccount(scripts(first.toString(), second.toString()));
	}

	@Test
	void resourcesOfTheClassPathAreRead() {
		assertAccount(scripts("classpath:" + RESOURCES + "scripts/"));
		assertAccount(scripts("classpath:" + RESOURCES + "scripts/1-table.sql",
				"classpath:" + RESOURCES + "scripts/2-column.sql"));
	}

	@Test
	void whatCannotBeReadIsTold() throws IOException {
		assertInvalid("does not exist", this.folder.resolve("none.sql").toString());
		assertInvalid("does not exist", "classpath:none.sql");
		assertInvalid("holds no file whose name ends with .sql", this.folder.toString());
		Path file = Files.writeString(this.folder.resolve("a.sql"), "-- nothing\n;");
		assertInvalid("holds no statement", file.toString());
		Files.write(file, "CREATE TABLE ä ()".getBytes(StandardCharsets.ISO_8859_1));
		assertInvalid("is not UTF-8", file.toString());
		Files.writeString(file, "SET client_encoding = 'LATIN1';\nCREATE TABLE ä ()");
		assertInvalid("a.sql:1:1: the file says that its encoding is LATIN1", file.toString());
		Files.writeString(file, "CREATE TABLE a ();\n'");
		assertInvalid("a.sql:2:1: string is never closed", file.toString());
	}

	@Test
	void theSameContentIsReadByTheServerOnce() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.sql"), "CREATE TABLE account (balance numeric(12,2))");
		ScriptSource source = scripts(file.toString());
		assertAccount(source);
		this.database.execute("ALTER ROLE %s NOCREATEDB".formatted(this.role));
		assertAccount(source);
		this.database.execute("CREATE EXTENSION citext");
		try {
			StepVerifier.create(source.load(scratch())).expectError(ScratchRefusedException.class).verify(PATIENCE);
		}
		finally {
			this.database.execute("DROP EXTENSION citext");
		}
		assertAccount(source);
		Files.writeString(file, "CREATE TABLE account (balance numeric(12,3))");
		StepVerifier.create(source.load(scratch())).expectError(ScratchRefusedException.class).verify(PATIENCE);
	}

	@Test
	void theHashIsThatOfTheContent() throws IOException {
		Path file = Files.writeString(this.folder.resolve("a.sql"), "CREATE TABLE account (balance numeric(12,2))");
		String first = hash(scripts(file.toString()));
		assertThat(hash(scripts(file.toString()))).isEqualTo(first).startsWith("sha256:");
		Files.writeString(file, "CREATE TABLE account (balance numeric(12,2) )");
		assertThat(hash(scripts(file.toString()))).isNotEqualTo(first);
	}

	@Test
	void migrationsOfFlywayAreRunElsewhere() {
		Flyway application = Flyway.configure().locations("classpath:" + RESOURCES + "migrations").load();
		MigrationSource source = new MigrationSource("Flyway", new FlywayMigration(application.getConfiguration()));
		assertAccount(source);
		this.database.execute("ALTER ROLE %s NOCREATEDB".formatted(this.role));
		assertAccount(source);
		assertThat(this.database.query("SELECT FROM pg_class WHERE relname IN ('account', 'flyway_schema_history')"))
			.isEmpty();
	}

	@Test
	void whoAsksAtTheSameTimeSharesOneScratchDatabase() {
		AtomicInteger runs = new AtomicInteger();
		MigrationSource source = new MigrationSource("counted", (dataSource) -> {
			runs.incrementAndGet();
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				statement.execute("SELECT pg_sleep(1); CREATE TABLE account (balance numeric(12,2))");
			}
			return "counted";
		});
		StepVerifier.create(Flux.range(0, 4).flatMap((i) -> source.load(scratch())).distinct())
			.expectNextCount(1)
			.expectComplete()
			.verify(PATIENCE);
		assertThat(runs).hasValue(1);
	}

	@Test
	void changeLogsOfLiquibaseAreRunElsewhere() {
		assertAccount(new MigrationSource("Liquibase",
				new LiquibaseMigration(RESOURCES + "changelog.sql", new ClassLoaderResourceAccessor(), "", "")));
		assertThat(this.database.query("SELECT FROM pg_class WHERE relname IN ('account', 'databasechangelog')"))
			.isEmpty();
	}

	@Test
	void aMigrationThatFailsIsTold() {
		MigrationSource source = new MigrationSource("Liquibase",
				new LiquibaseMigration("none.sql", new ClassLoaderResourceAccessor(), "", ""));
		StepVerifier.create(source.load(scratch()))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(InvalidInputException.class)
				.hasMessageContaining("Liquibase's change log 'none.sql' fails"))
			.verify(PATIENCE);
	}

	@Test
	void entitiesGiveTheirTablesAndColumns() {
		assertEntities(true, "ID");
	}

	@Test
	void whatAnEntityDoesNotQuoteIsFolded() {
		assertEntities(false, "id");
	}

	private void assertEntities(boolean forceQuote, String id) {
		R2dbcMappingContext mapping = new R2dbcMappingContext();
		mapping.setForceQuote(forceQuote);
		mapping.setInitialEntitySet(Set.of(Order.class, Unmapped.class, Quoted.class));
		mapping.afterPropertiesSet();
		StepVerifier.create(new EntitySource(mapping).load(scratch()))
			.assertNext((expected) -> assertThat(expected.columns()).isEqualTo(Map.of("\"shop\".\"orders\"",
					Set.of("id", "buyer_name", "total", "ship_street", "ship_zip"), "\"quoted\"", Set.of(id))))
			.expectComplete()
			.verify(PATIENCE);
	}

	@Test
	void anotherDatabaseAndColumnMapsAreSources() {
		try (TestDatabase other = TestDatabase.create()) {
			other.execute("CREATE TABLE account (balance numeric(12,2))");
			assertAccount(
					ExpectedSchemaSource.ofDatabase("staging", other.administrative(), IntrospectionOptions.all()));
		}
		StepVerifier.create(ExpectedSchemaSource.ofColumns("map", Map.of("a", Set.of("x"))).load(scratch()))
			.assertNext((expected) -> {
				assertThat(expected.schema()).isNull();
				assertThat(expected.columns()).isEqualTo(Map.of("a", Set.of("x")));
			})
			.expectComplete()
			.verify(PATIENCE);
	}

	private static ScriptSource scripts(String... locations) {
		return new ScriptSource(List.of(locations), new DefaultResourceLoader());
	}

	private SchemaScratch scratch() {
		return new SchemaScratch(new AdministrativeDatabase(this.database.parameters(this.role, "secret")),
				ScratchOptions.of(ScratchMode.DATABASE));
	}

	private void assertAccount(ExpectedSchemaSource source) {
		StepVerifier.create(source.load(scratch())).assertNext((expected) -> {
			Table table = Objects
				.requireNonNull(Objects.requireNonNull(expected.schema()).table(QualifiedName.of("public", "account")));
			assertThat(Objects.requireNonNull(table.column("balance")).type()).isEqualTo("numeric(12,2)");
		}).expectComplete().verify(PATIENCE);
	}

	private void assertInvalid(String message, String location) {
		StepVerifier.create(scripts(location).load(scratch()))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(InvalidInputException.class)
				.hasMessageContaining(message))
			.verify(PATIENCE);
	}

	private String hash(ScriptSource source) {
		ExpectedSchema expected = Objects.requireNonNull(source.load(scratch()).block(PATIENCE));
		return String.valueOf(expected.contentHash());
	}

	@org.springframework.data.relational.core.mapping.Table(schema = "shop", name = "orders")
	record Order(@Id long id, @Column("buyer_name") String buyer, double total, @Transient String ignored,
			@Embedded(onEmpty = Embedded.OnEmpty.USE_NULL, prefix = "ship_") Address address) {

	}

	record Address(String street, String zip) {

	}

	@org.springframework.data.relational.core.mapping.Table
	record Quoted(@Id @Column("ID") long id) {

	}

	record Unmapped(long id) {

	}

}
