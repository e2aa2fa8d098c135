package io.github.dbadapter.schema.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Servers that take no writes: one of its own, started from a stopped one as a standby,
 * and one where it is a setting.
 */
@PostgresTest
class ScratchReadOnlyTests {

	private static final Duration PATIENCE = Duration.ofMinutes(1);

	private static final List<SqlScript> SCRIPTS = List.of(SqlScript.parse("schema.sql", "CREATE TABLE t (x int)"));

	@Test
	void nothingIsTriedOnAStandby(@TempDir Path folder, TestDatabase elsewhere) throws IOException {
		Path data = folder.resolve("data");
		server(data).close();
		Files.createFile(data.resolve("standby.signal"));
		try (EmbeddedPostgres standby = server(data)) {
			AdministrativeDatabase live = new AdministrativeDatabase(new ConnectionParameters(
					List.of(new Host("localhost", standby.getPort())), "postgres", "postgres", "postgres", Map.of()));
			assertNothingIsTried(live, "the server is a standby", elsewhere);
		}
	}

	@Test
	void nothingIsTriedWhereTransactionsAreReadOnly() {
		try (TestDatabase database = TestDatabase.create(); TestDatabase elsewhere = TestDatabase.create()) {
			database.execute("ALTER DATABASE %s SET default_transaction_read_only = on".formatted(database.name()));
			AdministrativeDatabase live = database.administrative();
			assertNothingIsTried(live, "read-only (default_transaction_read_only)", elsewhere);
		}
	}

	private static void assertNothingIsTried(AdministrativeDatabase live, String reason, TestDatabase elsewhere) {
		for (ScratchMode mode : ScratchMode.values()) {
			StepVerifier.create(new SchemaScratch(live, ScratchOptions.of(mode)).load(SCRIPTS))
				.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(ScratchRefusedException.class)
					.hasMessageContaining(reason)
					.hasMessageContaining("profile:<name>"))
				.verify(PATIENCE);
		}
		StepVerifier.create(new SchemaScratch(live, ScratchOptions.on(elsewhere.administrative())).load(SCRIPTS))
			.assertNext((loaded) -> assertThat(loaded.place()).isEqualTo(ScratchMode.DATABASE))
			.expectComplete()
			.verify(PATIENCE);
	}

	private static EmbeddedPostgres server(Path data) throws IOException {
		return EmbeddedPostgres.builder()
			.setDataDirectory(data)
			.setCleanDataDirectory(false)
			.setLocaleConfig("locale", "C.UTF-8")
			.start();
	}

}
