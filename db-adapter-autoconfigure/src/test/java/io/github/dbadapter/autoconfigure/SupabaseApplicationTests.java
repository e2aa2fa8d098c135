package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.client.DatabaseClient;
import io.github.dbadapter.client.DatabaseClients;
import io.github.dbadapter.client.PostgrestServer;
import io.github.dbadapter.client.SupabaseClientFactory;
import io.github.dbadapter.client.SupabaseDatabaseClient;
import io.github.dbadapter.client.SupabaseSettings;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.SchemaDriftException;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class SupabaseApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	private PostgrestServer server;

	SupabaseApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void start() {
		this.server = new PostgrestServer(this.database);
		this.database.execute("DROP TABLE IF EXISTS note; CREATE TABLE note (id int PRIMARY KEY, text text)");
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void theClientOfTheActiveProfileSpeaksRestAndAsksNothingBeforeItIsUsed() {
		DatabaseClient client;
		try (ConfigurableApplicationContext context = run()) {
			client = context.getBean(DatabaseClient.class);
			assertThat(client).isInstanceOf(SupabaseDatabaseClient.class)
				.isSameAs(context.getBean("dbAdapterDatabaseClient"))
				.isSameAs(context.getBean(DatabaseClients.class).get("hosted"));
			assertThat(context.getBeansOfType(ConnectionFactory.class)).isEmpty();
			assertThat(this.server.requests).isEmpty();
			StepVerifier.create(client.insert("note", Map.of("id", 1, "text", "by REST")))
				.expectNext(Map.of("id", 1, "text", "by REST"))
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(this.database.count("note")).isOne();
		}
		StepVerifier.create(client.select("note")).expectError(IllegalStateException.class).verify(TIMEOUT);
	}

	@Test
	void theSchemaIsReadOverTheDirectConnection(@TempDir Path folder) throws IOException {
		try (ConfigurableApplicationContext context = run("db.profiles.hosted.database-url=" + this.database.url(),
				"db.schema.file=" + schema(folder), "db.schema.on-drift=fail")) {
			assertThat(context.getBean(SchemaChecks.class).last("hosted").status()).isEqualTo(ValidationStatus.IN_SYNC);
			assertThat(context.getBean(DatabaseClient.class)).isInstanceOf(SupabaseDatabaseClient.class);
			assertThat(context.getBeansOfType(ConnectionFactory.class)).isEmpty();
			assertThat(this.server.requests).isEmpty();
		}
	}

	@Test
	void withoutADirectConnectionTheCheckTellsWhatIsMissing(@TempDir Path folder) throws IOException {
		String file = "db.schema.file=" + schema(folder);
		try (ConfigurableApplicationContext context = run(file)) {
			ValidationReport report = context.getBean(SchemaChecks.class).refresh("hosted").block(TIMEOUT);
			assertThat(report.status()).isEqualTo(ValidationStatus.NOT_CHECKED);
			assertThat(report.error()).contains("db.profiles.hosted.database-url");
		}
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> run(file, "db.schema.on-drift=fail").close())
			.havingRootCause()
			.isInstanceOf(SchemaDriftException.class)
			.withMessageContaining("db.profiles.hosted.database-url");
	}

	@Test
	void withoutWebClientTheApplicationStarts() {
		new ApplicationContextRunner().withUserConfiguration(Application.class)
			.withPropertyValues("db.lock-file=none", "db.config-file=none", "db.profiles.hosted.provider=supabase",
					"db.profiles.hosted.url=" + this.server.url())
			.withClassLoader(new FilteredClassLoader("org.springframework.web", "org.springframework.boot.webclient",
					"org.springframework.boot.webflux"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(context).doesNotHaveBean(SupabaseClientFactory.class).hasBean("dbAdapterDatabaseClient");
			});
	}

	@Test
	void theApplicationsOwnWebClientBuilderIsUsed() {
		try (ConfigurableApplicationContext context = TestApplications.run(BuilderApplication.class, properties())) {
			StepVerifier.create(context.getBean(DatabaseClient.class).count("note"))
				.expectNext(0L)
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(this.server.headers).isNotEmpty()
				.allSatisfy((fields) -> assertThat(fields).containsEntry("x-builder", "ours"));
		}
	}

	@Test
	void theApplicationsOwnFactoryIsUsed() {
		try (ConfigurableApplicationContext context = TestApplications.run(TokenApplication.class, properties())) {
			StepVerifier.create(context.getBean(DatabaseClient.class).count("note"))
				.expectNext(0L)
				.expectComplete()
				.verify(TIMEOUT);
			assertThat(this.server.headers).isNotEmpty()
				.allSatisfy((fields) -> assertThat(fields).containsEntry("authorization", "Bearer of a user"));
		}
	}

	@Test
	void aNamedProfileWinsOverTheApplicationsOwnUrls() {
		try (ConfigurableApplicationContext context = run("db.profile=hosted",
				"spring.r2dbc.url=r2dbc:" + this.database.url())) {
			assertThat(context.getBean(DatabaseClient.class)).isInstanceOf(SupabaseDatabaseClient.class);
			assertThat(context.getBeansOfType(ConnectionFactory.class)).isEmpty();
		}
		try (ConfigurableApplicationContext context = run("db.profile=hosted", "spring.flyway.enabled=false",
				dataSource())) {
			assertThat(context.getBean(DatabaseClient.class)).isInstanceOf(SupabaseDatabaseClient.class);
			assertThat(context.getBeansOfType(javax.sql.DataSource.class)).hasSize(1);
		}
	}

	@Test
	void besideADataSourceAProfileThatMerelyExistsIsReachedByName() {
		try (ConfigurableApplicationContext context = run("spring.flyway.enabled=false", dataSource())) {
			assertThat(context.getBeansOfType(DatabaseClient.class)).isEmpty();
			assertThat(context.getBean(DatabaseClients.class).get("hosted")).isInstanceOf(SupabaseDatabaseClient.class);
		}
	}

	private String dataSource() {
		return "spring.datasource.url=jdbc:postgresql://%s/%s?user=%s&password=%s".formatted(this.database.host(),
				this.database.name(), this.database.parameters().user(), this.database.parameters().password());
	}

	private static String schema(Path folder) throws IOException {
		return Files.writeString(folder.resolve("schema.sql"), "CREATE TABLE note (id int PRIMARY KEY, text text);")
			.toString();
	}

	private ConfigurableApplicationContext run(String... properties) {
		return TestApplications.run(Application.class, properties(properties));
	}

	private String[] properties(String... more) {
		List<String> properties = new ArrayList<>(List.of("db.profiles.hosted.provider=supabase",
				"db.profiles.hosted.url=" + this.server.url(), "db.profiles.hosted.key=" + PostgrestServer.KEY));
		properties.addAll(List.of(more));
		return properties.toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class BuilderApplication {

		@Bean
		WebClient.Builder builder() {
			return WebClient.builder().defaultHeader("x-builder", "ours");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class TokenApplication {

		@Bean
		SupabaseClientFactory tokens() {
			return (profile) -> new SupabaseDatabaseClient(WebClient.builder(),
					SupabaseSettings.of(profile).withToken(Mono.just("of a user")));
		}

	}

}
