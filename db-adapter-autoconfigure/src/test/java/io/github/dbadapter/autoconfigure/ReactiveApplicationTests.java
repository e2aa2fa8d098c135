package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.test.PooledConnections;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.OptionsCapableConnectionFactory;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.data.r2dbc.core.R2dbcEntityTemplate;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class ReactiveApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	ReactiveApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void theActiveProfileIsTheDatabaseOfAWebFluxApplication(CapturedOutput output) {
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.REACTIVE,
				Map.of("DB_PROFILE", "local"), Application.class, "db.profiles.local.url=" + this.database.url(),
				"db.profiles.other.url=postgresql://nobody@nowhere/x", "logging.level.io.github.dbadapter=info")) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			Mono<String> answer = WebClient.create("http://localhost:" + port)
				.get()
				.uri("/database")
				.retrieve()
				.bodyToMono(String.class);
			StepVerifier.create(answer).expectNext(this.database.name()).expectComplete().verify(TIMEOUT);
			assertThat(context.getBean(R2dbcEntityTemplate.class)).isNotNull();
			assertThat(context.getBean(ReactiveTransactionManager.class)).isNotNull();
			assertThat(output).contains("Active database profile: local (from DB_PROFILE), " + this.database.host()
					+ "/" + this.database.name());
		}
	}

	@Test
	void thePoolHasOurSizesUnlessTheApplicationSaysOtherwise() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"db.profiles.local.url=" + this.database.url(), "spring.r2dbc.pool.max-size=7")) {
			R2dbcProperties.Pool pool = context.getBean(R2dbcProperties.class).getPool();
			assertThat(pool.getInitialSize()).isEqualTo(5);
			assertThat(pool.getMaxSize()).isEqualTo(7);
			assertThat(pool.getMaxLifeTime()).isEqualTo(Duration.ofMinutes(5));
			ConnectionPool connections = context.getBean(ConnectionPool.class);
			StepVerifier.create(connections.warmup()).expectNext(5).expectComplete().verify(TIMEOUT);
			assertThat(connections.getMetrics().orElseThrow().getMaxAllocatedSize()).isEqualTo(7);
		}
	}

	@Test
	void optionsOfTheDriverCount() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"db.profiles.local.url=" + this.database.url(), "spring.r2dbc.properties.statementTimeout=4s",
				"spring.r2dbc.properties.preparedStatementCacheQueries=0")) {
			assertThat(OptionsCapableConnectionFactory.unwrapFrom(context.getBean(ConnectionFactory.class))
				.getOptions()
				.getValue(Option.valueOf("preparedStatementCacheQueries"))).isEqualTo("0");
			StepVerifier.create(
					context.getBean(DatabaseClient.class).sql("SHOW statement_timeout").mapValue(String.class).one())
				.expectNext("4s")
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void aConnectionThatTheServerHasEndedIsNotHandedOut() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"db.profiles.local.url=" + this.database.url(), "spring.r2dbc.pool.initial-size=1",
				"spring.r2dbc.pool.max-size=1")) {
			PooledConnections.fill(context.getBean(ConnectionPool.class)).terminate(this.database);
			StepVerifier.create(currentDatabase(context.getBean(DatabaseClient.class)))
				.expectNext(this.database.name())
				.expectComplete()
				.verify(TIMEOUT);
		}
	}

	@Test
	void databaseUrlAloneIsEnoughAndALockFileBesideItIsMentioned(CapturedOutput output, @TempDir Path folder)
			throws IOException {
		Path lock = folder.resolve(".db-profile");
		Files.writeString(lock, "staging\n");
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.NONE,
				Map.of("DATABASE_URL", this.database.url()), Application.class, "db.lock-file=" + lock,
				"logging.level.io.github.dbadapter=info")) {
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
			assertThat(output).contains("anonymous (from DATABASE_URL)")
				.contains("the lock file " + lock + ", which names 'staging', is not used");
			assertThat(lock).hasContent("staging\n");
		}
	}

	@Test
	void aPlainR2dbcUrlIsLeftAloneWhenNoProfileIsConfigured() {
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.NONE,
				Map.of("DATABASE_URL", "postgresql://nobody@nowhere/x"), Application.class,
				"spring.r2dbc.url=" + r2dbcUrl())) {
			assertThat(context.getBean(R2dbcConnectionDetails.class)).isNotInstanceOf(ProfileConnectionDetails.class);
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
			assertThat(context.getBean(R2dbcProperties.class).getPool().getMaxSize()).isEqualTo(10);
			Profiles profiles = context.getBean(Profiles.class);
			assertThat(profiles.resolve(null).describe()).isEqualTo("from the application's R2DBC connection");
			assertThat(profiles.resolve(null).profile().requiredConnection()).satisfies((connection) -> {
				assertThat(connection.database()).isEqualTo(this.database.name());
				assertThat(connection.password()).isEqualTo(this.database.parameters().password());
			});
		}
	}

	@Test
	void aPoolUrlIsLeftAloneToo() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"spring.r2dbc.url=" + r2dbcUrl().replace("r2dbc:", "r2dbc:pool:"))) {
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
			assertThat(context.getBean(Profiles.class).administrativeDatabase(null).address())
				.isEqualTo(this.database.parameters().address());
		}
	}

	@Test
	void aConfiguredProfileBeatsAPlainR2dbcUrl() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"spring.r2dbc.url=r2dbc:postgresql://nobody@nowhere/x", "db.profile=local",
				"db.profiles.local.url=" + this.database.url())) {
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
		}
	}

	@Test
	void severalProfilesOfWhichNoneIsChosenLeaveAPlainR2dbcUrlAlone() {
		try (ConfigurableApplicationContext context = TestApplications.run(Application.class,
				"spring.r2dbc.url=" + r2dbcUrl(), "db.profiles.a.url=postgresql://a@a/a",
				"db.profiles.b.url=postgresql://b@b/b")) {
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
		}
	}

	@Test
	void connectionDetailsOfAServiceBeatEveryProfile() {
		try (ConfigurableApplicationContext context = TestApplications.run(ServiceApplication.class, "db.profile=local",
				"db.profiles.local.url=postgresql://nobody@nowhere/x", "test.url=" + r2dbcUrl())) {
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
			assertThat(context.getBean(Profiles.class).administrativeDatabase(null).address())
				.isEqualTo(this.database.parameters().address());
			assertThat(context.getBean(Profiles.class).get("local").address()).isEqualTo("nowhere:5432/x");
		}
	}

	@Test
	void aConnectionFactoryOfTheApplicationBeatsEveryProfile() {
		try (ConfigurableApplicationContext context = TestApplications.run(OwnFactoryApplication.class,
				"db.profile=local", "db.profiles.local.url=postgresql://nobody@nowhere/x", "test.url=" + r2dbcUrl())) {
			assertThat(context.getBeansOfType(ConnectionFactory.class)).containsOnlyKeys("ownFactory");
			assertThat(context.getBeansOfType(R2dbcConnectionDetails.class)).isEmpty();
			assertThat(databaseOf(context)).isEqualTo(this.database.name());
			assertThat(context.getBean(Profiles.class).administrativeDatabase(null).address())
				.isEqualTo(this.database.parameters().address());
		}
	}

	private String r2dbcUrl() {
		return "r2dbc:" + this.database.url();
	}

	private static String databaseOf(ConfigurableApplicationContext context) {
		return Objects.requireNonNull(currentDatabase(context.getBean(DatabaseClient.class)).block(TIMEOUT));
	}

	private static Mono<String> currentDatabase(DatabaseClient client) {
		return client.sql("SELECT current_database()").mapValue(String.class).one();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class Application {

		private final DatabaseClient client;

		Application(DatabaseClient client) {
			this.client = client;
		}

		@GetMapping("/database")
		Mono<String> database() {
			return currentDatabase(this.client);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class ServiceApplication {

		@Bean
		R2dbcConnectionDetails containerDetails(Environment environment) {
			return () -> io.r2dbc.spi.ConnectionFactoryOptions.parse(environment.getRequiredProperty("test.url"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnFactoryApplication {

		@Bean
		ConnectionFactory ownFactory(Environment environment) {
			return org.springframework.boot.r2dbc.ConnectionFactoryBuilder
				.withUrl(environment.getRequiredProperty("test.url"))
				.build();
		}

	}

}
