package io.github.dbadapter.profile;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ProfileDefinitionTests {

	@ParameterizedTest
	@ValueSource(strings = { "postgresql://app@db/shop", "postgresql://app:@db/shop",
			"postgresql://app:[YOUR-PASSWORD]@db/shop", "postgresql://app:%5BYOUR-PASSWORD%5D@db/shop",
			"jdbc:postgresql://db/shop?user=app&password=[YOUR-PASSWORD]" })
	void passwordAloneIsEnoughAndIsTakenAsItIs(String url) {
		assertThat(definition("postgres", url, "p@ss/%41").toProfile("x").requiredConnection().password())
			.isEqualTo("p@ss/%41");
	}

	@Test
	void passwordOfTheUrlIsKept() {
		assertThat(definition(null, "postgresql://app:own@db/shop", "other").toProfile("x")
			.requiredConnection()
			.password()).isEqualTo("own");
	}

	@Test
	void placeholderWithoutPasswordIsRefused() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> definition(null, "postgresql://app:[YOUR-PASSWORD]@db/shop", "").toProfile("rds"))
			.withMessage("The URL of profile 'rds' still has the placeholder [YOUR-PASSWORD]: "
					+ "set db.profiles.rds.password");
	}

	@Test
	void aPlaceholderThatNothingResolvesIsNoPassword() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> definition(null, "postgresql://app@db/shop", "${PROD_PASSWORD}").toProfile("rds"))
			.withMessage("db.profiles.rds.password refers to ${PROD_PASSWORD}, which is not set: "
					+ "set the variable PROD_PASSWORD");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> definition(null, "postgresql://app@${DB_SERVER}/shop", "pw").toProfile("rds"))
			.withMessageStartingWith("db.profiles.rds.url refers to ${DB_SERVER}");
		assertThat(definition(null, "postgresql://app:own@db/shop", "${PROD_PASSWORD}").toProfile("x")
			.requiredConnection()
			.password()).isEqualTo("own");
		assertThat(
				definition(null, "postgresql://app@db/shop", "$a{b}${").toProfile("x").requiredConnection().password())
			.isEqualTo("$a{b}${");
	}

	@Test
	void missingUrlAndUnknownProviderAreRefused() {
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> definition(null, " ", null).toProfile("x"))
			.withMessage("Profile 'x' has no URL: set db.profiles.x.url");
		assertThatExceptionOfType(InvalidInputException.class)
			.isThrownBy(() -> definition("oracle", "postgresql://h/d", null).toProfile("x"))
			.withMessage("Profile 'x' has the unknown provider 'oracle'. Known are: postgres, supabase.");
	}

	@Test
	void supabaseHasADirectConnectionOnlyWithADatabaseUrl() {
		DatabaseProfile rest = new ProfileDefinition("supabase", "https://xyz.supabase.co/", null, "k3y", null, null,
				false)
			.toProfile("hosted");
		assertThat(rest.provider()).isEqualTo(Provider.SUPABASE);
		assertThat(rest.supabase()).isEqualTo(new SupabaseAccess("https://xyz.supabase.co", "k3y"));
		assertThat(rest.address()).isEqualTo("https://xyz.supabase.co");
		assertThatExceptionOfType(InvalidInputException.class).isThrownBy(rest::administrativeDatabase)
			.withMessageContaining("set db.profiles.hosted.database-url");
		DatabaseProfile both = new ProfileDefinition("Supabase", "https://xyz.supabase.co", "pw", "k3y",
				"postgresql://postgres:[YOUR-PASSWORD]@db.xyz.supabase.co/postgres", null, false)
			.toProfile("hosted");
		assertThat(both.administrativeDatabase().address()).isEqualTo("db.xyz.supabase.co:5432/postgres");
		assertThat(both.requiredConnection().password()).isEqualTo("pw");
	}

	@Test
	void supabaseProviderWithADatabaseAddressIsAPlainConnection() {
		DatabaseProfile profile = definition("supabase", "postgresql://postgres@db.xyz.supabase.co/postgres", "pw")
			.toProfile("hosted");
		assertThat(profile.provider()).isEqualTo(Provider.POSTGRES);
		assertThat(profile.requiredConnection().password()).isEqualTo("pw");
	}

	@Test
	void nothingPrintsASecret() {
		ProfileDefinition definition = new ProfileDefinition("supabase", "https://xyz.supabase.co", "s3cret", "s3cret",
				"postgresql://postgres:s3cret@db/postgres", "d", true);
		DatabaseProfile profile = definition.toProfile("hosted");
		Profiles profiles = new Profiles(java.util.Map.of("hosted", definition),
				new ProfileSelection(null, "db.profile", "postgresql://a:s3cret@h/d", ""), LockFile.none());
		assertThat("" + definition + profile + profile.supabase() + profiles + profiles.selection()
				+ profiles.resolve("hosted") + profiles.resolve(null))
			.doesNotContain("s3cret");
	}

	private static ProfileDefinition definition(@Nullable String provider, String url, @Nullable String password) {
		return new ProfileDefinition(provider, url, password, null, null, null, false);
	}

}
