package io.github.dbadapter.autoconfigure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupDefaults;
import io.github.dbadapter.backup.BackupRequest;
import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.BackupService;
import io.github.dbadapter.backup.BackupServices;
import io.github.dbadapter.backup.Mask;
import io.github.dbadapter.backup.RestoreService;
import io.github.dbadapter.profile.NoProfileException;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@PostgresTest
class BackupSettingsTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private final TestDatabase database;

	@TempDir
	private Path folder;

	BackupSettingsTests(TestDatabase database) {
		this.database = database;
	}

	@Test
	void masksAndTablesOfYaml() throws IOException {
		DbBackupProperties properties = bind("""
				db:
				  backup:
				    directory: /backups
				    keep: 7
				    max-age: 30
				    mask:
				      users:
				        email: email
				        last_name: name
				        phone: null
				      "[Order Items]":
				        note: "fixed:-"
				      crm.contact:
				        mail: hash
				    mask-salt: pepper
				    tables:
				      - name: users
				        slug-field: email
				        user-field: ""
				      - name: orders
				        pk: [tenant, number]
				        parent: {table: users, field: user_id}
				        optional-refs:
				          - {table: country, field: country_id}
				""");
		assertThat(properties.directory()).isEqualTo("/backups");
		assertThat(properties.keep()).isEqualTo(7);
		assertThat(properties.maxAge()).isEqualTo(Duration.ofDays(30));
		BackupDefaults defaults = properties.defaults();
		assertThat(defaults.masks()).containsExactlyInAnyOrder(Mask.parse("users", "email", "email"),
				Mask.parse("users", "last_name", "name"), Mask.parse("users", "phone", "null"),
				Mask.parse("Order Items", "note", "fixed:-"), Mask.parse("crm.contact", "mail", "hash"));
		assertThat(defaults.schema()).isEqualTo(BackupSchema.parse("""
				{"tables": [{"name": "users", "slug_field": "email", "user_field": ""},
				 {"name": "orders", "pk": ["tenant", "number"], "parent": {"table": "users", "field": "user_id"},
				  "optional_refs": [{"table": "country", "field": "country_id"}]}]}"""));
		assertThat(properties.toString() + defaults).doesNotContain("pepper");
	}

	@Test
	void masksAndTablesOfToml() throws IOException {
		Files.writeString(this.folder.resolve("db.toml"), """
				[backup]
				max_age = "12h"

				[backup.mask.users]
				last_name = "name"

				[backup.mask."crm.contact"]
				"Mail" = "hash"

				[[backup.tables]]
				name = "users"
				slug_field = "email"
				user_field = ""
				""");
		StandardEnvironment environment = TestEnvironment.of(Map.of(),
				Map.of("db.config-file", this.folder.resolve("db.toml").toString()));
		new ConfigFileEnvironmentPostProcessor().postProcessEnvironment(environment, new SpringApplication());
		DbBackupProperties properties = Binder.get(environment).bindOrCreate("db.backup", DbBackupProperties.class);
		assertThat(properties.maxAge()).isEqualTo(Duration.ofHours(12));
		assertThat(properties.defaults().masks()).containsExactlyInAnyOrder(Mask.parse("users", "last_name", "name"),
				Mask.parse("crm.contact", "Mail", "hash"));
		assertThat(properties.defaults().schema()).isEqualTo(BackupSchema
			.parse("{\"tables\": [{\"name\": \"users\", \"slug_field\": \"email\", " + "\"user_field\": null}]}"));
	}

	@Test
	void nonsenseIsRefusedByName() {
		for (String[] wrong : new String[][] { { "keep", "0", "keep is 0" }, { "max-age", "-1d", "max-age" } }) {
			assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(wrong[0], wrong[1]))
				.havingRootCause()
				.isInstanceOf(InvalidInputException.class)
				.withMessageContaining("db.backup." + wrong[2]);
		}
		for (String[] wrong : new String[][] { { "mask.users.email", "rot13", "rot13" },
				{ "mask.email", "hash", "db.backup.mask.email" }, { "tables[0].pk", "id", "no name" },
				{ "tables[0].name", "", "no name" } }) {
			assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> bind(wrong[0], wrong[1]).defaults())
				.withMessageContaining(wrong[2]);
		}
	}

	@Test
	void requestsWinOverDefaults() {
		BackupDefaults defaults = new BackupDefaults(new BackupSchema(List.of()),
				List.of(Mask.parse("users", "email", "email"), Mask.parse("users", "phone", "null")), "a");
		BackupRequest request = defaults.applyTo(BackupRequest.to(Path.of("x.json"))
			.withMasks(List.of(Mask.parse("users", "email", "hash")))
			.withMaskSalt("b"));
		assertThat(request.schema()).isEqualTo(new BackupSchema(List.of()));
		assertThat(request.masks()).containsExactlyInAnyOrder(Mask.parse("users", "phone", "null"),
				Mask.parse("users", "email", "hash"));
		assertThat(request.maskSalt()).isEqualTo("b");
		assertThat(defaults.withoutMasks().applyTo(BackupRequest.to(Path.of("x.json"))).masks()).isEmpty();
	}

	@Test
	void theServicesWorkOnTheActiveProfileByTheDefaults() {
		this.database.execute("CREATE TABLE users (id int PRIMARY KEY, email text); "
				+ "INSERT INTO users VALUES (1, 'ada@example.org'); CREATE TABLE other (id int)");
		runner("db.profiles.local.url=" + this.database.url(), "db.backup.mask.users.email=email",
				"db.backup.tables[0].name=users")
			.run((context) -> {
				Path file = this.folder.resolve("x.json");
				BackupService backups = context.getBean(BackupService.class);
				StepVerifier.create(backups.backup(BackupRequest.to(file))).assertNext((result) -> {
					assertThat(result.tables()).extracting("name").containsExactly("users");
					assertThat(result.file()).content().contains("@example.com").doesNotContain("ada@");
				}).expectComplete().verify(TIMEOUT);
				BackupServices services = context.getBean(BackupServices.class);
				StepVerifier
					.create(services.withDefaults(services.defaults().withoutMasks())
						.backup("local")
						.backup(BackupRequest.to(file)))
					.assertNext((result) -> assertThat(result.file()).content().contains("ada@"))
					.expectComplete()
					.verify(TIMEOUT);
			});
	}

	@Test
	void withoutAProfileTheApplicationStartsAndABackupSaysWhy() {
		runner().run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(RestoreService.class);
			StepVerifier
				.create(context.getBean(BackupService.class).backup(BackupRequest.to(this.folder.resolve("x.json"))))
				.expectError(NoProfileException.class)
				.verify(TIMEOUT);
		});
		runner("db.profiles.hosted.provider=supabase", "db.profiles.hosted.url=https://xyz.supabase.co",
				"db.profiles.hosted.key=k")
			.run((context) -> StepVerifier
				.create(context.getBean(BackupService.class).backup(BackupRequest.to(this.folder.resolve("x.json"))))
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(InvalidInputException.class)
					.hasMessageContaining("db.profiles.hosted.database-url"))
				.verify(TIMEOUT));
	}

	@Test
	void backsOffFromTheApplicationsOwnServices() {
		runner("db.profiles.local.url=" + this.database.url()).withUserConfiguration(OwnServices.class)
			.run((context) -> {
				assertThat(context).hasSingleBean(BackupService.class).hasBean("own");
				assertThat(context).doesNotHaveBean("dbAdapterBackupService").hasBean("dbAdapterRestoreService");
			});
	}

	@Test
	void variablesThatLookLikeOursDoNoHarm() {
		runner("db.profiles.local.url=" + this.database.url())
			.withInitializer((context) -> context
				.setEnvironment(TestEnvironment.withVariables(Map.of("DB_BACKUP", "/var/backups", "DB_BACKUP_TABLES",
						"users", "DB_BACKUP_MASK", "x", "DB_BACKUP_DIR", "/b", "DB_BACKUP_TIME", "03:00"))))
			.run((context) -> assertThat(context).hasNotFailed());
	}

	private ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(ProfileAutoConfiguration.class, BackupAutoConfiguration.class))
			.withPropertyValues("db.lock-file=none")
			.withPropertyValues(properties);
	}

	private static DbBackupProperties bind(String name, String value) {
		return Binder.get(TestEnvironment.of(Map.of(), Map.of("db.backup." + name, value)))
			.bindOrCreate("db.backup", DbBackupProperties.class);
	}

	private static DbBackupProperties bind(String yaml) throws IOException {
		StandardEnvironment environment = TestEnvironment.of(Map.of(), Map.of());
		new YamlPropertySourceLoader().load("yaml", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
			.forEach(environment.getPropertySources()::addFirst);
		environment.getPropertySources().addFirst(new MapPropertySource("none", Map.of()));
		return Binder.get(environment).bindOrCreate("db.backup", DbBackupProperties.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnServices {

		@Bean
		BackupService own() {
			return new BackupService(new AdministrativeDatabase(
					io.github.dbadapter.profile.ConnectionUrl.parse("postgresql://a@b/c", "test")), "own");
		}

	}

}
