package io.github.dbadapter.autoconfigure;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcConnectionDetails;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.reactive.function.client.WebClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Looks for a password wherever an application shows something.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class SecretsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final String SECRET = "Zx9-hunter2/@%";

	private static final String[] FORMS = { "hunter2", "Zx9-", "Zx9%2D" };

	private final TestDatabase database;

	SecretsTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void aPasswordIsNowhereToBeSeen(CapturedOutput output) {
		this.database.execute("DROP ROLE IF EXISTS secretive; CREATE ROLE secretive LOGIN PASSWORD '" + SECRET + "'");
		String address = this.database.parameters().address();
		try (ConfigurableApplicationContext context = TestApplications.run(WebApplicationType.REACTIVE,
				Map.of("PROD_PASSWORD", SECRET, "DATABASE_URL", "postgresql://x:Zx9-hunter2%2F%40%25@h/d",
						"DB_PROFILES_FROMENV_URL", "postgresql://x:Zx9-hunter2%2F%40%25@h/d", "DB_PROFILE", "local"),
				Application.class, "db.profiles.local.url=postgresql://secretive@" + address,
				"db.profiles.local.password=${PROD_PASSWORD}",
				"db.profiles.down.url=postgresql://x:Zx9-hunter2%2F%40%25@localhost:1/d",
				"db.profiles.bad.url=postgresql://x:Zx9-hunter2%zz@h/d", "db.profiles.hosted.provider=supabase",
				"db.profiles.hosted.url=https://xyz.supabase.co", "db.profiles.hosted.key=" + SECRET,
				"db.profiles.hosted.database-url=postgresql://x:[YOUR-PASSWORD]@h/d",
				"db.profiles.hosted.db-password=" + SECRET, "my.copy=postgresql://x:Zx9-hunter2%2F%40%25@h/d",
				"db.backup.mask-salt=Zx9-hunter2-salt", "management.endpoints.web.exposure.include=*",
				"management.endpoint.env.show-values=always", "management.endpoint.configprops.show-values=always",
				"management.endpoint.health.show-details=always", "logging.level.io.github.dbadapter=trace",
				"logging.level.org.springframework.boot=debug")) {
			int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
			StringBuilder shown = new StringBuilder();
			for (String path : new String[] { "env", "configprops", "beans", "conditions", "health", "info", "metrics",
					"env/db.profiles.local.password", "env/PROD_PASSWORD", "env/DATABASE_URL", "env/my.copy" }) {
				String body = get(port, path);
				assertThat(body).as(path).isNotEmpty().doesNotContain(FORMS);
			}
			assertThat(get(port, "env")).contains("db.profiles.local.password").contains("PROD_PASSWORD");
			assertThat(get(port, "configprops")).contains("lockFile").contains("databaseUrl");
			context.getBean(DatabaseClient.class).sql("SELECT 1").fetch().first().block(TIMEOUT);
			Profiles profiles = context.getBean(Profiles.class);
			for (String name : profiles.names()) {
				shown.append(profiles.definition(name));
				shown.append(failure(profiles, name));
			}
			shown.append(profiles).append(profiles.resolve(null)).append(profiles.selection());
			shown.append(context.getBean(DbProperties.class)).append(context.getBean(DbBackupProperties.class));
			shown.append(context.getBean(R2dbcConnectionDetails.class).getConnectionFactoryOptions());
			assertThat(shown.toString()).doesNotContain(FORMS);
		}
		assertThat(output.getAll()).contains("Active database profile").doesNotContain(FORMS);
	}

	private static String failure(Profiles profiles, String name) {
		try {
			return profiles.administrativeDatabase(name)
				.execute("look", (connection) -> 1)
				.thenReturn("")
				.onErrorResume((error) -> Mono.just(stackTrace(error)))
				.block(TIMEOUT);
		}
		catch (RuntimeException ex) {
			return stackTrace(ex);
		}
	}

	private static String stackTrace(Throwable error) {
		StringWriter text = new StringWriter();
		error.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private static String get(int port, String path) {
		return WebClient.builder()
			.codecs((codecs) -> codecs.defaultCodecs().maxInMemorySize(-1))
			.build()
			.get()
			.uri("http://localhost:" + port + "/actuator/" + path)
			.exchangeToMono((response) -> response.bodyToMono(String.class))
			.block(TIMEOUT);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

	}

}
