package io.github.dbadapter.schema.validate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchema;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.schema.source.ScriptSource;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.ConnectionParameters.Host;
import io.github.dbadapter.sql.DatabaseUnavailableException;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.DefaultResourceLoader;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;

@PostgresTest
class SchemaValidatorTests {

	private static final Duration LONG = Duration.ofSeconds(60);

	private static final ExpectedSchemaSource NEVER = new ExpectedSchemaSource() {

		@Override
		public String description() {
			return "never";
		}

		@Override
		public Mono<ExpectedSchema> load(SchemaScratch scratch) {
			return Mono.never();
		}

	};

	/** What PostgreSQL renders anew each time that it reads its own rendering. */
	private static final String RESTLESS = """
			CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
			CREATE FUNCTION is_even(n integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT n % 2 = 0';
			CREATE TABLE customer (id bigserial PRIMARY KEY, name varchar(50) NOT NULL);
			CREATE TABLE orders (
				id bigserial PRIMARY KEY,
				customer_id bigint NOT NULL REFERENCES customer,
				status varchar(20) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'paid', 'sent')),
				code char(3) CHECK (code IN ('EUR', 'USD')),
				feeling mood DEFAULT 'ok' CHECK (feeling IN ('ok', 'happy')),
				amount numeric(10, 2) CHECK (amount BETWEEN 0 AND 1000 AND is_even(amount::int)),
				note text,
				slug varchar(40) GENERATED ALWAYS AS (lower(note)) STORED,
				CONSTRAINT status_note CHECK (status NOT IN ('sent', 'paid') OR note LIKE '%x' || status)
			);
			CREATE INDEX open_orders ON orders (customer_id) WHERE status IN ('new', 'paid');
			CREATE INDEX ON orders ((status || 'x')) WHERE code = ANY ('{EUR,USD}');
			CREATE VIEW open_order AS SELECT o.*, c.name, CASE WHEN o.status IN ('new', 'paid') THEN 1 END AS is_open
				FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.status IN ('new', 'paid') AND c.name <> ALL ('{a,b}');
			CREATE MATERIALIZED VIEW totals AS SELECT status, sum(amount) FROM orders WHERE status IN ('paid', 'sent') GROUP BY status;
			CREATE DOMAIN currency AS varchar(3) CHECK (VALUE IN ('EUR', 'USD'));
			ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
			CREATE POLICY visible ON orders FOR SELECT USING (status IN ('paid', 'sent'));
			CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
			CREATE TRIGGER paid BEFORE UPDATE ON orders FOR EACH ROW WHEN (new.status IN ('paid', 'sent')) EXECUTE FUNCTION touch();
			CREATE RULE quiet AS ON DELETE TO orders WHERE old.status IN ('paid', 'sent') DO INSTEAD NOTHING;
			""";

	@TempDir
	private Path folder;

	private final TestDatabase database;

	private final SchemaValidator validator = new SchemaValidator(new SchemaIntrospector());

	SchemaValidatorTests(TestDatabase database) {
		this.database = database;
	}

	@AfterEach
	void clean() {
		this.database.execute("DROP SCHEMA public CASCADE; DROP SCHEMA IF EXISTS audit CASCADE; CREATE SCHEMA public");
	}

	@ParameterizedTest
	@EnumSource(value = ScratchMode.class, names = { "DATABASE", "TRANSACTION" })
	void aDatabaseIsInSyncWithTheFileThatMadeIt(ScratchMode mode) {
		this.database.execute(RESTLESS);
		ValidationReport report = validate(RESTLESS, mode, ValidationOptions.defaults().withStrict(true));
		assertThat(report.diff().toText()).isEmpty();
		assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
		assertThat(report.diff().tables()).isEqualTo(2);
		assertThat(report.fingerprint()).matches("sha256:[0-9a-f]{64}");
	}

	@ParameterizedTest
	@EnumSource(value = ScratchMode.class, names = { "DATABASE", "TRANSACTION" })
	void aRestoredDatabaseIsInSyncWithTheFile(ScratchMode mode) {
		this.database.execute(RESTLESS);
		reloadFromItsOwnRendering(2);
		ValidationReport report = validate(RESTLESS, mode, ValidationOptions.defaults().withStrict(true));
		assertThat(report.diff().toText()).isEmpty();
		assertThat(report.notices()).isEmpty();
	}

	@Test
	void whatIsSkippedIsToldOnceForEachReason() {
		this.database.execute("CREATE TABLE a (id int)");
		ValidationReport report = validate(
				"CREATE TABLE a (id int);\nGRANT ALL ON a TO PUBLIC;\nREVOKE ALL ON a FROM PUBLIC;",
				ScratchMode.DATABASE, ValidationOptions.defaults());
		assertThat(report.notices()).singleElement(as(InstanceOfAssertFactories.STRING))
			.startsWith("skipped 2 statements of the expected schema, the first at ")
			.contains("schema.sql:2");
	}

	@Test
	void aRealDifferenceAmongRenderingsIsFound() {
		this.database.execute(RESTLESS);
		reloadFromItsOwnRendering(1);
		this.database.execute("""
				ALTER TABLE orders DROP CONSTRAINT orders_code_check,
					ADD CONSTRAINT orders_code_check CHECK (code IN ('EUR', 'GBP'));
				DROP INDEX open_orders;
				CREATE INDEX open_orders ON orders (customer_id) WHERE status IN ('new', 'sent')""");
		ValidationReport report = validate(RESTLESS, ScratchMode.DATABASE, ValidationOptions.defaults());
		assertThat(report.status()).isEqualTo(ValidationStatus.DRIFTED);
		assertThat(report.diff().differences()).map(SchemaDifference::type)
			.containsExactly("CONSTRAINT_DEFINITION_CHANGED", "INDEX_DEFINITION_CHANGED");
	}

	@Test
	void anExpressionUnderAnotherNameIsTheSame() {
		this.database.execute(RESTLESS);
		reloadFromItsOwnRendering(1);
		this.database.execute("ALTER TABLE orders RENAME CONSTRAINT orders_status_check TO allowed_status");
		ValidationReport report = validate(RESTLESS, ScratchMode.DATABASE, ValidationOptions.defaults());
		assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
		assertThat(report.diff().differences()).map(SchemaDifference::type).containsExactly("CONSTRAINT_NAME_CHANGED");
	}

	@Test
	void extraObjectsAreInSyncUnlessStrict() {
		this.database.execute("CREATE TABLE a (id int); CREATE TABLE tmp (id int)");
		String expected = "CREATE TABLE a (id int);";
		assertThat(validate(expected, ScratchMode.DATABASE, ValidationOptions.defaults()).status())
			.isEqualTo(ValidationStatus.IN_SYNC);
		assertThat(validate(expected, ScratchMode.DATABASE, ValidationOptions.defaults().withStrict(true)).status())
			.isEqualTo(ValidationStatus.DRIFTED);
		assertThat(validate(expected, ScratchMode.DATABASE,
				ValidationOptions.defaults().withStrict(true).withExclude(List.of("public.t*")))
			.status()).isEqualTo(ValidationStatus.IN_SYNC);
	}

	@Test
	void schemasWithoutAnythingExpectedAreNotLookedAt() {
		this.database.execute("CREATE TABLE a (id int); CREATE SCHEMA audit CREATE TABLE log (id int)");
		String expected = "CREATE TABLE a (id int);";
		assertThat(validate(expected, ScratchMode.DATABASE, ValidationOptions.defaults()).diff().differences())
			.isEmpty();
		assertThat(validate(expected, ScratchMode.DATABASE,
				ValidationOptions.defaults().withSchemas(Set.of(ValidationOptions.ALL_SCHEMAS)))
			.diff()
			.differences()).map(SchemaDifference::type).containsExactly("SCHEMA_EXTRA", "TABLE_EXTRA");
		assertThat(validate(expected + "CREATE SCHEMA audit; CREATE TABLE audit.log (id int, at timestamptz);",
				ScratchMode.DATABASE, ValidationOptions.defaults())
			.diff()
			.toText()).isEqualTo("BREAKING  audit.log.at  column missing  expected timestamp with time zone");
	}

	@Test
	void aSchemaWithoutUsageIsNotCheckedRatherThanMissing() {
		String role = this.database.createRole("reader", "LOGIN PASSWORD 'reader' CREATEDB");
		this.database.execute("CREATE SCHEMA audit CREATE TABLE log (id int); CREATE TABLE a (id int)");
		AdministrativeDatabase reader = new AdministrativeDatabase(this.database.parameters(role, "reader"));
		String expected = "CREATE TABLE a (id int); CREATE SCHEMA audit; CREATE TABLE audit.log (id int, x int);";
		ValidationReport report = this.validator
			.validate("local", reader, file(expected), scratch(ScratchMode.DATABASE), ValidationOptions.defaults())
			.block(LONG);
		assertThat(report).isNotNull();
		assertThat(report.status()).isEqualTo(ValidationStatus.IN_SYNC);
		assertThat(report.notices()).contains("not checked audit.*: role %s has no USAGE".formatted(role));
	}

	@Test
	void columnsByNameAreComparedInTheCurrentSchema() {
		this.database.execute("CREATE TABLE product (id int, price int)");
		ExpectedSchemaSource expected = ExpectedSchemaSource.ofColumns("columns",
				Map.of("product", Set.of("id", "name"), "public.users", Set.of("id")));
		StepVerifier
			.create(this.validator.validate("local", this.database.administrative(), expected,
					scratch(ScratchMode.DATABASE), ValidationOptions.defaults()))
			.assertNext((report) -> assertThat(report.diff().differences())
				.map((difference) -> difference.type() + " " + difference.object())
				.containsExactly("COLUMN_MISSING public.product.name", "TABLE_MISSING public.users",
						"COLUMN_EXTRA public.product.price"))
			.expectComplete()
			.verify(LONG);
	}

	@Test
	void aDatabaseThatCannotBeReachedIsAnError() {
		AdministrativeDatabase nowhere = new AdministrativeDatabase(
				new ConnectionParameters(List.of(new Host("localhost", 1)), "nowhere", "nobody", null, Map.of()));
		StepVerifier
			.create(this.validator.validate("local", nowhere, file("CREATE TABLE a (id int);"),
					scratch(ScratchMode.DATABASE), ValidationOptions.defaults()))
			.expectError(DatabaseUnavailableException.class)
			.verify(LONG);
	}

	@Test
	void aValidationEndsWithItsTime() {
		StepVerifier
			.create(this.validator.validate("local", this.database.administrative(), NEVER,
					scratch(ScratchMode.DATABASE), ValidationOptions.defaults().withTimeout(Duration.ofMillis(50))))
			.expectErrorSatisfies((failure) -> assertThat(failure).isInstanceOf(DatabaseUnavailableException.class)
				.hasMessageContaining("within 50 ms"))
			.verify(LONG);
	}

	private ValidationReport validate(String expected, ScratchMode mode, ValidationOptions options) {
		ValidationReport report = this.validator
			.validate("local", this.database.administrative(), file(expected), scratch(mode), options)
			.block(LONG);
		assertThat(report).isNotNull();
		return report;
	}

	private ExpectedSchemaSource file(String sql) {
		try {
			Path file = Files.writeString(this.folder.resolve("schema.sql"), sql);
			return new ScriptSource(List.of(file.toString()), new DefaultResourceLoader());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private SchemaScratch scratch(ScratchMode mode) {
		return new SchemaScratch(this.database.administrative(), ScratchOptions.of(mode));
	}

	/** What a dump and a restore do to a database. */
	private void reloadFromItsOwnRendering(int times) {
		for (int i = 0; i < times; i++) {
			List<String> statements = Renderings.statements(Renderings.introspect(this.database));
			clean();
			this.database.execute(String.join(";\n", statements));
		}
	}

}
