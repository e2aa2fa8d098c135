package io.github.dbadapter.schema.validate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.schema.source.ScriptSource;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code pg_dump -s} of several versions has written of one schema, stored as it
 * came, is that schema on every version.
 */
@PostgresTest
class DumpFilesTests {

	private static final Path FOLDER = Path.of("src/test/resources/schema/dumps");

	private static final ValidationOptions OPTIONS = ValidationOptions.defaults()
		.withStrict(true)
		.withSchemas(Set.of(ValidationOptions.ALL_SCHEMAS));

	private final SchemaValidator validator = new SchemaValidator(new SchemaIntrospector());

	private final TestDatabase database;

	DumpFilesTests(TestDatabase database) {
		this.database = database;
	}

	@ParameterizedTest
	@CsvSource({ "14, DATABASE", "14, TRANSACTION", "15, DATABASE", "17, DATABASE", "17, TRANSACTION", "18, DATABASE",
			"18, TRANSACTION" })
	void aDumpIsTheSchemaThatWasDumped(int version, ScratchMode mode) throws IOException {
		this.database.execute("DROP SCHEMA IF EXISTS audit CASCADE; DROP SCHEMA public CASCADE; CREATE SCHEMA public");
		this.database.executeScript(Files.readString(FOLDER.resolve("source.sql")));
		ScriptSource dump = new ScriptSource(List.of(FOLDER.resolve("of-" + version + ".sql").toString()),
				new DefaultResourceLoader());
		ValidationReport report = validate(dump, mode);
		assertThat(report.diff().toText()).isEmpty();
		assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
		assertThat(report.notices()).isNotEmpty().allMatch((notice) -> notice.startsWith("skipped "));
		this.database.execute("ALTER TABLE public.orders_2025 ADD CHECK (amount < 999)");
		assertThat(validate(dump, mode).diff().differences()).map(SchemaDifference::type)
			.containsExactly("CONSTRAINT_EXTRA");
	}

	private ValidationReport validate(ScriptSource source, ScratchMode mode) {
		SchemaScratch scratch = new SchemaScratch(this.database.administrative(), ScratchOptions.of(mode));
		return Objects
			.requireNonNull(this.validator.validate("local", this.database.administrative(), source, scratch, OPTIONS)
				.block(Duration.ofMinutes(1)));
	}

}
