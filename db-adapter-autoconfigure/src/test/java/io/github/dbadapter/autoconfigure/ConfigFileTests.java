package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.profile.Profiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfigFileTests {

	@TempDir
	private Path folder;

	@Test
	void readsTheFileOfThePythonLibrary() throws IOException {
		StandardEnvironment environment = environment("""
				[profiles.local]
				url = "postgresql://user:pass@localhost:5432/mydb"
				description = "Local development"
				provider = "postgres"

				[profiles.rds]
				url = "postgresql://user:[YOUR-PASSWORD]@rds-host:5432/mydb"
				description = "AWS RDS production"
				db_password = "s/cret"
				provider = "postgres"

				[schema]
				file = "schema.sql"
				validate_on_connect = true

				[sync]
				tables = ["projects", "tasks"]

				[defaults]
				user_id_env = "DEV_USER_ID"
				""", Map.of("DB_PROFILE", "rds"));
		Profiles profiles = ConfiguredProfiles.read(environment);
		assertThat(profiles.names()).containsExactly("local", "rds");
		assertThat(profiles.resolve(null)).hasToString("rds (from DB_PROFILE)");
		assertThat(profiles.get("rds").requiredConnection().password()).isEqualTo("s/cret");
		assertThat(profiles.get("local").description()).isEqualTo("Local development");
		assertThat(environment.getProperty("db.schema.file")).isEqualTo("schema.sql");
		assertThat(environment.getProperty("db.schema.validate-on-connect", Boolean.class)).isTrue();
		assertThat(environment.getProperty("db.sync.tables[1]")).isEqualTo("tasks");
		assertThat(environment.getProperty("db.defaults.user-id-env")).isEqualTo("DEV_USER_ID");
	}

	@Test
	void aByteOrderMarkIsPassedOver() throws IOException {
		assertThat(environment("\uFEFF[schema]\nfile = \"a.sql\"\n", Map.of()).getProperty("db.schema.file"))
			.isEqualTo("a.sql");
	}

	@Test
	void namesStayAsTheyAreWritten() throws IOException {
		Profiles profiles = ConfiguredProfiles.read(environment("""
				[profiles.Local_Dev]
				url = "postgresql://a@l/d"
				[profiles."eu.west-1"]
				url = "postgresql://a@e/d"
				[profiles.snake_case]
				url = "postgresql://a@s/d"
				""", Map.of()));
		assertThat(profiles.names()).containsExactly("Local_Dev", "eu.west-1", "snake_case");
		assertThat(profiles.get("eu.west-1").address()).isEqualTo("e:5432/d");
	}

	@Test
	void applicationPropertiesHaveMoreWeight() throws IOException {
		StandardEnvironment environment = new StandardEnvironment();
		Files.writeString(file(), "[profiles.local]\nurl = \"postgresql://a@toml/d\"\nprotected = true\n");
		environment.getPropertySources()
			.addLast(new MapPropertySource("application", Map.of("db.config-file", file().toString(),
					"db.profiles.local.url", "postgresql://a@application/d")));
		environment.getPropertySources().addLast(new MapPropertySource("defaultProperties", Map.of("db.profile", "x")));
		postProcess(environment);
		assertThat(ConfiguredProfiles.read(environment).get("local").address()).isEqualTo("application:5432/d");
		assertThat(ConfiguredProfiles.read(environment).get("local").isProtected()).isTrue();
		assertThat(environment.getPropertySources().stream().map((source) -> source.getName())).last()
			.isEqualTo("defaultProperties");
	}

	@Test
	void aValueKnowsWhereItComesFrom() throws IOException {
		StandardEnvironment environment = environment("[profiles.local]\nurl = \"postgresql://a@l/d\"\n", Map.of());
		assertThat(environment.getPropertySources()
			.stream()
			.map((source) -> String.valueOf(OriginLookup.getOrigin(source, "db.profiles.local.url"))))
			.contains("profiles.local.url in " + file());
	}

	@Test
	void aFileThatIsNotTomlIsReportedByPlaceAndNotByContent() throws IOException {
		Files.writeString(file(), "[profiles.local]\nurl = \"postgresql://a:hunter2@l/d\nx = 1\n");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> postProcess(environmentNaming(file().toString())))
			.withMessageStartingWith("The configuration file " + file() + " is not valid TOML at line 2")
			.withMessageNotContaining("hunter2")
			.withNoCause();
	}

	@Test
	void aFileThatIsNamedMustBeThereAndNoneMeansNone() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> postProcess(environmentNaming(file().toString())))
			.withMessage("There is no file " + file() + ", which is named by db.config-file");
		StandardEnvironment environment = environmentNaming("none");
		int before = environment.getPropertySources().size();
		postProcess(environment);
		assertThat(environment.getPropertySources()).hasSize(before);
	}

	private Path file() {
		return this.folder.resolve("db.toml");
	}

	private StandardEnvironment environment(String toml, Map<String, String> variables) throws IOException {
		Files.writeString(file(), toml);
		StandardEnvironment environment = TestEnvironment.of(variables,
				Map.of("db.config-file", file().toString(), "db.lock-file", "none"));
		postProcess(environment);
		return environment;
	}

	private StandardEnvironment environmentNaming(String file) {
		return TestEnvironment.of(Map.of(), Map.of("db.config-file", file));
	}

	private static void postProcess(StandardEnvironment environment) {
		new ConfigFileEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
	}

}
