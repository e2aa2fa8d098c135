package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.util.Map;

import io.github.dbadapter.client.DatabaseClient;
import io.github.dbadapter.client.DatabaseClients;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.UnknownProfileException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@PostgresTest
class ClientApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private final TestDatabase database;

	ClientApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void table() {
		this.database.execute("DROP TABLE IF EXISTS note; CREATE TABLE note (id int PRIMARY KEY, text text)");
	}

	@Test
	void bothClientsAreInjectedAndJoinTheSameTransaction() {
		try (ConfigurableApplicationContext context = run("db.profiles.local.url=" + this.database.url())) {
			Notes notes = context.getBean(Notes.class);
			StepVerifier.create(notes.writeTwo(false)).expectComplete().verify(TIMEOUT);
			assertThat(this.database.count("note")).isEqualTo(2);
			StepVerifier.create(notes.writeTwo(true)).expectErrorMessage("roll back").verify(TIMEOUT);
			assertThat(this.database.count("note")).isEqualTo(2);
			assertThat(context.getBean("dbAdapterDatabaseClient")).isSameAs(context.getBean(DatabaseClient.class));
		}
	}

	@Test
	void otherProfilesAreOpenedOnDemandMeasuredAndClosedWithTheContext() {
		DatabaseClients clients;
		DatabaseClient other;
		try (ConfigurableApplicationContext context = run("db.profile=local",
				"db.profiles.local.url=" + this.database.url(),
				"db.profiles.other.url=" + this.database.url() + "?application_name=other-profile")) {
			clients = context.getBean(DatabaseClients.class);
			assertThat(clients.get("local")).isSameAs(context.getBean(DatabaseClient.class));
			assertThat(sessions()).isZero();
			other = clients.get("other");
			StepVerifier.create(other.insert("note", Map.of("id", 7)))
				.expectNextCount(1)
				.expectComplete()
				.verify(TIMEOUT);
			awaitSessions(5);
			assertThat(clients.get("other")).isSameAs(other);
			assertThat(context.getBean(MeterRegistry.class)
				.get("r2dbc.pool.max.allocated")
				.tag("name", "db-adapter-other")
				.gauge()
				.value()).isEqualTo(15);
			assertThatExceptionOfType(UnknownProfileException.class)
				.isThrownBy(() -> context.getBean(DatabaseClients.class).get("othr"));
		}
		assertThatIllegalStateException().isThrownBy(() -> clients.get("other"));
		StepVerifier.create(other.select("note")).expectError(IllegalStateException.class).verify(TIMEOUT);
		awaitSessions(0);
	}

	@Test
	void anAnonymousProfileHasAClientToo() {
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.NONE,
				Map.of("DATABASE_URL", this.database.url()), Application.class)) {
			assertThat(context.getBean(DatabaseClients.class).get("anonymous"))
				.isSameAs(context.getBean(DatabaseClient.class));
		}
	}

	@Test
	void aClientOfTheApplicationIsKept() {
		try (ConfigurableApplicationContext context = TestApplications.run(OwnClientApplication.class,
				"db.profiles.local.url=" + this.database.url())) {
			assertThat(context.getBeansOfType(DatabaseClient.class)).containsOnlyKeys("ownClient");
		}
	}

	@Test
	void aFactoryOfTheApplicationIsNeverTakenForAProfile() {
		try (ConfigurableApplicationContext context = TestApplications.run(PlainFactoryApplication.class,
				"db.profiles.other.url=" + this.database.url(), "test.url=r2dbc:" + this.database.url())) {
			assertThat(context.getBean(Profiles.class).find(null)).isNull();
			assertThat(context.getBean(DatabaseClients.class).get("other"))
				.isNotSameAs(context.getBean(DatabaseClient.class));
		}
	}

	private void awaitSessions(long expected) {
		for (int attempt = 0; attempt < 200 && sessions() != expected; attempt++) {
			Mono.delay(Duration.ofMillis(50)).block();
		}
		assertThat(sessions()).isEqualTo(expected);
	}

	private long sessions() {
		return this.database.count("pg_stat_activity WHERE application_name = 'other-profile'");
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return TestApplications.run(Application.class, properties);
	}

	static class Notes {

		private final DatabaseClient client;

		private final org.springframework.r2dbc.core.DatabaseClient spring;

		Notes(DatabaseClient client, org.springframework.r2dbc.core.DatabaseClient spring) {
			this.client = client;
			this.spring = spring;
		}

		@Transactional
		public Mono<Void> writeTwo(boolean fail) {
			int id = fail ? 10 : 1;
			return this.client.insert("note", Map.of("id", id, "text", "ours"))
				.then(this.spring.sql("INSERT INTO note VALUES ($1, 'Spring')").bind(0, id + 1).then())
				.then(Mono.defer(() -> fail ? Mono.error(new IllegalStateException("roll back")) : Mono.empty()));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Notes notes(DatabaseClient client, org.springframework.r2dbc.core.DatabaseClient spring) {
			return new Notes(client, spring);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class OwnClientApplication {

		@Bean
		DatabaseClient ownClient(ConnectionFactory factory) {
			return DatabaseClient.create(factory);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class PlainFactoryApplication {

		@Bean
		ConnectionFactory plainFactory(Environment environment) {
			return ConnectionFactories.get(environment.getRequiredProperty("test.url"));
		}

	}

}
