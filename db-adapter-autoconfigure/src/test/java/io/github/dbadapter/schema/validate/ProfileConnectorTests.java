package io.github.dbadapter.schema.validate;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

import io.github.dbadapter.profile.LockFile;
import io.github.dbadapter.profile.ProfileDefinition;
import io.github.dbadapter.profile.ProfileSelection;
import io.github.dbadapter.profile.Profiles;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.profile.UnknownProfileException;
import io.github.dbadapter.schema.diff.ColumnMap;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.diff.SchemaComparator;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class ProfileConnectorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(20);

	private static final Function<ResolvedProfile, Mono<ValidationReport>> NOTHING_EXPECTED = (profile) -> Mono.empty();

	private final TestDatabase database;

	@TempDir
	private Path folder;

	private LockFile lockFile = LockFile.none();

	ProfileConnectorTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void lockFile() {
		this.lockFile = LockFile.at(this.folder.resolve(".db-profile"));
		this.lockFile.write("before");
		this.database.execute("CREATE TABLE IF NOT EXISTS product (id bigint)");
	}

	@Test
	void connectsAndRemembersTheProfile() {
		ConnectionResult result = connect(connector(null, NOTHING_EXPECTED), "local");
		assertThat(result).isEqualTo(new ConnectionResult(true, "local", null, null, null, null));
		assertThat(this.lockFile.read()).contains("local");
		assertThat(JsonMapper.shared().writeValueAsString(result)).contains("\"schemaValid\":null")
			.doesNotContain("failure");
	}

	@Test
	void remembersTheProfileOfWhichTheSchemaIsInSync() {
		ConnectionResult result = connect(connector(null, expecting("id")), "local");
		assertThat(result.success()).isTrue();
		assertThat(result.schemaValid()).isTrue();
		assertThat(result.schemaReport()).isNotNull();
		assertThat(this.lockFile.read()).contains("local");
	}

	@Test
	void driftIsReportedAndLeavesTheLockFileAlone() {
		ConnectionResult result = connect(connector(null, expecting("price")), "local");
		assertThat(result.success()).isFalse();
		assertThat(result.schemaValid()).isFalse();
		assertThat(Objects.requireNonNull(result.schemaReport()).diff().summary().breaking()).isOne();
		assertThat(result.error())
			.isEqualTo("The schema of profile 'local' differs from column map: 1 breaking, 0 drift, 1 extra");
		assertThat(result.failure()).isNull();
		assertThat(this.lockFile.read()).contains("before");
	}

	@Test
	void aDatabaseThatIsNotThereLeavesTheLockFileAlone() {
		ConnectionResult result = connect(connector(null, NOTHING_EXPECTED), "down");
		assertThat(result.success()).isFalse();
		assertThat(result.profileName()).isEqualTo("down");
		assertThat(result.schemaValid()).isNull();
		assertThat(result.error()).startsWith("Could not connect to localhost:1/d");
		assertThat(result.failure()).isInstanceOf(DatabaseUnavailableException.class);
		assertThat(this.lockFile.read()).contains("before");
	}

	@Test
	void aSchemaThatCouldNotBeCheckedIsNoSuccess() {
		ConnectionResult result = connect(
				connector(null, (profile) -> Mono.just(ValidationReport.notChecked(profile.name(), "refused"))),
				"local");
		assertThat(result.success()).isFalse();
		assertThat(result.schemaValid()).isNull();
		assertThat(result.error()).isEqualTo("refused");
		assertThat(this.lockFile.read()).contains("before");
	}

	@Test
	void anUnknownProfileIsAResultToo() {
		ConnectionResult result = connect(connector(null, NOTHING_EXPECTED), "lokal");
		assertThat(result.success()).isFalse();
		assertThat(result.profileName()).isEqualTo("lokal");
		assertThat(result.failure()).isInstanceOf(UnknownProfileException.class);
	}

	@Test
	void validateOnlyNeverWritesTheLockFile() {
		ConnectionResult result = Objects
			.requireNonNull(connector(null, expecting("id")).validateOnly("local").block(TIMEOUT));
		assertThat(result.success()).isTrue();
		assertThat(this.lockFile.read()).contains("before");
	}

	@Test
	void anAnonymousProfileIsNotRemembered() {
		ConnectionResult result = connect(connector(this.database.url(), NOTHING_EXPECTED), null);
		assertThat(result.success()).isTrue();
		assertThat(result.profileName()).isEqualTo(Profiles.ANONYMOUS);
		assertThat(this.lockFile.read()).contains("before");
	}

	@Test
	void aLockFileThatCannotBeWrittenIsNoSuccess() {
		this.lockFile = LockFile.at(this.folder.resolve("missing/.db-profile"));
		ConnectionResult result = connect(connector(null, NOTHING_EXPECTED), "local");
		assertThat(result.success()).isFalse();
		assertThat(result.error()).startsWith("Could not write the lock file");
	}

	private static ConnectionResult connect(ProfileConnector connector, @Nullable String profile) {
		return Objects.requireNonNull(connector.connectAndValidate(profile).block(TIMEOUT));
	}

	private ProfileConnector connector(@Nullable String databaseUrl,
			Function<ResolvedProfile, Mono<ValidationReport>> validation) {
		Map<String, ProfileDefinition> definitions = Map.of("local", ProfileDefinition.ofUrl(this.database.url()),
				"down", ProfileDefinition.ofUrl("postgresql://a:hunter2@localhost:1/d"));
		return new ProfileConnector(
				new Profiles(definitions, new ProfileSelection(null, "db.profile", databaseUrl, ""), this.lockFile),
				validation);
	}

	private static Function<ResolvedProfile, Mono<ValidationReport>> expecting(String column) {
		ColumnMap expected = ColumnMap.of(Map.of("product", Set.of(column)), "public");
		return (profile) -> new SchemaIntrospector()
			.introspect(profile.profile().administrativeDatabase(), IntrospectionOptions.schemas(Set.of("public")))
			.map((actual) -> SchemaComparator.compare(expected, actual.schema(), ComparisonOptions.defaults()))
			.map((diff) -> new ValidationReport(profile.name(),
					diff.inSync(false) ? ValidationStatus.IN_SYNC : ValidationStatus.DRIFTED, Instant.now(),
					Duration.ZERO, "column map", 0, null, diff, List.of(), false, false, null));
	}

}
