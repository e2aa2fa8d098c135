package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.dbadapter.actuate.FixAuditEvents;
import io.github.dbadapter.actuate.SchemaEndpoint;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixReport;
import io.github.dbadapter.schema.fix.FixService;
import io.github.dbadapter.schema.fix.FixServices;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.schema.fix.SchemaFixedEvent;
import io.github.dbadapter.schema.fix.SchemaFixedEvent.Outcome;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.AuditEventRepository;
import org.springframework.boot.actuate.audit.InMemoryAuditEventRepository;
import org.springframework.boot.actuate.audit.listener.AuditListener;
import org.springframework.boot.actuate.autoconfigure.audit.AuditAutoConfiguration;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Fixes in whole applications, over HTTP and by their bean.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class SchemaFixApplicationTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final String SCHEMA = """
			CREATE TABLE product (id int PRIMARY KEY, price numeric(10,2), note text);
			""";

	private static final String DRIFTED = """
			DROP EVENT TRIGGER IF EXISTS fail;
			DROP SCHEMA public CASCADE;
			CREATE SCHEMA public;
			CREATE TABLE product (id int PRIMARY KEY, price text);
			INSERT INTO product VALUES (987654711, '1.50'), (987654712, '2');
			CREATE TABLE kept (id int);
			INSERT INTO kept VALUES (1);
			""";

	private final TestDatabase database;

	@TempDir
	private Path folder;

	SchemaFixApplicationTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void drift() throws IOException {
		Files.writeString(this.folder.resolve("schema.sql"), SCHEMA);
		this.database.execute(DRIFTED);
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void aPlanIsToldThenConfirmedAndApplied(WebApplicationType type, CapturedOutput output) {
		try (ConfigurableApplicationContext context = run(type,
				"db.backup.directory=" + this.folder.resolve("backups"))) {
			assertThat(get(context, "dbschema/local?refresh=true").at("/differences/1/hazards").values())
				.extracting(JsonNode::asString)
				.containsExactly("TABLE_REWRITE", "MAY_FAIL_ON_DATA");
			Answer plan = post(context, "{'profile':'local'}");
			assertThat(plan.status()).isEqualTo(200);
			assertThat(plan.text("outcome")).isEqualTo("PREVIEW");
			assertThat(plan.json().get("notAllowed").values()).extracting(JsonNode::asString)
				.containsExactly("TABLE_REWRITE");
			assertThat(plan.json().at("/statements/0/sql").asString()).contains("ALTER TABLE \"public\".\"product\"");
			assertThat(plan.json().at("/kept/0/object").asString()).isEqualTo("public.kept");
			assertThat(plan.json().at("/kept/0/reason").asString()).isEqualTo("db.fix.drop-extra");
			String id = plan.text("plan");

			Answer refused = post(context, "{'profile':'local','confirm':true,'plan':'" + id + "'}");
			assertThat(refused.status()).isEqualTo(422);
			assertThat(refused.text("detail")).contains("not allowed: table-rewrite")
				.contains("\"allow\":\"table-rewrite\" accepts them");
			assertThat(refused.type()).hasToString("application/problem+json");
			Answer other = post(context, "{'profile':'local','confirm':true,'plan':'0000000','allow':'table-rewrite'}");
			assertThat(other.status()).isEqualTo(409);
			assertThat(other.text("detail")).contains(id);
			assertUnchanged();

			Answer applied = post(context,
					"{'profile':'local','confirm':true,'plan':'" + id + "','allow':'table-rewrite,LOCKS_READS'}");
			assertThat(applied.status()).isEqualTo(200);
			assertThat(applied.text("outcome")).isEqualTo("APPLIED");
			assertThat(applied.text("status")).isEqualTo("IN_SYNC");
			assertThat(applied.json().at("/statements/0/durationMs").isNumber()).isTrue();
			assertThat(this.folder.resolve("backups").resolve(applied.text("backup"))).isRegularFile();
			JsonNode backup = get(context, "backup/" + applied.text("backup").replace(".json.zst", ""));
			assertThat(backup.get("profile").asString()).isEqualTo("local");
			assertThat(backup.at("/tables/0/rows").asInt()).isEqualTo(2);
			assertThat(get(context, "backup").at("/backups/0/id")).isEqualTo(backup.get("id"));
			assertThat(this.database.count("product WHERE price = 1.50 OR price = 2.00")).isEqualTo(2);
			assertThat(this.database.count("kept")).isEqualTo(1);
			assertThat(get(context, "dbschema/local").get("status").asString()).isEqualTo("IN_SYNC");

			Answer again = post(context, "{'profile':'local'}");
			assertThat(again.text("outcome")).isEqualTo("NOTHING_TO_DO");
			assertThat(Stream.of(plan, refused, other, applied, again).map(Answer::body))
				.noneMatch((body) -> body.contains("987654711") || body.contains(" --") || body.contains("(--")
						|| body.contains("postgresql:"));
			assertAudited(context, id);
			assertThat(output).contains("by unknown: plan " + id + " APPLIED, ")
				.contains("by unknown: plan " + id + " REFUSED (HAZARD_NOT_ALLOWED), 0 statements");
		}
	}

	private static void assertAudited(ConfigurableApplicationContext context, String id) {
		assertThat(context.getBean(Application.class).events).extracting(SchemaFixedEvent::outcome)
			.containsExactly(Outcome.REFUSED, Outcome.APPLIED);
		assertThat(context.getBean(Application.class).events).extracting(SchemaFixedEvent::plan).containsOnly(id);
		List<AuditEvent> audited = context.getBean(AuditEventRepository.class).find(null, null, FixAuditEvents.TYPE);
		assertThat(audited).extracting((event) -> event.getData().get("outcome")).containsExactly("REFUSED", "APPLIED");
		assertThat(context.getBean(MeterRegistry.class)
			.get("db.schema.fix")
			.tags("profile", "local", "outcome", "applied")
			.timer()
			.count()).isEqualTo(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void whatCannotBeDoneIsToldByItsStatus(WebApplicationType type) throws SQLException {
		try (ConfigurableApplicationContext context = run(type)) {
			assertProblem(context, 400, "Did you mean 'data-loss'?", "{'profile':'local','allow':'data-los'}");
			assertProblem(context, 400, "nowhere", "{'profile':'nowhere'}");
			assertProblem(context, 400, "'profile' is empty", "{'profile':''}");
			assertProblem(context, 400, "'plan'", "{'profile':'local','confirm':true}");
			assertProblem(context, 400, "'perhaps' is no value of 'confirm'",
					"{'profile':'local','confirm':'perhaps'}");
			assertThat(post(context, "{'profile':['local']}").status()).isEqualTo(400);
			assertThat(post(context, "{'profile'").status()).isEqualTo(400);
			assertThat(post(context, "{'profile':'local','confrim':true}").text("detail"))
				.isEqualTo("Unknown: confrim. Known are allow, backup, confirm, plan, profile");
			assertProblem(context, 400, "Unknown: confrim", "{'profile':'local','confrim':true}");
			assertProblem(context, 403, "'guarded' is protected",
					"{'profile':'guarded','confirm':true,'plan':'1234567'}");
			assertThat(post(context, "{'profile':'guarded'}").status()).isEqualTo(200);
			assertProblem(context, 503, "cannot be reached", "{'profile':'gone'}");

			String confirmed = "{'profile':'local','confirm':true,'allow':'table-rewrite','backup':false,'plan':'"
					+ post(context, "{'profile':'local'}").text("plan") + "'}";
			try (Connection busy = this.database.connect(); Statement statement = busy.createStatement()) {
				statement.execute("SELECT pg_advisory_lock(" + 0x6462616461707401L + ")");
				assertProblem(context, 409, "another fix is running", confirmed);
				assertThat(post(context, confirmed).body()).doesNotContain(this.database.name(),
						this.database.host().name(), "127.0.0.1");
			}
			try (Connection busy = this.database.connect(); Statement statement = busy.createStatement()) {
				busy.setAutoCommit(false);
				statement.execute("LOCK TABLE product IN ACCESS EXCLUSIVE MODE");
				Answer blocked = post(context, "{'profile':'local'}");
				assertThat(blocked.status()).as(blocked.body()).isEqualTo(409);
				assertThat(blocked.body()).doesNotContain(this.database.name(), "127.0.0.1");
			}
			this.database.execute(
					"""
							CREATE FUNCTION fail() RETURNS event_trigger LANGUAGE plpgsql AS
							  $$ BEGIN RAISE EXCEPTION 'row 987654711'; END $$;
							CREATE EVENT TRIGGER fail ON ddl_command_start WHEN TAG IN ('ALTER TABLE') EXECUTE FUNCTION fail();""");
			String failing = confirmed.replaceFirst("'plan':'\\w+'",
					"'plan':'" + post(context, "{'profile':'local'}").text("plan") + "'");
			Answer failed = post(context, failing);
			assertThat(failed.status()).isEqualTo(500);
			assertThat(failed.text("detail")).contains("SQLSTATE P0001", "rolled back");
			assertThat(failed.body()).doesNotContain("987654711");
			this.database.execute("DROP EVENT TRIGGER fail; DROP FUNCTION fail()");

			this.database.execute("INSERT INTO product VALUES (987654713, 'cheap')");
			Answer blocked = post(context, confirmed.replaceFirst("'plan':'\\w+'",
					"'plan':'" + post(context, "{'profile':'local'}").text("plan") + "'"));
			assertThat(blocked.status()).isEqualTo(422);
			assertThat(blocked.body()).doesNotContain("987654713", "cheap");
			assertThat(post(context, "{'profile':'local'}").body()).doesNotContain("987654713", "cheap");
			assertUnchanged();
			assertThat(this.folder.resolve("backups")).doesNotExist();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void bothSwitchesAreNeeded(WebApplicationType type) {
		try (ConfigurableApplicationContext context = run(type, "db.fix.over-http=false")) {
			assertProblem(context, 403, "db.fix.over-http", "{'profile':'local'}");
			assertProblem(context, 403, "db.fix.over-http", "{'profile':'local','confirm':true,'plan':'1234567'}");
		}
		try (ConfigurableApplicationContext context = run(type, "management.endpoint.dbschema.access=")) {
			assertProblem(context, 403, "management.endpoint.dbschema.access", "{'profile':'local'}");
			assertThat(get(context, "dbschema").has("profiles")).isTrue();
		}
		try (ConfigurableApplicationContext context = run(type, "management.endpoint.dbschema.access=read-only")) {
			assertThat(post(context, "{'profile':'local'}").status()).isEqualTo(405);
			assertThat(get(context, "dbschema").has("profiles")).isTrue();
		}
		assertUnchanged();
	}

	@Test
	void aCallerThatHangsUpCancelsIt() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, "db.fix.lock-timeout=60s",
				"db.fix.allow=table-rewrite"); Connection busy = this.database.connect()) {
			String id = post(context, "{'profile':'local'}").text("plan");
			busy.setAutoCommit(false);
			try (Statement statement = busy.createStatement()) {
				statement.execute("LOCK TABLE product IN SHARE MODE");
			}
			HttpRequest request = HttpRequest
				.newBuilder(URI.create("http://localhost:%s/actuator/dbschema"
					.formatted(context.getEnvironment().getRequiredProperty("local.server.port"))))
				.header("Content-Type", "application/json")
				.POST(BodyPublishers.ofString("{\"profile\":\"local\",\"confirm\":true,\"plan\":\"" + id + "\"}"))
				.build();
			CompletableFuture<HttpResponse<String>> call = HttpClient.newBuilder()
				.version(Version.HTTP_1_1)
				.build()
				.sendAsync(request, BodyHandlers.ofString());
			this.database.awaitBlocked();
			assertThat(call.cancel(true)).isTrue();
			List<SchemaFixedEvent> events = context.getBean(Application.class).events;
			for (int attempt = 0; attempt < 1200 && events.isEmpty(); attempt++) {
				Thread.sleep(50);
			}
			assertThat(events).extracting(SchemaFixedEvent::outcome).containsExactly(Outcome.CANCELLED);
			busy.rollback();
		}
		assertUnchanged();
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void aFixMayTakeLongerThanOtherRequestsMay(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext context = run(type, "db.fix.lock-timeout=30s", "db.fix.allow=table-rewrite",
				"spring.mvc.async.request-timeout=1s"); Connection busy = this.database.connect()) {
			String id = post(context, "{'profile':'local'}").text("plan");
			busy.setAutoCommit(false);
			try (Statement statement = busy.createStatement()) {
				statement.execute("LOCK TABLE product IN SHARE MODE");
			}
			CompletableFuture<Answer> answer = CompletableFuture
				.supplyAsync(() -> post(context, "{'profile':'local','confirm':true,'plan':'" + id + "'}"));
			this.database.awaitBlocked();
			Thread.sleep(2000);
			busy.rollback();
			Answer applied = answer.get(30, TimeUnit.SECONDS);
			assertThat(applied.status()).as(applied.body()).isEqualTo(200);
			assertThat(applied.text("outcome")).isEqualTo("APPLIED");
		}
	}

	@Test
	void whoApprovedItIsPartOfTheAudit() {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, "db.fix.allow=table-rewrite")) {
			String id = post(context, "{'profile':'local'}").text("plan");
			SecurityContext ada = new SecurityContext() {

				@Override
				public Principal getPrincipal() {
					return () -> "ada";
				}

				@Override
				public boolean isUserInRole(String role) {
					return false;
				}

			};
			context.getBean(SchemaEndpoint.class).fix("local", true, null, false, id, ada).block(TIMEOUT);
			assertThat(context.getBean(Application.class).events).singleElement().satisfies((event) -> {
				assertThat(event.principal()).isEqualTo("ada");
				assertThat(event.outcome()).isEqualTo(Outcome.APPLIED);
				assertThat(event.statements()).isEqualTo(1);
			});
			assertThat(context.getBean(AuditEventRepository.class).find("ada", null, FixAuditEvents.TYPE)).hasSize(1);
		}
	}

	@Test
	void anApplicationUsesTheServiceByItself() {
		try (ConfigurableApplicationContext context = run(WebApplicationType.NONE, "db.fix.allow=table-rewrite",
				"db.fix.drop-extra=true", "db.fix.lock-timeout=1s")) {
			FixServices services = context.getBean(FixServices.class);
			assertThat(services.approval().allowed()).containsExactly(Hazard.TABLE_REWRITE);
			assertThat(services.approval().lockTimeout()).isEqualTo(Duration.ofSeconds(1));
			FixService service = services.forProfile("local");
			FixPlan plan = service.plan(services.words(), 0).block(TIMEOUT);
			assertThat(plan).isNotNull();
			assertThat(plan.hazards()).containsExactlyInAnyOrder(Hazard.TABLE_REWRITE, Hazard.DATA_LOSS);
			FixReport report = service
				.apply(plan, services.approval().withAllowed(plan.hazards()).withApprovedBy("nightly"))
				.block(TIMEOUT);
			assertThat(report).isNotNull();
			assertThat(report.backedUp()).containsOnlyKeys("kept", "product");
			assertThat(context.getBean(Application.class).events).singleElement()
				.satisfies((event) -> assertThat(event.principal()).isEqualTo("nightly"));
		}
		assertThat(this.database.count("product WHERE note IS NULL")).isEqualTo(2);
		assertThat(this.database.query("SELECT to_regclass('kept')::text AS kept").get(0)).containsEntry("kept", null);
	}

	private void assertUnchanged() {
		assertThat(this.database.count("product WHERE price = '1.50'::text")).isEqualTo(1);
	}

	private static void assertProblem(ConfigurableApplicationContext context, int status, String detail, String body) {
		Answer answer = post(context, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(answer.text("detail")).contains(detail);
		assertThat(answer.json().get("status").asInt()).isEqualTo(status);
	}

	private static JsonNode get(ConfigurableApplicationContext context, String path) {
		return client(context).get()
			.uri("/actuator/" + path)
			.exchange((request, response) -> JsonMapper.shared().readTree(response.getBody()));
	}

	private static Answer post(ConfigurableApplicationContext context, String json) {
		return client(context).post()
			.uri("/actuator/dbschema")
			.contentType(MediaType.APPLICATION_JSON)
			.body(json.replace('\'', '"'))
			.exchange((request, response) -> new Answer(response.getStatusCode().value(),
					response.getHeaders().getContentType(), new String(response.getBody().readAllBytes())));
	}

	private static RestClient client(ConfigurableApplicationContext context) {
		return RestClient
			.create("http://localhost:" + context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	private ConfigurableApplicationContext run(WebApplicationType type, String... properties) {
		String[] all = {
				"spring.datasource.url=jdbc:postgresql://%s/%s".formatted(this.database.host(), this.database.name()),
				"spring.datasource.username=postgres", "spring.datasource.password=postgres",
				"spring.flyway.enabled=false", "spring.jpa.hibernate.ddl-auto=none", "db.schema.on-drift=ignore",
				"management.endpoints.web.exposure.include=*", "management.endpoint.dbschema.access=unrestricted",
				"db.schema.refresh-interval=0s", "db.schema.file=" + this.folder.resolve("schema.sql"),
				"logging.level.io.github.dbadapter=info", "db.fix.over-http=true",
				"db.fix.backup-directory=" + this.folder.resolve("backups"),
				"db.profiles.local.url=" + this.database.url(), "db.profiles.guarded.url=" + this.database.url(),
				"db.profiles.guarded.protected=true", "db.profiles.gone.url=postgresql://localhost:1/gone" };
		Map<String, String> merged = new LinkedHashMap<>();
		Stream.concat(Arrays.stream(all), Arrays.stream(properties))
			.forEach((property) -> merged.put(property.substring(0, property.indexOf('=')), property));
		return TestApplications.run(type, Map.of("DB_FIX", "yes"), Application.class,
				merged.values().toArray(String[]::new));
	}

	private record Answer(int status, MediaType type, String body) {

		JsonNode json() {
			return JsonMapper.shared().readTree(this.body);
		}

		String text(String property) {
			return json().get(property).asString();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(exclude = AuditAutoConfiguration.class)
	static class Application {

		private final List<SchemaFixedEvent> events = new CopyOnWriteArrayList<>();

		@Bean
		InMemoryAuditEventRepository auditEvents() {
			return new InMemoryAuditEventRepository();
		}

		@Bean
		AuditListener auditListener(AuditEventRepository auditEvents) {
			return new AuditListener(auditEvents);
		}

		@EventListener
		void on(SchemaFixedEvent event) {
			this.events.add(event);
		}

	}

}
