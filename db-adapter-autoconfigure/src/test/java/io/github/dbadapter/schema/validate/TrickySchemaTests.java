package io.github.dbadapter.schema.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.SchemaSnapshot;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.schema.source.ScriptSource;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A database is in sync with the file that made it, whichever scratch place reads the
 * file, and no longer when one thing has been changed.
 */
class TrickySchemaTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private static final ValidationOptions OPTIONS = ValidationOptions.defaults()
		.withStrict(true)
		.withSchemas(Set.of(ValidationOptions.ALL_SCHEMAS));

	private final SchemaValidator validator = new SchemaValidator(new SchemaIntrospector());

	@TempDir
	private Path folder;

	@BeforeAll
	static void createRoles() {
		for (String role : List.of("nobody_here", "someone_else")) {
			try (TestDatabase database = TestDatabase.create()) {
				database.execute("DO $$ BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object THEN NULL; END $$"
					.formatted(role));
			}
		}
	}

	static List<TrickyCase> cases() {
		try (TestDatabase database = TestDatabase.create()) {
			String version = String.valueOf(database.queryForValue("SHOW server_version_num"));
			return TrickyCase.all(Integer.parseInt(version) / 10000);
		}
	}

	@ParameterizedTest
	@MethodSource("cases")
	void inSyncUntilChanged(TrickyCase tricky) throws IOException {
		Path file = Files.writeString(this.folder.resolve("schema.sql"), tricky.schema());
		ScriptSource source = new ScriptSource(List.of(file.toString()), new DefaultResourceLoader());
		ScriptSource other = new ScriptSource(List.of(file.toString()), new DefaultResourceLoader());
		try (TestDatabase database = TestDatabase.create()) {
			database.executeScript(tricky.schema());
			assertInSync(validate(database, source, ScratchMode.DATABASE));
			if (tricky.refusal().isEmpty()) {
				assertInSync(validate(database, other, ScratchMode.TRANSACTION));
			}
			else {
				assertThatExceptionOfType(RuntimeException.class)
					.isThrownBy(() -> validate(database, other, ScratchMode.TRANSACTION))
					.withMessageContaining(tricky.refusal());
			}
			ExpectedSchemaSource snapshot = snapshotOfAnotherVersion(database);
			assertInSync(validate(database, snapshot, ScratchMode.DATABASE));
			database.executeScript(tricky.change());
			assertChanged(validate(database, source, ScratchMode.DATABASE), tricky.types());
			if (tricky.refusal().isEmpty()) {
				assertChanged(validate(database, other, ScratchMode.TRANSACTION), tricky.types());
			}
		}
	}

	/** It is created in a scratch place, and what the server makes of it is compared. */
	private ExpectedSchemaSource snapshotOfAnotherVersion(TestDatabase database) throws IOException {
		DatabaseSchema schema = Objects
			.requireNonNull(new SchemaIntrospector().introspect(database.administrative(), IntrospectionOptions.all())
				.block(LONG))
			.schema();
		int other = (schema.majorVersion() == 14) ? 150004 : 140004;
		Path file = Files.writeString(this.folder.resolve("schema.json"),
				SchemaSnapshot.write(new DatabaseSchema(other, schema.objects(), schema.dependencies())));
		return ExpectedSchemaSource.ofFiles(List.of(file.toString()), new DefaultResourceLoader());
	}

	private static void assertInSync(ValidationReport report) {
		assertThat(report.diff().toText()).isEmpty();
		assertThat(report.notices()).allMatch((notice) -> notice.startsWith("skipped "));
		assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
	}

	private static void assertChanged(ValidationReport report, String types) {
		assertThat(report.diff().differences()).as(report.diff().toText())
			.map(SchemaDifference::type)
			.containsExactly(types.split(", "));
		assertThat(report.status()).isEqualTo(ValidationStatus.DRIFTED);
	}

	private ValidationReport validate(TestDatabase database, ExpectedSchemaSource source, ScratchMode mode) {
		SchemaScratch scratch = new SchemaScratch(database.administrative(), ScratchOptions.of(mode));
		return Objects.requireNonNull(
				this.validator.validate("local", database.administrative(), source, scratch, OPTIONS).block(LONG));
	}

}
