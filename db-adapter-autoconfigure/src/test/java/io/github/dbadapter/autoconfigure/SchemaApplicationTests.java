package io.github.dbadapter.autoconfigure;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.dbadapter.schema.diff.ColumnMap;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.validate.ConnectionResult;
import io.github.dbadapter.schema.validate.ProfileConnector;
import io.github.dbadapter.schema.validate.ProfileValidation;
import io.github.dbadapter.schema.validate.SchemaChecks;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * The checks of the schema in whole applications, with an expectation that is as simple
 * as can be.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class SchemaApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String[] ACTUATOR = { "management.endpoints.web.exposure.include=*",
			"management.endpoint.health.show-details=always", "db.schema.refresh-interval=0s" };

	private final TestDatabase database;

	SchemaApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void emptyDatabase() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}

	@Test
	void driftKeepsAnApplicationFromStartingIfItShall(CapturedOutput output) {
		this.database.execute("CREATE TABLE product (id bigint)");
		assertThatException().isThrownBy(() -> run(WebApplicationType.NONE, "db.schema.on-drift=fail").close());
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("The schema of profile 'local' is not what the application expects:")
			.containsPattern("BREAKING +product.name +column missing")
			.contains("Run 'db-adapter fix --profile local' to see how to repair the database")
			.contains("To start all the same, set db.schema.on-drift to 'warn'.");
	}

	@Test
	void aSchemaThatCannotBeCheckedKeepsItFromStartingToo(CapturedOutput output) {
		assertThatException().isThrownBy(() -> TestApplications.run(Application.class, "db.schema.on-drift=fail",
				"db.profiles.local.url=postgresql://a:hunter2@localhost:1/d", "test.columns=id"));
		assertThat(output).contains("The schema of profile 'local' could not be checked:")
			.contains("Could not connect to localhost:1/d")
			.doesNotContain("hunter2");
	}

	@Test
	void aSchemaInSyncLetsItStart() {
		this.database.execute("CREATE TABLE product (id bigint, name text)");
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "db.schema.on-drift=fail")) {
			assertThat(context.getBean(SchemaChecks.class).last("local").status()).isEqualTo(ValidationStatus.IN_SYNC);
		}
	}

	@Test
	void driftIsLoggedOnceUnlessItShallBeIgnored(CapturedOutput output) {
		this.database.execute("CREATE TABLE product (id bigint)");
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "db.schema.on-drift=ignore")) {
			await(() -> isChecked(context));
			assertThat(output).doesNotContain("product.name");
		}
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "db.schema.cache-ttl=200ms")) {
			await(() -> isChecked(context));
			await(() -> output.getAll().contains("column missing"));
			Instant first = context.getBean(SchemaChecks.class).last("local").checkedAt();
			await(() -> context.getBean(SchemaChecks.class).last("local").checkedAt().isAfter(first));
			assertThat(output.getAll().split("column missing", -1)).hasSize(2);
			assertThat(output).contains("The schema of profile local (the only profile) is not what");
		}
	}

	@Test
	void healthEndpointInfoAndMetersOfAReactiveApplication() {
		this.database.execute("CREATE TABLE product (id bigint)");
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, ACTUATOR)) {
			assertActuator(context, "local", "the only profile");
		}
	}

	@Test
	void healthEndpointInfoAndMetersOfAServletApplicationAfterItsMigrations() {
		this.database.execute("CREATE TABLE note (id bigint)");
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.SERVLET, Map.of(),
				Application.class,
				with(ACTUATOR, "test.columns=id,name",
						"spring.datasource.url=jdbc:postgresql://%s/%s".formatted(this.database.host(),
								this.database.name()),
						"spring.datasource.username=postgres", "spring.datasource.password=postgres",
						"spring.flyway.locations=classpath:applications/jpa", "spring.flyway.baseline-on-migrate=true",
						"spring.flyway.baseline-version=0", "db.schema.on-drift=fail"))) {
			assertThat(get(context, "health").at("/components/dbSchema/status").asString()).isEqualTo("UP");
			this.database.execute("ALTER TABLE product DROP name");
			assertThat(get(context, "dbschema?refresh=true").at("/profiles/application/status").asString())
				.isEqualTo("DRIFTED");
			assertThat(get(context, "health").at("/components/dbSchema/status").asString()).isEqualTo("UP");
			assertThat(get(context, "info").at("/database/origin").asString())
				.isEqualTo("from the application's DataSource");
		}
	}

	@Test
	void anApplicationThatIsStoppedAndStartedAgainGoesOnChecking() {
		this.database.execute("CREATE TABLE product (id bigint)");
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "db.schema.cache-ttl=200ms")) {
			SchemaChecks checks = context.getBean(SchemaChecks.class);
			await(() -> isChecked(context));
			context.stop();
			await(() -> isUnchangedForASecond(checks));
			Instant stopped = checks.last("local").checkedAt();
			this.database.execute("ALTER TABLE product ADD name text");
			context.start();
			await(() -> checks.last("local").status() == ValidationStatus.IN_SYNC);
			assertThat(Mono.from(checks.recheck("local")).map(ValidationReport::checkedAt).block(TIMEOUT))
				.isAfter(stopped);
		}
	}

	/** The last check may be under way when it is stopped. */
	private static boolean isUnchangedForASecond(SchemaChecks checks) {
		Instant before = checks.last("local").checkedAt();
		Mono.delay(Duration.ofSeconds(1)).block();
		return checks.last("local").checkedAt().equals(before);
	}

	@Test
	void connectingThroughTheApplicationValidates() {
		this.database.execute("CREATE TABLE product (id bigint)");
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE)) {
			ConnectionResult result = context.getBean(ProfileConnector.class).validateOnly(null).block(TIMEOUT);
			assertThat(result).isNotNull();
			assertThat(result.schemaValid()).isFalse();
		}
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE,
				"db.schema.validate-on-connect=false")) {
			ConnectionResult result = context.getBean(ProfileConnector.class).validateOnly(null).block(TIMEOUT);
			assertThat(result).isEqualTo(new ConnectionResult(true, "local", null, null, null, null));
		}
	}

	private void assertActuator(ConfigurableApplicationContext context, String profile, String origin) {
		await(() -> isChecked(context));
		assertThat(get(context, "health").at("/components/dbSchema/status").asString()).isEqualTo("DOWN");
		JsonNode schema = get(context, "dbschema").at("/profiles/" + profile);
		assertThat(schema.get("active").asBoolean()).isTrue();
		assertThat(schema.get("status").asString()).isEqualTo("DRIFTED");
		assertThat(schema.at("/summary/breaking").asInt()).isOne();
		assertThat(schema.at("/differences/0/object").asString()).isEqualTo("public.product.name");
		assertThat(context.getBean(MeterRegistry.class)
			.get("db.schema.differences")
			.tags("profile", profile, "severity", "breaking")
			.gauge()
			.value()).isOne();
		this.database.execute("ALTER TABLE product ADD name text");
		assertThat(get(context, "dbschema/" + profile + "?refresh=true").get("status").asString()).isEqualTo("IN_SYNC");
		JsonNode health = get(context, "health").at("/components/dbSchema");
		assertThat(health.get("status").asString()).isEqualTo("UP");
		assertThat(health.at("/details/breaking").asInt()).isZero();
		assertThat(get(context, "info").at("/database/profile").asString()).isEqualTo(profile);
		assertThat(get(context, "info").at("/database/origin").asString()).isEqualTo(origin);
		assertThat(status(context, "dbschema/unknown")).isEqualTo(404);
		JsonNode problem = get(context, "dbschema/unknown");
		assertThat(problem.get("detail").asString()).startsWith("There is no profile 'unknown'").contains(profile);
		assertThat(problem.get("status").asInt()).isEqualTo(404);
	}

	private static boolean isChecked(ConfigurableApplicationContext context) {
		return !context.getBean(SchemaChecks.class).checkedProfiles().isEmpty();
	}

	private static void await(BooleanSupplier condition) {
		long end = System.nanoTime() + TIMEOUT.toNanos();
		boolean met = condition.getAsBoolean();
		while (!met && System.nanoTime() < end) {
			Mono.delay(Duration.ofMillis(50)).block();
			met = condition.getAsBoolean();
		}
		assertThat(met).isTrue();
	}

	private static JsonNode get(ConfigurableApplicationContext context, String path) {
		return client(context).get()
			.uri("/actuator/" + path)
			.exchange((request, response) -> JsonMapper.shared().readTree(response.getBody()));
	}

	private static int status(ConfigurableApplicationContext context, String path) {
		return client(context).get()
			.uri("/actuator/" + path)
			.exchange((request, response) -> response.getStatusCode().value());
	}

	private static RestClient client(ConfigurableApplicationContext context) {
		return RestClient
			.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	private ConfigurableApplicationContext run(WebApplicationType type, String... properties) {
		return TestApplications.run(type, Map.of(), Application.class,
				with(properties, "db.profiles.local.url=" + this.database.url(), "test.columns=id,name"));
	}

	private static String[] with(String[] properties, String... more) {
		return Stream.concat(Arrays.stream(properties), Arrays.stream(more)).toArray(String[]::new);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		ProfileValidation columnsOfProduct(Environment environment) {
			Set<String> columns = Set.of(environment.getRequiredProperty("test.columns", String[].class));
			ColumnMap expected = ColumnMap.of(Map.of("product", columns), "public");
			return (profile) -> new SchemaIntrospector()
				.introspect(profile.profile().administrativeDatabase(), IntrospectionOptions.schemas(Set.of("public")))
				.map((actual) -> SchemaComparator.compare(expected, actual.schema(), ComparisonOptions.defaults()))
				.map((diff) -> new ValidationReport(profile.name(),
						diff.inSync(false) ? ValidationStatus.IN_SYNC : ValidationStatus.DRIFTED, Instant.now(),
						Duration.ZERO, "columns", 0, null, diff, List.of(), false, false, null));
		}

	}

}
