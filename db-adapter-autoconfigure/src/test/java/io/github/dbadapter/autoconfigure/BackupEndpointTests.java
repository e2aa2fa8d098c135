package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import io.github.dbadapter.backup.TargetLock;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoint as clients see it.
 */
@PostgresTest
class BackupEndpointTests {

	private static final String[] WRITING = { "management.endpoint.backup.access=unrestricted",
			"db.backup.over-http=true" };

	private final HttpClient http = HttpClient.newHttpClient();

	private final TestDatabase database;

	@TempDir
	private Path folder;

	BackupEndpointTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void fill() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; "
				+ "CREATE TABLE users (id serial PRIMARY KEY, email text NOT NULL UNIQUE); "
				+ "CREATE TABLE orders (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, amount int); "
				+ "INSERT INTO users (email) VALUES ('ada@example.org'), ('ben@example.org'); "
				+ "INSERT INTO orders (user_id, amount) VALUES (1, 10), (1, 20), (2, 500)");
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void backsUpListsRestoresAndRemoves(WebApplicationType type) throws Exception {
		try (ConfigurableApplicationContext context = run(type, WRITING)) {
			assertThat(get(context, "").body().get("backups")).isEmpty();
			Answer started = send(context, "POST", "", "");
			assertThat(started.status()).isEqualTo(202);
			assertThat(started.body().get("kind").asString()).isEqualTo("BACKUP");
			String id = started.body().get("id").asString();
			assertThat(id).startsWith("local-");
			JsonNode backup = awaitEnd(context, id);
			assertThat(backup.get("state").asString()).isEqualTo("COMPLETED");
			assertThat(backup.get("rows").asInt()).isEqualTo(5);
			assertThat(backup.get("bytes").asLong()).isEqualTo(Files.size(this.folder.resolve(id + ".json.zst")));
			assertThat(backup.at("/tables/1/table").asString()).isEqualTo("orders");
			assertThat(backup.get("notices").isArray()).isTrue();
			assertThat(backup.has("running")).isFalse();
			JsonNode list = get(context, "").body().get("backups");
			assertThat(list.findValuesAsString("id")).containsExactly(id);
			assertThat(list.get(0).has("tables")).isFalse();

			this.database.execute("TRUNCATE orders, users");
			JsonNode preview = restored(context, id, "\"dryRun\": true");
			assertThat(preview.get("outcome").asString()).isEqualTo("PREVIEWED");
			assertThat(preview.at("/tables/1/inserted").asInt()).isEqualTo(3);
			assertThat(this.database.count("orders")).isZero();
			JsonNode restored = restored(context, id, "\"mode\": \"overwrite\"");
			assertThat(restored.get("outcome").asString()).isEqualTo("COMMITTED");
			assertThat(restored.at("/restore/mode").asString()).isEqualTo("OVERWRITE");
			assertThat(this.database.count("orders")).isEqualTo(3);

			assertThat(send(context, "DELETE", "/" + id, null).status()).isEqualTo(204);
			assertThat(get(context, "/" + id).status()).isEqualTo(404);
			assertThat(send(context, "DELETE", "/" + id, null).status()).isEqualTo(404);
			assertThat(names()).noneMatch((name) -> name.contains(id));
			assertThat(get(context, "").body().get("backups")).hasSize(2);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "REACTIVE", "SERVLET" })
	void refusesWhatIsNoIdAndWhatDoesNotFit(WebApplicationType type) throws Exception {
		Files.writeString(this.folder.resolveSibling("secret.manifest.json"), "{\"id\":\"secret\"}");
		try (ConfigurableApplicationContext context = run(type, WRITING)) {
			for (String id : new String[] { "..%2Fsecret", "%2Fetc%2Fpasswd", "..%5Csecret", "a.b", "%2e%2e", "a%00b",
					"%252e%252e%252fsecret", "x".repeat(200) }) {
				assertThat(get(context, "/" + id).status()).as(id).isIn(400, 404);
				assertThat(send(context, "DELETE", "/" + id, null).status()).as(id).isIn(400, 404);
			}
			assertThat(get(context, "/a.b").status()).isEqualTo(400);
			assertThat(get(context, "/unknown").status()).isEqualTo(404);
			for (String body : new String[] { "{", "[]", "{\"tables\": [\"users\"]}", "{\"restor\": \"x\"}",
					"{\"restore\": \"../secret\"}", "{\"restore\": \"x\", \"mode\": \"sideways\"}",
					"{\"restore\": \"x\", \"tables\": \"users\"}", "{\"dryRun\": \"true\"}",
					"{\"restore\": \"x\", \"dryRun\": \"maybe\"}", "{\"profile\": \"nowhere\"}", "{\"profile\": \"\"}",
					"{\"userId\": \"\"}", "{\"tables\": \"\"}", "{\"mask\": \"users.email\"}",
					"{\"mask\": \"users.email=rot13\"}" }) {
				assertThat(post(context, body).status()).as(body).isEqualTo(400);
			}
			assertThat(post(context, "{\"restor\": \"x\"}").body().get("detail").asString())
				.startsWith("Unknown: restor. Known are confirm, dryRun, ");
			assertThat(post(context, "{\"restore\": \"x\", \"mode\": \"up\"}").body().get("detail").asString())
				.isEqualTo("'up' is no value of 'mode'");
			assertThat(post(context, "{\"restore\": \"unknown\"}").status()).isEqualTo(404);
			assertThat(names()).isEmpty();
		}
	}

	@Test
	void writesOnlyIfBothSwitchesAreOnAndThereIsAFolder() throws Exception {
		WebApplicationType type = WebApplicationType.REACTIVE;
		String access = "management.endpoint.backup.access=unrestricted";
		String overHttp = "db.backup.over-http=true";
		assertClosed(WebApplicationType.SERVLET, List.of(access.split("=")[0], "db.backup.over-http"));
		assertClosed(type, List.of("db.backup.over-http"), access);
		assertClosed(type, List.of("db.backup.over-http"), "management.endpoints.access.default=unrestricted");
		assertClosed(type, List.of("management.endpoint.backup.access"), overHttp);
		assertClosed(type, List.of("management.endpoint.backup.access"), overHttp,
				"management.endpoints.access.default=unrestricted", "management.endpoint.backup.access=read-only");
		assertClosed(type, List.of("db.backup.directory"), access, overHttp, "db.backup.directory=");
	}

	private void assertClosed(WebApplicationType type, List<String> named, String... properties) throws Exception {
		try (ConfigurableApplicationContext context = run(type, properties)) {
			for (Answer answer : List.of(post(context, "{}"), send(context, "DELETE", "/x", null))) {
				// with an explicit 'read-only' Spring Boot does not offer the method
				assertThat(answer.status()).as(named.toString()).isIn(403, 405);
				if (answer.status() == 403) {
					assertThat(answer.body().get("detail").asString()).contains(named);
				}
			}
			assertThat(get(context, "").status()).isEqualTo(200);
			assertThat(names()).isEmpty();
		}
	}

	@Test
	void aProtectedProfileHasToBeNamed() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE,
				with(WRITING, "db.profiles.local.protected=true"))) {
			String id = post(context, "{}").body().get("id").asString();
			awaitEnd(context, id);
			this.database.execute("TRUNCATE orders, users");
			for (String confirm : new String[] { "", ", \"confirm\": \"true\"", ", \"confirm\": \"other\"" }) {
				Answer refused = post(context, "{\"restore\": \"" + id + "\"" + confirm + "}");
				assertThat(refused.status()).isEqualTo(403);
				assertThat(refused.body().get("detail").asString()).contains("'local'", "'confirm'");
			}
			assertThat(restored(context, id, "\"dryRun\": true").get("state").asString()).isEqualTo("COMPLETED");
			assertThat(this.database.count("orders")).isZero();
			assertThat(restored(context, id, "\"confirm\": \"local\"").get("state").asString()).isEqualTo("COMPLETED");
			assertThat(this.database.count("orders")).isEqualTo(3);
		}
	}

	@Test
	void aTargetThatIsWrittenToIsAConflict() throws Exception {
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, WRITING)) {
			String id = post(context, "{}").body().get("id").asString();
			awaitEnd(context, id);
			try (Connection connection = this.database.connect()) {
				connection.setAutoCommit(false);
				TargetLock.acquire(connection, "test");
				assertThat(post(context, "{\"restore\": \"" + id + "\"}").status()).isEqualTo(409);
				connection.rollback();
			}
			try (Connection connection = locked("users")) {
				Answer running = post(context, "{\"restore\": \"" + id + "\"}");
				assertThat(running.status()).isEqualTo(202);
				assertThat(post(context, "{\"restore\": \"" + id + "\"}").status()).isEqualTo(409);
				assertThat(send(context, "DELETE", "/" + id, null).status()).isEqualTo(409);
				connection.rollback();
				assertThat(awaitEnd(context, running.body().get("id").asString()).get("state").asString())
					.isEqualTo("COMPLETED");
			}
		}
	}

	@Test
	void rowsAddressesAndPasswordsStayInside() throws Exception {
		this.database.execute("DROP ROLE IF EXISTS outsider; CREATE ROLE outsider LOGIN PASSWORD 'hunter2'");
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE,
				with(WRITING,
						"db.profiles.outsider.url=postgresql://outsider:hunter2@%s/%s".formatted(this.database.host(),
								this.database.name()),
						"db.profiles.wrong.url=postgresql://outsider:hunter3@%s/%s".formatted(this.database.host(),
								this.database.name()),
						"db.profiles.down.url=postgresql://outsider:hunter2@localhost:1/shop"))) {
			String id = post(context, "{\"mask\": \"users.email=email\", \"userId\": \"1\"}").body()
				.get("id")
				.asString();
			JsonNode backup = awaitEnd(context, id);
			assertThat(backup.at("/wanted/masked").asBoolean()).isTrue();
			assertThat(backup.at("/wanted/userId").asString()).isEqualTo("1");
			this.database.execute("TRUNCATE orders, users; ALTER TABLE orders ADD CHECK (amount <> 20)");
			JsonNode failed = restored(context, id, "\"keys\": \"regenerate\"");
			assertThat(failed.get("state").asString()).isEqualTo("FAILED");
			assertThat(failed.get("outcome").asString()).isEqualTo("ROLLED_BACK");
			assertThat(failed.at("/tables/1/failed").asInt()).isOne();
			assertThat(failed.at("/tables/1/failedRows/0").asInt()).isOne();
			StringBuilder shown = new StringBuilder(failed.toString());
			for (String profile : new String[] { "outsider", "wrong", "down" }) {
				String job = post(context, "{\"profile\": \"%s\"}".formatted(profile)).body().get("id").asString();
				JsonNode end = awaitEnd(context, job);
				assertThat(end.get("state").asString()).isEqualTo("FAILED");
				assertThat(end.get("error").asString()).isNotEmpty();
				shown.append(end);
			}
			Answer unreachable = post(context, "{\"restore\": \"%s\", \"profile\": \"down\"}".formatted(id));
			assertThat(unreachable.status()).isEqualTo(503);
			shown.append(unreachable.body()).append(get(context, "").body());
			for (Path file : Files.list(this.folder).filter((path) -> path.toString().endsWith(".json")).toList()) {
				shown.append(Files.readString(file));
			}
			assertThat(shown.toString()).doesNotContain("hunter", "postgresql://", "localhost", "example.com",
					this.database.host().toString());
		}
	}

	@Test
	void aRunningJobCanBeCancelledByWhoeverSharesTheFolder() throws Exception {
		try (ConfigurableApplicationContext one = run(WebApplicationType.REACTIVE, WRITING);
				ConfigurableApplicationContext other = run(WebApplicationType.REACTIVE, WRITING);
				Connection lock = locked("users")) {
			String first = post(one, "{}").body().get("id").asString();
			assertThat(get(other, "/" + first).body().get("state").asString()).isEqualTo("RUNNING");
			Answer cancelled = send(one, "DELETE", "/" + first, null);
			assertThat(cancelled.status()).isEqualTo(200);
			assertThat(cancelled.body().get("state").asString()).isEqualTo("FAILED");
			assertThat(get(other, "/" + first).body().get("error").asString()).isEqualTo("Cancelled");

			String second = post(one, "{}").body().get("id").asString();
			assertThat(send(other, "DELETE", "/" + second, null).status()).isEqualTo(202);
			assertThat(awaitEnd(other, second).get("error").asString()).isEqualTo("Cancelled");
			await(() -> this.database
				.queryForValue("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
				.equals(0L));
			assertThat(send(other, "DELETE", "/" + second, null).status()).isEqualTo(204);
			assertThat(names()).allMatch((name) -> name.equals(first + ".manifest.json"));
			lock.rollback();
		}
	}

	@Test
	void whatRunsWhenTheApplicationStopsHasFailed() throws Exception {
		String id;
		try (Connection lock = locked("users")) {
			try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, WRITING)) {
				id = post(context, "{}").body().get("id").asString();
			}
			lock.rollback();
		}
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE, WRITING)) {
			assertThat(get(context, "/" + id).body().get("error").asString()).isEqualTo("The application was stopped");
		}
	}

	@Test
	void onlySoManyOfAKindAreKept() throws Exception {
		Files.writeString(this.folder.resolve("mine.json.zst"), "not ours");
		try (ConfigurableApplicationContext context = run(WebApplicationType.REACTIVE,
				with(WRITING, "db.backup.keep=2"))) {
			String tenant = post(context, "{\"userId\": \"1\"}").body().get("id").asString();
			awaitEnd(context, tenant);
			String[] ids = new String[4];
			for (int i = 0; i < ids.length; i++) {
				ids[i] = post(context, "{}").body().get("id").asString();
				awaitEnd(context, ids[i]);
			}
			await(() -> names().size() == 7);
			assertThat(get(context, "").body().get("backups").findValuesAsString("id")).containsExactly(ids[3], ids[2],
					tenant);
			assertThat(names()).contains("mine.json.zst", tenant + ".json.zst", ids[2] + ".json.zst");
		}
	}

	private Connection locked(String table) throws SQLException {
		Connection connection = this.database.connect();
		connection.setAutoCommit(false);
		connection.createStatement().execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
		return connection;
	}

	private JsonNode restored(ConfigurableApplicationContext context, String id, String options) throws Exception {
		Answer started = post(context, "{\"restore\": \"%s\", %s}".formatted(id, options));
		assertThat(started.status()).isEqualTo(202);
		assertThat(started.body().at("/restore/backup").asString()).isEqualTo(id);
		return awaitEnd(context, started.body().get("id").asString());
	}

	private JsonNode awaitEnd(ConfigurableApplicationContext context, String id) throws Exception {
		for (int attempt = 0; attempt < 400; attempt++) {
			JsonNode job = get(context, "/" + id).body();
			if (!job.get("state").asString().equals("RUNNING")) {
				return job;
			}
			Mono.delay(Duration.ofMillis(50)).block();
		}
		throw new AssertionError("Job " + id + " does not end");
	}

	private static void await(BooleanSupplier condition) {
		for (int attempt = 0; attempt < 200 && !condition.getAsBoolean(); attempt++) {
			Mono.delay(Duration.ofMillis(50)).block();
		}
		assertThat(condition.getAsBoolean()).isTrue();
	}

	private List<String> names() {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private Answer get(ConfigurableApplicationContext context, String path) throws Exception {
		return send(context, "GET", path, null);
	}

	private Answer post(ConfigurableApplicationContext context, String body) throws Exception {
		return send(context, "POST", "", body);
	}

	private Answer send(ConfigurableApplicationContext context, String method, String path, String body)
			throws Exception {
		URI uri = URI.create("http://localhost:%s/actuator/backup%s"
			.formatted(context.getEnvironment().getRequiredProperty("local.server.port"), path));
		HttpRequest.Builder request = HttpRequest.newBuilder(uri)
			.method(method, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", "application/json");
		}
		HttpResponse<String> response = this.http.send(request.build(), BodyHandlers.ofString());
		boolean json = response.headers().firstValue("Content-Type").orElse("").contains("json");
		return new Answer(response.statusCode(),
				JsonMapper.shared().readTree(json && !response.body().isEmpty() ? response.body() : "{}"));
	}

	private ConfigurableApplicationContext run(WebApplicationType type, String... properties) {
		boolean elsewhere = Arrays.stream(properties).anyMatch((name) -> name.startsWith("db.backup.directory="));
		return TestApplications.run(type, Map.of(), Application.class, with(properties,
				elsewhere ? "unused=" : "db.backup.directory=" + this.folder,
				"db.profiles.local.url=" + this.database.url(), "db.profile=local",
				"management.endpoints.web.exposure.include=backup",
				"spring.autoconfigure.exclude=org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"));
	}

	private static String[] with(String[] properties, String... more) {
		return Stream.concat(Arrays.stream(properties), Arrays.stream(more)).toArray(String[]::new);
	}

	private record Answer(int status, JsonNode body) {

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
