package io.github.dbadapter.profile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProfilesTests {

	private static final String URL = "postgresql://app:s3cret@env/shop";

	@TempDir
	private Path folder;

	@Test
	void theFirstRuleThatGivesAnAnswerWins() {
		lock("locked");
		assertThat(profiles("db.profile", "chosen", URL, "argument", "chosen", "locked").resolve("argument"))
			.hasToString("argument (named explicitly)");
		assertThat(profiles("DB_PROFILE", "chosen", URL, "chosen", "locked").resolve(null))
			.hasToString("chosen (from DB_PROFILE)");
		ResolvedProfile anonymous = profiles("db.profile", null, URL, "chosen", "locked").resolve(" ");
		assertThat(anonymous).hasToString("anonymous (from MC_DATABASE_URL)");
		assertThat(anonymous.isNamed()).isFalse();
		assertThat(anonymous.profile().address()).isEqualTo("env:5432/shop");
		assertThat(profiles("db.profile", null, null, "chosen", "locked").resolve(null))
			.hasToString("locked (named in " + lockPath() + ")");
		LockFile.at(lockPath()).clear();
		assertThat(profiles("db.profile", null, null, "single").resolve(null)).hasToString("single (the only profile)");
	}

	@Test
	void noRuleGivesAnAnswer() {
		Profiles two = profiles("db.profile", null, null, "local", "staging");
		assertThat(two.find(null)).isNull();
		assertThatExceptionOfType(NoProfileException.class).isThrownBy(() -> two.resolve(null))
			.withMessage("No database profile is chosen. Set MC_DB_PROFILE (or db.profile) to one of local, staging, "
					+ "or run 'db-adapter connect NAME' once.");
		assertThatExceptionOfType(NoProfileException.class)
			.isThrownBy(() -> profiles("db.profile", null, null).resolve(null))
			.withMessage("No database profile is chosen. No profile is defined: set MC_DATABASE_URL, "
					+ "or add a profile under db.profiles or to db.toml.");
	}

	@Test
	void unknownNameListsTheKnownAndSuggestsTheNearest() {
		assertThatExceptionOfType(UnknownProfileException.class)
			.isThrownBy(() -> profiles("DB_PROFILE", "prodution", null, "local", "production").resolve(null))
			.withMessage("There is no profile 'prodution' (from DB_PROFILE). Did you mean 'production'? "
					+ "Known profiles are: local, production.")
			.satisfies((ex) -> assertThat(ex.getSuggestion()).isEqualTo("production"));
		assertThatExceptionOfType(UnknownProfileException.class)
			.isThrownBy(() -> profiles("db.profile", null, null, "local").resolve("other"))
			.withMessage("There is no profile 'other'. Known profiles are: local.");
	}

	@Test
	void staleLockFileIsAnErrorUnlessAnotherRuleDecides() {
		lock("gone");
		assertThatExceptionOfType(StaleLockFileException.class)
			.isThrownBy(() -> profiles("db.profile", null, null, "local").resolve(null))
			.withMessage("The lock file " + lockPath() + " names the profile 'gone', which does not exist any more. "
					+ "Known profiles are: local.");
		assertThat(profiles("db.profile", null, null, "local").resolve("local").name()).isEqualTo("local");
		assertThat(profiles("db.profile", "local", null, "local").resolve(null).name()).isEqualTo("local");
	}

	@Test
	void aMalformedProfileDoesNotGetInTheWayOfTheOthers() {
		Map<String, ProfileDefinition> definitions = Map.of("good", ProfileDefinition.ofUrl(URL), "bad",
				ProfileDefinition.ofUrl("mysql://x"));
		Profiles profiles = new Profiles(definitions, ProfileSelection.ofName("good", "db.profile"), LockFile.none());
		assertThat(profiles.resolve(null).name()).isEqualTo("good");
		assertThat(profiles.names()).containsExactly("bad", "good");
		assertThatExceptionOfType(MalformedConnectionUrlException.class).isThrownBy(() -> profiles.get("bad"))
			.withMessageStartingWith("The URL of profile 'bad' is malformed");
	}

	@Test
	void theApplicationsOwnConnectionIsActiveAndNamedProfilesStayAvailable() {
		Profiles profiles = profiles("db.profile", "local", null, "local").withApplicationConnection(
				new ConnectionParameters(List.of(new Host("container", 1)), "test", "app", "pw", Map.of()),
				"from the application's R2dbcConnectionDetails");
		assertThat(profiles.resolve(null)).hasToString("application (from the application's R2dbcConnectionDetails)");
		assertThat(profiles.get("application").address()).isEqualTo("container:1/test");
		assertThat(profiles.resolve("local").name()).isEqualTo("local");
		assertThatExceptionOfType(UnknownProfileException.class).isThrownBy(() -> profiles.get("anonymous"));
	}

	@Test
	void lockFileIsReadTolerantlyAndWrittenWhole() throws Exception {
		LockFile lockFile = LockFile.of(lockPath().toString());
		assertThat(lockFile.read()).isEmpty();
		for (String text : List.of("local", "local\n", "\uFEFF\r\n  local \r\n\r\n", "\n\nlocal\nother\n")) {
			Files.writeString(lockPath(), text);
			assertThat(lockFile.read()).as(text).contains("local");
		}
		Files.writeString(lockPath(), " \n\n");
		assertThat(lockFile.read()).isEmpty();
		lockFile.write("staging");
		assertThat(lockPath()).hasContent("staging\n");
		assertThat(this.folder).isDirectoryContaining("glob:**/.db-profile");
		try (var files = Files.list(this.folder)) {
			assertThat(files).hasSize(1);
		}
		assertThat(lockFile.clear()).isTrue();
		assertThat(lockFile.clear()).isFalse();
	}

	@Test
	void lockFileThatCannotBeReadOrWrittenSaysSo() throws Exception {
		Files.createDirectory(lockPath());
		Files.writeString(lockPath().resolve("x"), "x");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(LockFile.at(lockPath())::read)
			.withMessageStartingWith("Could not read the lock file " + lockPath());
		LockFile nowhere = LockFile.at(this.folder.resolve("missing/.db-profile"));
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> nowhere.write("x"))
			.withMessageStartingWith("Could not write the lock file ");
	}

	@Test
	void noneSwitchesTheLockFileOff() {
		LockFile none = LockFile.of("none");
		none.write("local");
		assertThat(none.read()).isEmpty();
		assertThat(none.isEnabled()).isFalse();
		assertThat(Path.of("none")).doesNotExist();
	}

	private Path lockPath() {
		return this.folder.resolve(".db-profile");
	}

	private void lock(String name) {
		LockFile.at(lockPath()).write(name);
	}

	private Profiles profiles(String origin, @Nullable String name, @Nullable String url, String... names) {
		Map<String, ProfileDefinition> definitions = new HashMap<>();
		for (String known : names) {
			definitions.put(known, ProfileDefinition.ofUrl("postgresql://app:s3cret@" + known + "/shop"));
		}
		return new Profiles(definitions, new ProfileSelection(name, origin, url, "MC_"), LockFile.at(lockPath()));
	}

}
