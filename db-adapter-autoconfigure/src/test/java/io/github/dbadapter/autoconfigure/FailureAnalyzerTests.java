package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads when an application does not start because of its database.
 */
@PostgresTest
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzerTests {

	private static final String[] TWO_PROFILES = { "db.profiles.local.url=postgresql://a:hunter2@l/d",
			"db.profiles.production.url=postgresql://a:hunter2@p/d" };

	private final TestDatabase database;

	FailureAnalyzerTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void noProfileIsDefined(CapturedOutput output) {
		assertFailure(output, Map.of(), "No database profile is defined.",
				"No profile is defined: set DATABASE_URL, or add a profile under db.profiles or to db.toml. "
						+ "An application with a connection of its own sets spring.r2dbc.url or spring.datasource.url instead.");
	}

	@Test
	void noProfileIsChosen(CapturedOutput output) {
		assertFailure(output, Map.of(), "There are several database profiles and none is chosen: local, production.",
				"Set DB_PROFILE (or db.profile) to one of local, production. "
						+ "An application with a connection of its own sets spring.r2dbc.url or spring.datasource.url instead.",
				TWO_PROFILES);
	}

	@Test
	void unknownProfile(CapturedOutput output) {
		assertFailure(output, Map.of("DB_PROFILE", "prodution"),
				"There is no database profile 'prodution' (from DB_PROFILE). Known profiles are: local, production.",
				"Use 'production' instead, or define the profile with db.profiles.prodution.url.", TWO_PROFILES);
	}

	@Test
	void staleLockFile(CapturedOutput output, @TempDir Path folder) throws IOException {
		Path lock = Files.writeString(folder.resolve(".db-profile"), "gone\n");
		assertFailure(output, Map.of(),
				"The lock file %s names the database profile 'gone', which does not exist any more. Known profiles are: local."
					.formatted(lock),
				"Delete %s, or set DB_PROFILE (or db.profile), or set db.lock-file to 'none' if the application shall not use a lock file."
					.formatted(lock),
				TWO_PROFILES[0], "db.lock-file=" + lock);
	}

	@Test
	void malformedUrl(CapturedOutput output) {
		assertFailure(output, Map.of("DATABASE_URL", "postgresql://a:hunter2/x@h/d"),
				"The value of DATABASE_URL is malformed: there is an '@' after the hosts; "
						+ "write '@', ':', '/', '?' and '%' inside user or password as %40, %3A, %2F, %3F and %25.",
				"Correct the value of DATABASE_URL. Its form is "
						+ "postgresql://user:password@host:5432/database?sslmode=require; the password may be given apart.");
	}

	@Test
	void unknownParameter(CapturedOutput output) {
		assertFailure(output, Map.of(),
				"The URL of profile 'local' has the unknown parameter 'sslmod' (did you mean 'sslmode'?). Known are: "
						+ "application_name, connect_timeout, options, sslcert, sslkey, sslmode, sslrootcert, target_session_attrs.",
				"Remove 'sslmod' from the URL or write one of the known parameters. Settings of the session go into "
						+ "options=-c name=value, those of the pool into spring.r2dbc.pool.*.",
				TWO_PROFILES[0] + "?sslmod=require");
	}

	@Test
	void placeholderWithoutPassword(CapturedOutput output) {
		assertThatException()
			.isThrownBy(() -> start(Map.of(), "db.profiles.rds.url=postgresql://a:[YOUR-PASSWORD]@l/d"));
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains(
					"The URL of profile 'rds' still has the placeholder [YOUR-PASSWORD]: set db.profiles.rds.password");
	}

	@Test
	void unreachableHost(CapturedOutput output) {
		assertThatException().isThrownBy(
				() -> start(Map.of(), "db.profiles.local.url=postgresql://a:hunter2@localhost:1/d?connect_timeout=1"));
		assertThat(output).contains("Could not connect to localhost:1/d as user 'a': ")
			.contains("Active profile: local (the only profile).")
			.contains("Action:\n\nStart the server, or correct host and port in db.profiles.local.\n")
			.doesNotContain("hunter2");
	}

	@Test
	void refusedLogin(CapturedOutput output) {
		String address = this.database.parameters().address();
		assertThatException().isThrownBy(() -> start(Map.of("DB_PROFILE", "local"),
				"db.profiles.local.url=postgresql://nobody:hunter2@" + address));
		assertThat(output).contains("Could not connect to " + address + " as user 'nobody': ")
			.contains("(SQLSTATE 28")
			.contains("Active profile: local (from DB_PROFILE).")
			.contains("Action:\n\nCorrect user and password in db.profiles.local.\n")
			.doesNotContain("hunter2");
	}

	@Test
	void missingDatabase(CapturedOutput output) {
		String url = this.database.url() + "_missing";
		assertThatException().isThrownBy(() -> start(Map.of("DATABASE_URL", url)));
		assertThat(output).contains("(SQLSTATE 3D000)")
			.contains("Active profile: anonymous (from DATABASE_URL).")
			.contains("Action:\n\nCreate the database, or correct its name in the connection's configuration.\n");
	}

	private static void assertFailure(CapturedOutput output, Map<String, String> variables, String description,
			String action, String... properties) {
		assertThatException().isThrownBy(() -> start(variables, properties));
		assertThat(output).contains("Description:\n\n" + description + "\n\nAction:\n\n" + action + "\n")
			.doesNotContain("hunter2");
	}

	private static void start(Map<String, String> variables, String... properties) {
		TestApplications.run(WebApplicationType.NONE, variables, Application.class, properties).close();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ ProfileAutoConfiguration.class, ProfileR2dbcAutoConfiguration.class,
			R2dbcAutoConfiguration.class })
	static class Application {

		@Bean
		ApplicationRunner query(DatabaseClient client) {
			return (arguments) -> client.sql("SELECT 1").fetch().first().block(Duration.ofSeconds(20));
		}

	}

}
