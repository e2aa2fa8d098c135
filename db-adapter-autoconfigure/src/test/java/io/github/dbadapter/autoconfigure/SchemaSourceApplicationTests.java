package io.github.dbadapter.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Every way of saying what the schema is expected to be, in whole applications.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class SchemaSourceApplicationTests {

	private static final String FILE = "db.schema.file=classpath:applications/schema/product.sql";

	private final TestDatabase database;

	SchemaSourceApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void emptyDatabase() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

	@Test
	void filesOfTheClassPath() {
		product("name text NOT NULL");
		assertThat(check(Map.of(), Application.class, FILE)).satisfies((report) -> {
			assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
			assertThat(report.expected()).isEqualTo("classpath:applications/schema/product.sql");
		});
	}

	@Test
	void driftAgainstFilesKeepsTheApplicationFromStarting(CapturedOutput output) {
		product("name varchar(20)");
		assertThatException()
			.isThrownBy(() -> check(Map.of(), Application.class, FILE, "db.schema.scratch=transaction"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.containsPattern("BREAKING +product.name +type differs|BREAKING +product.name");
	}

	@Test
	void variablesOfStrangersChangeNothing() {
		product("name text NOT NULL");
		Map<String, String> strangers = Map.of("DB", "x", "DB_SCHEMA", "public", "DB_BACKUP", "x", "DB_SYNC", "x",
				"DB_HOST", "h", "DB_URL", "mysql://h/d", "DB_FIX", "1", "DB_DEFAULTS", "x", "DB_PROFILES", "x",
				"DB_SCHEMA_HEALTH", "x");
		assertThat(check(strangers, Application.class, FILE).status()).isEqualTo(ValidationStatus.IN_SYNC);
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.NONE, strangers,
				Application.class, "db.profiles.local.url=" + this.database.url())) {
			assertThat(context.getBean(DbSchemaProperties.class).file()).isEmpty();
			assertThat(context.getBeanNamesForType(SchemaStartupCheck.class)).isEmpty();
		}
	}

	@Test
	void migrationsOfFlyway() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"spring.datasource.url=jdbc:postgresql://%s/%s".formatted(this.database.host(), this.database.name()),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres",
				"spring.flyway.locations=classpath:applications/jpa", "db.schema.source=flyway",
				"db.schema.on-drift=fail")) {
			ValidationReport report = context.getBean(SchemaChecks.class).last("application");
			assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
			assertThat(report.expected()).isEqualTo("Flyway's migrations");
			assertThat(report.diff().tables()).isOne();
		}
	}

	@Test
	void changeLogOfLiquibase() {
		String[] properties = {
				"spring.datasource.url=jdbc:postgresql://%s/%s".formatted(this.database.host(), this.database.name()),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres",
				"spring.flyway.enabled=false", "spring.liquibase.enabled=true",
				"spring.liquibase.change-log=classpath:applications/liquibase/changelog.sql",
				"db.schema.source=liquibase", "db.schema.on-drift=fail" };
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class, properties)) {
			ValidationReport report = context.getBean(SchemaChecks.class).last("application");
			assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
			assertThat(report.expected()).isEqualTo("Liquibase's change log");
			assertThat(report.diff().tables()).isEqualTo(2);
		}
		this.database.execute("ALTER TABLE account DROP balance");
		assertThatException().isThrownBy(() -> TestApplications.run(Application.class, properties).close())
			.havingRootCause()
			.withMessageContaining("account.balance");
	}

	@Test
	void entities(CapturedOutput output) {
		product("name text");
		assertThat(check(Map.of(), EntityApplication.class, "db.schema.entities=true").status())
			.isEqualTo(ValidationStatus.IN_SYNC);
		this.database.execute("ALTER TABLE product DROP name");
		assertThatException().isThrownBy(() -> check(Map.of(), EntityApplication.class, "db.schema.entities=true"));
		assertThat(output).containsPattern("BREAKING +product.name +column missing");
	}

	@Test
	void aSourceOfTheApplication() {
		product("name text");
		assertThat(check(Map.of(), OwnSourceApplication.class).expected()).isEqualTo("my columns");
	}

	@Test
	void contradictionsAndMistakesAreExplained(CapturedOutput output) {
		assertThatException().isThrownBy(() -> check(Map.of(), Application.class, FILE, "db.schema.source=flyway"));
		assertThat(output)
			.contains("More than one of db.schema.file, db.schema.source and db.schema.entities is set: keep one");
		assertThatException().isThrownBy(() -> check(Map.of(), Application.class, "db.schema.source=flyway"));
		assertThat(output).contains("db.schema.source is set to 'flyway', but the application has no bean of it");
		assertThatException().isThrownBy(() -> check(Map.of(), Application.class, FILE, "db.schema.scratch=memory"));
		assertThat(output)
			.contains("db.schema.scratch is 'memory', and must be auto, database, transaction or profile:<name>");
	}

	@Test
	void aScratchPlaceThatIsNoneFailsTheStartAlsoWhenNothingIsChecked(CapturedOutput output) {
		assertThatException().isThrownBy(() -> check(Map.of(), Application.class, "db.schema.scratch=disk"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("db.schema.scratch is 'disk', and must be auto, database, transaction or profile:<name>");
	}

	private void product(String column) {
		this.database.execute(
				"CREATE TABLE product (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, %s)".formatted(column));
	}

	private ValidationReport check(Map<String, String> variables, Class<?> application, String... properties) {
		String[] all = Stream
			.concat(Arrays.stream(properties),
					Stream.of("db.profiles.local.url=" + this.database.url(), "db.schema.on-drift=fail"))
			.toArray(String[]::new);
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.NONE, variables,
				application, all)) {
			return context.getBean(SchemaChecks.class).last("local");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = SchemaSourceApplicationTests.class)
	static class EntityApplication {

	}

	@Table("product")
	record ProductRow(@Id Long id, String name) {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnSourceApplication {

		@Bean
		ExpectedSchemaSource columns() {
			return ExpectedSchemaSource.ofColumns("my columns", Map.of("product", Set.of("id", "name")));
		}

	}

}
