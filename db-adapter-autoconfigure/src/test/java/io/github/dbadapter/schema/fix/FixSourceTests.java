package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.schema.source.ExpectedSchemaSource;
import io.github.dbadapter.schema.source.SchemaScratch;
import io.github.dbadapter.schema.source.ScratchMode;
import io.github.dbadapter.schema.source.ScratchOptions;
import io.github.dbadapter.schema.validate.SchemaValidator;
import io.github.dbadapter.schema.validate.ValidationOptions;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.DefaultResourceLoader;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of fixes whose expected schema comes from where people keep it.
 */
@PostgresTest
class FixSourceTests {

	private static final SchemaValidator VALIDATOR = new SchemaValidator(new SchemaIntrospector());

	private final TestDatabase database;

	@TempDir
	private Path folder;

	FixSourceTests(TestDatabase database) {
		this.database = database;
	}

	@BeforeEach
	void clear() {
		this.database.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; DROP SCHEMA IF EXISTS shop CASCADE");
	}

	@Test
	void hintsInTheFileRenameInsteadOfDroppingAndAdding() throws IOException {
		this.database.execute("""
				CREATE TABLE client (id int PRIMARY KEY, mail text NOT NULL, n numeric, gone text);
				INSERT INTO client VALUES (1, 'a@b', 5, 'x'), (2, 'c@d', 7, 'y');
				DO $$ BEGIN CREATE ROLE fix_reader; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
				GRANT SELECT (mail) ON client TO fix_reader""");
		FixService service = script("""
				-- @renamed from=client
				CREATE TABLE customer (
				  id int CONSTRAINT client_pkey PRIMARY KEY,
				  email text NOT NULL, -- @renamed from=mail
				  -- @renamed from=n
				  number int NOT NULL
				);""");
		FixOptions options = FixOptions.defaults().withDropExtra(true);
		this.database.execute("UPDATE client SET n = NULL WHERE id = 2");
		FixPlan blocked = Fixes.await(service.plan(options, 3));
		assertThat(blocked.isBlocked()).isTrue();
		assertThat(blocked.toText()).contains("1 rows", "id=2");
		this.database.execute("UPDATE client SET n = 7.5 WHERE id = 2");
		assertThat(Fixes.await(service.plan(options, 3)).hazards()).contains(Hazard.DATA_LOSS);
		this.database.execute("UPDATE client SET n = 7 WHERE id = 2; ALTER TABLE client DROP COLUMN gone");
		FixPlan plan = Fixes.await(service.plan(options, 3));
		assertThat(plan.statements()).extracting(FixStatement::sql)
			.startsWith("ALTER TABLE \"public\".\"client\" RENAME TO \"customer\"");
		assertThat(plan.hazards()).containsExactly(Hazard.TABLE_REWRITE, Hazard.LOCKS_READS);
		FixReport report = Fixes.await(service.apply(plan, Fixes.EVERYTHING.withBackupDirectory(this.folder)));
		assertThat(report.backedUp()).containsExactly(Map.entry("client", 2L));
		assertThat(this.database.query("SELECT id, email, number FROM customer ORDER BY id")).containsExactly(
				Map.of("id", 1, "email", "a@b", "number", 5), Map.of("id", 2, "email", "c@d", "number", 7));
		assertThat(
				this.database.queryForValue("SELECT has_column_privilege('fix_reader', 'customer', 'email', 'SELECT')"))
			.isEqualTo(true);
		assertThat(Fixes.await(service.plan(options, 3)).isEmpty()).isTrue();
	}

	@Test
	void rowsThatComeToARenamedTableAreSeenBeforeApplying() throws IOException {
		this.database.execute("CREATE TABLE client (n numeric); INSERT INTO client VALUES (5)");
		FixService service = script("CREATE TABLE customer (number int -- @renamed from=n\n); -- @renamed from=client");
		FixPlan plan = Fixes.await(service.plan(FixOptions.defaults(), 0));
		assertThat(plan.hazards()).doesNotContain(Hazard.DATA_LOSS);
		this.database.execute("INSERT INTO client VALUES (5.5)");
		StepVerifier.create(service.apply(plan, Fixes.EVERYTHING))
			.expectErrorMatches((ex) -> String.valueOf(ex.getMessage()).contains("rows have come"))
			.verify(Duration.ofMinutes(1));
	}

	@Test
	void rowsThatDoNotConvertAreCountedUnderAnotherName() throws IOException {
		this.database.execute("CREATE TABLE client (id int PRIMARY KEY, mark text); "
				+ "INSERT INTO client VALUES (1, '12'), (2, 'none'), (3, NULL), (4, '5x')");
		FixService service = script("""
				CREATE TABLE customer ( -- @renamed from=client
				  id int CONSTRAINT client_pkey PRIMARY KEY,
				  marks int[] -- @renamed from=mark
				);""");
		FixPlan plan = Fixes.await(service.plan(FixOptions.defaults(), 1));
		assertThat(plan.statements()).flatExtracting(FixStatement::hazards)
			.filteredOn(FixHazard::blocks)
			.extracting(FixHazard::result)
			.containsExactly(new DataCheck.Result(2L, List.of("id=2"), null));
	}

	@Test
	void tablesAreFoundWithoutTheirSchema() throws IOException {
		this.database.execute("CREATE SCHEMA shop; CREATE TABLE shop.item (id int); INSERT INTO shop.item VALUES (1)");
		FixService service = script("CREATE SCHEMA shop; CREATE TABLE shop.item (number int, state text NOT NULL);");
		QualifiedName item = QualifiedName.of("item");
		FixPlan plan = Fixes.await(service.plan(FixOptions.defaults()
			.withRenames(Set.of(new RenameHint(item, "id", "number")))
			.withFill(Map.of(new ObjectReference(ObjectKind.COLUMN, item, "state"), "'new'")), 0));
		assertThat(plan.hazards()).isEmpty();
		Fixes.await(service.apply(plan, FixApproval.none()));
		assertThat(this.database.query("SELECT * FROM shop.item")).containsExactly(Map.of("number", 1, "state", "new"));
	}

	@Test
	void definitionsOfColumnsServeWhereOnlyNamesAreExpected() {
		this.database.execute("CREATE TABLE items (a int); INSERT INTO items VALUES (1)");
		FixService service = service(
				ExpectedSchemaSource.ofColumns("names", Map.of("items", Set.of("a", "b", "f", "g"))));
		FixPlan none = Fixes.await(service.plan(FixOptions.defaults(), 0));
		assertThat(none.isEmpty()).isTrue();
		assertThat(none.unresolved()).extracting(Fixes::reason)
			.containsOnly(
					"only its name is expected: tell its type with FixWords.withColumnDefs(ColumnDefs.read(file))");
		FixPlan plan = Fixes.await(service.plan(FixOptions.defaults()
			.withColumnDefs(ColumnDefs.parse("defs",
					"{\"items.b\": \"VARCHAR(100) NOT NULL\", \"items.f\": \"TIMESTAMP DEFAULT NOW()\", "
							+ "\"items.g\": \"uuid DEFAULT gen_random_uuid()\"}")),
				0));
		assertThat(plan.isBlocked()).isTrue();
		assertThat(plan.hazards()).containsExactly(Hazard.TABLE_REWRITE, Hazard.MAY_FAIL_ON_DATA);
		this.database.execute("DELETE FROM items");
		plan = Fixes.await(service.plan(FixOptions.defaults()
			.withColumnDefs(
					ColumnDefs.parse("defs", "{\"items\": {\"b\": \"VARCHAR(100) NOT NULL\", \"f\": \"int\"}}")),
				0));
		assertThat(plan.hazards()).isEmpty();
		Fixes.await(service.apply(plan, FixApproval.none()));
		this.database.execute("INSERT INTO items (a, b, f) VALUES (1, 'b', 2)");
	}

	@Test
	void theDefinitionInTheFileComesFirst() throws IOException {
		this.database.execute("CREATE TABLE items (a int)");
		FixService service = script("CREATE TABLE items (a int, b bigint);");
		FixPlan plan = Fixes.await(service
			.plan(FixOptions.defaults().withColumnDefs(ColumnDefs.parse("defs", "{\"items.b\": \"text\"}")), 0));
		assertThat(plan.statements()).extracting(FixStatement::sql)
			.containsExactly("ALTER TABLE \"public\".\"items\" ADD COLUMN \"b\" bigint");
	}

	private FixService script(String sql) throws IOException {
		Path file = Files.writeString(this.folder.resolve("schema.sql"), sql);
		return service(ExpectedSchemaSource.ofFiles(List.of(file.toString()), new DefaultResourceLoader()));
	}

	private FixService service(ExpectedSchemaSource source) {
		return new FixService(FixTarget.of(null, this.database.administrative(), VALIDATOR, source,
				new SchemaScratch(this.database.administrative(), ScratchOptions.of(ScratchMode.DATABASE)),
				ValidationOptions.defaults()));
	}

}
