package io.github.dbadapter.autoconfigure;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.spi.ConnectionFactory;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An MVC application with JPA and Flyway, to which the starter has been added.
 */
@PostgresTest
class JpaApplicationTests {

	private final TestDatabase database;

	JpaApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void emptyDatabase() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

	@Test
	void worksUnchangedWhenTheStarterIsAdded() {
		run(WebApplicationType.SERVLET, Map.of(), Application.class, (context) -> {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			String count = RestClient.create("http://localhost:" + port)
				.get()
				.uri("/products")
				.retrieve()
				.body(String.class);
			assertThat(count).isEqualTo("1");
			assertThat(this.database.count("product")).isOne();
			assertThat(this.database.count("flyway_schema_history")).isOne();
			assertUntouched(context);
			assertThat(context.getBean(DataSource.class)).isInstanceOf(HikariDataSource.class);
			assertThat(context.getBean(Flyway.class)).isNotNull();
		}, dataSourceProperties());
	}

	@Test
	void aDatabaseUrlOrProfilesBesideTheDataSourceChangeNothing() {
		run(WebApplicationType.NONE, Map.of("DATABASE_URL", "postgresql://nobody@nowhere/x"), Application.class,
				(context) -> {
					context.getBean(Products.class).save(new Product("Chair"));
					assertThat(this.database.count("product")).isOne();
					assertUntouched(context);
					assertThat(context.getBean(Profiles.class).get("staging").address()).isEqualTo("nowhere:5432/x");
				}, dataSourceProperties("db.profiles.staging.url=postgresql://nobody@nowhere/x"));
	}

	@Test
	void aProfileNamedOnPurposeIsWhatWeObserve() {
		run(WebApplicationType.NONE, Map.of("DB_PROFILE", "staging"), Application.class, (context) -> {
			assertThat(context.getBeansOfType(ConnectionFactory.class)).isEmpty();
			assertThat(context.getBean(Profiles.class).resolve(null)).hasToString("staging (from DB_PROFILE)");
		}, dataSourceProperties("db.profiles.staging.url=postgresql://nobody@nowhere/x"));
	}

	@Test
	void aDataSourceBeanOfTheApplicationCounts() {
		run(WebApplicationType.NONE, Map.of(), OwnDataSourceApplication.class, (context) -> {
			assertUntouched(context);
			assertThat(context.getBeansOfType(DataSource.class)).containsOnlyKeys("ownDataSource");
		}, "test.url=" + jdbcUrl(), "spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=create");
	}

	@Test
	void connectionDetailsOfAServiceCountEvenBesideANamedProfile() {
		run(WebApplicationType.NONE, Map.of("DB_PROFILE", "staging"), ServiceApplication.class, this::assertUntouched,
				"test.url=" + jdbcUrl(), "test.user=" + this.database.parameters().user(),
				"test.password=" + this.database.parameters().password(),
				"spring.flyway.locations=classpath:applications/jpa",
				"db.profiles.staging.url=postgresql://nobody@nowhere/x");
	}

	@Test
	void aDataSourceOfAnotherDatabaseLeavesUsWithoutADatabaseAndNothingElse() {
		run(WebApplicationType.NONE, Map.of(), ForeignApplication.class, (context) -> {
			assertThat(context.getBeansOfType(ConnectionFactory.class)).isEmpty();
			assertThat(context.getBean(Profiles.class).find(null)).isNull();
		}, "spring.data.jpa.repositories.enabled=false", "db.profiles.staging.url=postgresql://nobody@nowhere/x");
	}

	private void assertUntouched(ConfigurableApplicationContext context) {
		assertThat(context.getBeansOfType(ConnectionFactory.class)).isEmpty();
		assertThat(context.getBeansOfType(R2dbcConnectionDetails.class)).isEmpty();
		assertThat(context.getBean(TransactionManager.class)).isInstanceOf(JpaTransactionManager.class);
		Profiles profiles = context.getBean(Profiles.class);
		assertThat(profiles.resolve(null)).hasToString("application (from the application's DataSource)");
		assertThat(profiles.resolve(null).profile().requiredConnection()).isEqualTo(this.database.parameters());
	}

	private String jdbcUrl() {
		return "jdbc:postgresql://%s/%s".formatted(this.database.host(), this.database.name());
	}

	private String[] dataSourceProperties(String... more) {
		String[] properties = Arrays.copyOf(more, more.length + 5);
		properties[more.length] = "spring.datasource.url=" + jdbcUrl() + "?reWriteBatchedInserts=true";
		properties[more.length + 1] = "spring.datasource.username=" + this.database.parameters().user();
		properties[more.length + 2] = "spring.datasource.password=" + this.database.parameters().password();
		properties[more.length + 3] = "spring.flyway.locations=classpath:applications/jpa";
		properties[more.length + 4] = "spring.jpa.hibernate.ddl-auto=validate";
		return properties;
	}

	private static void run(WebApplicationType type, Map<String, String> variables, Class<?> application,
			Consumer<ConfigurableApplicationContext> assertions, String... properties) {
		try (ConfigurableApplicationContext context = TestApplications.run(type, variables, application, properties)) {
			assertions.accept(context);
		}
	}

	@Entity(name = "product")
	static class Product {

		@Id
		@GeneratedValue(strategy = GenerationType.IDENTITY)
		private Long id;

		private String name;

		protected Product() {
		}

		Product(String name) {
			this.name = name;
		}

		@Override
		public String toString() {
			return this.id + " " + this.name;
		}

	}

	interface Products extends JpaRepository<Product, Long> {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Product.class)
	@EnableJpaRepositories(basePackageClasses = Product.class, considerNestedRepositories = true)
	static class Jpa {

	}

	@RestController
	@Import(Jpa.class)
	static class Application {

		private final Products products;

		Application(Products products) {
			this.products = products;
		}

		@GetMapping("/products")
		String count() {
			this.products.save(new Product("Table"));
			return Objects.toString(this.products.count());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ Jpa.class, OwnDataSource.class })
	static class OwnDataSourceApplication {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnDataSource {

		@Bean
		HikariDataSource ownDataSource(Environment environment) {
			return DataSourceBuilder.create()
				.type(HikariDataSource.class)
				.url(environment.getRequiredProperty("test.url"))
				.username("postgres")
				.password("postgres")
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Jpa.class)
	static class ServiceApplication {

		@Bean
		JdbcConnectionDetails containerDetails(Environment environment) {
			return new JdbcConnectionDetails() {

				@Override
				public String getUsername() {
					return environment.getRequiredProperty("test.user");
				}

				@Override
				public String getPassword() {
					return environment.getRequiredProperty("test.password");
				}

				@Override
				public String getJdbcUrl() {
					return environment.getRequiredProperty("test.url");
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			excludeName = { "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration" })
	static class ForeignApplication {

		@Bean
		DataSource foreign() {
			return new org.springframework.jdbc.datasource.DriverManagerDataSource("jdbc:h2:mem:x");
		}

	}

}
