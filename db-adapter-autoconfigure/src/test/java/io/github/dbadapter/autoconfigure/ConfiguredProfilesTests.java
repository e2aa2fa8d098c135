package io.github.dbadapter.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.UnknownProfileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ConfiguredProfilesTests {

	private static final Map<String, String> TWO_PROFILES = Map.of("db.profiles.local.url", "postgresql://a@l/shop",
			"db.profiles.prod.url", "postgresql://a@p/shop", "db.lock-file", "none");

	@Test
	void theVariableBeatsTheFileAndTheCommandLineBeatsBoth() {
		StandardEnvironment environment = TestEnvironment.of(Map.of("DB_PROFILE", "prod"), file("db.profile", "local"));
		assertThat(ConfiguredProfiles.read(environment).resolve(null)).hasToString("prod (from DB_PROFILE)");
		environment.getPropertySources().addFirst(new MapPropertySource("args", Map.of("db.profile", "local")));
		assertThat(ConfiguredProfiles.read(environment).resolve(null)).hasToString("local (from db.profile)");
	}

	@Test
	void anEmptyVariableIsAsGoodAsNone() {
		assertThat(read(Map.of("DB_PROFILE", "  "), file("db.profile", "local")).resolve(null))
			.hasToString("local (from db.profile)");
		assertThat(read(Map.of("DATABASE_URL", ""), file("db.profile", "local")).resolve(null).name())
			.isEqualTo("local");
	}

	@Test
	void theConfiguredNameBeatsDatabaseUrlWhichBeatsTheRest() {
		Map<String, String> url = Map.of("DATABASE_URL", "postgres://u:p@h/d");
		assertThat(read(url, file("db.profile", "local")).resolve(null)).hasToString("local (from db.profile)");
		assertThat(read(url, TWO_PROFILES).resolve(null)).hasToString("anonymous (from DATABASE_URL)");
	}

	@ParameterizedTest
	@ValueSource(strings = { "MC", "MC_" })
	void withAPrefixTheVariablesWithoutItAreIgnored(String prefix) {
		Map<String, String> plain = Map.of("DB_PROFILE", "nonsense", "DATABASE_URL", "nonsense");
		Map<String, String> file = file("db.env-prefix", prefix);
		assertThat(read(plain, file).find(null)).isNull();
		Map<String, String> prefixed = new HashMap<>(plain);
		prefixed.put("MC_DATABASE_URL", "postgresql://u@h/d");
		assertThat(read(prefixed, file).resolve(null)).hasToString("anonymous (from MC_DATABASE_URL)");
		prefixed.put("MC_DB_PROFILE", "prod");
		assertThat(read(prefixed, file).resolve(null)).hasToString("prod (from MC_DB_PROFILE)");
		Map<String, String> named = new HashMap<>(file);
		named.put("db.profile", "local");
		assertThat(read(plain, named).resolve(null)).hasToString("local (from db.profile)");
	}

	@Test
	void thePrefixItselfMayBeAVariable() {
		assertThat(read(Map.of("DB_ENV_PREFIX", "MC", "MC_DB_PROFILE", "prod"), TWO_PROFILES).resolve(null))
			.hasToString("prod (from MC_DB_PROFILE)");
	}

	@Test
	void aProfileMayConsistOfVariables() {
		Profiles profiles = read(Map.of("DB_PROFILES_CLOUD_URL", "postgresql://app@cloud/shop",
				"DB_PROFILES_CLOUD_PASSWORD", "pw", "DB_PROFILE", "cloud"), TWO_PROFILES);
		assertThat(profiles.resolve(null).profile().requiredConnection().password()).isEqualTo("pw");
	}

	@Test
	void aVariableCompletesAProfileWhoseNameItCannotSpell() {
		for (String name : new String[] { "my-prod", "My_Prod" }) {
			Profiles profiles = read(Map.of("DB_PROFILES_MYPROD_PASSWORD", "pw"),
					Map.of("db.lock-file", "none", "db.profiles." + name + ".url", "postgresql://a@l/shop"));
			assertThat(profiles.names()).containsExactly(name);
			assertThat(profiles.resolve(null)).hasToString(name + " (the only profile)");
			assertThat(profiles.resolve(null).profile().requiredConnection().password()).isEqualTo("pw");
		}
	}

	@Test
	void anEmptyLockFileIsAsGoodAsNone() {
		assertThat(read(Map.of("DB_LOCK_FILE", ""), Map.of()).lockFile()).hasToString(".db-profile");
	}

	@Test
	void everyKeyOfAProfileIsRead() {
		Profiles profiles = read(Map.of(),
				Map.of("db.profiles.x.url", "https://xyz.supabase.co", "db.profiles.x.provider", "supabase",
						"db.profiles.x.key", "k", "db.profiles.x.database-url", "postgresql://postgres@db/postgres",
						"db.profiles.x.db_password", "pw", "db.profiles.x.description", "Hosted",
						"db.profiles.x.protected", "true"));
		assertThat(profiles.get("x").isProtected()).isTrue();
		assertThat(profiles.get("x").description()).isEqualTo("Hosted");
		assertThat(profiles.get("x").requiredConnection().password()).isEqualTo("pw");
		assertThat(profiles.get("x").supabase()).hasToString("SupabaseAccess[url=https://xyz.supabase.co, key=******]");
	}

	@Test
	void strangersVariablesAreIgnored() {
		Map<String, String> strangers = Map.of("DB", "mydb", "DB_PROFILES", "x", "DB_PROFILES_LOCAL", "x", "DB_SCHEMA",
				"public", "DB_HOST", "h", "DB_URL", "mysql://h", "DB_BACKUP", "x", "DB_SYNC", "x", "DB_PORT",
				"tcp://10.0.0.1:5432");
		assertThat(read(strangers, file("db.profile", "local")).resolve(null)).hasToString("local (from db.profile)");
		assertThat(read(strangers, Map.of("db.lock-file", "none")).find(null)).isNull();
		assertThat(read(strangers, Map.of()).lockFile()).hasToString(".db-profile");
		assertThat(read(Map.of("DB", "mydb"), Map.of("db.lock-file", "x", "db.env-prefix", "${UNKNOWN:MC}")))
			.satisfies((profiles) -> assertThat(profiles.lockFile()).hasToString("x"))
			.satisfies((profiles) -> assertThat(profiles.selection().variablePrefix()).isEqualTo("MC_"));
	}

	@Test
	void theSameMistakeInAFileIsReported() {
		assertThatExceptionOfType(BindException.class).isThrownBy(() -> read(Map.of(), Map.of("db.profiles", "x")));
	}

	@Test
	void unknownNameTellsWhereItComesFrom() {
		assertThatExceptionOfType(UnknownProfileException.class)
			.isThrownBy(() -> read(Map.of("DB_PROFILE", "lokal"), TWO_PROFILES).resolve(null))
			.withMessageContaining("'lokal' (from DB_PROFILE). Did you mean 'local'?");
	}

	private static Map<String, String> file(String name, String value) {
		Map<String, String> file = new HashMap<>(TWO_PROFILES);
		file.put(name, value);
		return file;
	}

	private static Profiles read(Map<String, String> variables, Map<String, String> file) {
		return ConfiguredProfiles.read(TestEnvironment.of(variables, file));
	}

}
