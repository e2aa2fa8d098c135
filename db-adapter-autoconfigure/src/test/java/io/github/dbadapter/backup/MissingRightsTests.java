package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.github.dbadapter.sql.ConnectionParameters;
import io.github.dbadapter.sql.NotPermittedException;
import io.github.dbadapter.test.TestDatabase;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A role that may not restore is told what it lacks, and the named GRANT is enough.
 */
class MissingRightsTests {

	private static final String SCHEMA = """
			CREATE SCHEMA "My shop";
			CREATE TABLE "My shop".kind (id serial PRIMARY KEY, code text NOT NULL UNIQUE);
			CREATE TABLE item (id int PRIMARY KEY, kind_id int REFERENCES "My shop".kind, name text);
			CREATE INDEX ON item (name)""";

	private final TestDatabase source = TestDatabase.create();

	private final TestDatabase target = TestDatabase.create();

	private Path file;

	private String role;

	@BeforeEach
	void fill(@TempDir Path folder) {
		this.file = folder.resolve("backup.json");
		this.source.execute(SCHEMA);
		this.source.execute("""
				INSERT INTO "My shop".kind (code) SELECT 'c' || n FROM generate_series(1, 5) n;
				INSERT INTO item SELECT n, n, 'i' || n FROM generate_series(1, 5) n""");
		Backups.backup(this.source, this.file);
		this.target.execute(SCHEMA);
		this.role = this.target.createRole("clerk", "LOGIN PASSWORD 'c'");
		this.target.execute("GRANT USAGE ON SCHEMA \"My shop\" TO " + this.role);
	}

	@AfterEach
	void drop() {
		this.source.close();
		this.target.close();
	}

	@Test
	void theGrantsToldAreThoseThatAreMissing() {
		this.target.execute("GRANT SELECT ON item, \"My shop\".kind TO " + this.role);
		String message = refused((request) -> request).actual().getMessage();
		assertThat(message).isEqualTo(("Could not restore: role '%1$s' lacks INSERT ON My shop.kind, public.item,"
				+ " SELECT, USAGE, UPDATE ON SEQUENCE My shop.kind_id_seq. Nothing has been changed."
				+ " The owner's next step: GRANT INSERT ON \"My shop\".\"kind\", \"public\".\"item\" TO \"%1$s\";"
				+ " GRANT SELECT, USAGE, UPDATE ON SEQUENCE \"My shop\".\"kind_id_seq\" TO \"%1$s\";")
			.formatted(this.role));
		this.target.execute(message.substring(message.indexOf("GRANT ")));
		assertThat(Backups.restore(clerk(), RestoreRequest.from(this.file)).written()).isEqualTo(10);
	}

	@Test
	void aPreviewTellsTheSame() {
		refused((request) -> request.withPreview(true)).hasMessageContaining("lacks SELECT, INSERT ON");
	}

	@Test
	void overwritingNeedsToUpdate() {
		this.target.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public, \"My shop\" TO " + this.role
				+ "; GRANT ALL ON ALL SEQUENCES IN SCHEMA \"My shop\" TO " + this.role
				+ "; INSERT INTO \"My shop\".kind VALUES (1, 'c1'); INSERT INTO item VALUES (1, 1, 'other')");
		refused((request) -> request.withMode(RestoreMode.OVERWRITE))
			.hasMessageContaining("lacks UPDATE ON My shop.kind, public.item. ");
	}

	@Test
	void switchingTriggersOffNeedsTheOwner() {
		this.target.execute("""
				CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
				CREATE TRIGGER watch BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION nothing();
				GRANT ALL ON ALL TABLES IN SCHEMA public, "My shop" TO %1$s;
				GRANT ALL ON ALL SEQUENCES IN SCHEMA "My shop" TO %1$s""".formatted(this.role));
		refused((request) -> request.withTriggers(false)).hasMessageContaining("must be owner of table item")
			.hasMessageEndingWith(
					"Switching triggers off needs the role that owns the tables: use '%s'".formatted(owner()));
	}

	@Test
	void anExclusiveRestoreNeedsToCreateInTheSchema() {
		this.target.execute("""
				REVOKE CREATE ON SCHEMA public FROM public;
				ALTER TABLE item OWNER TO %1$s; ALTER TABLE "My shop".kind OWNER TO %1$s""".formatted(this.role));
		refused((request) -> request.withExclusive(true)).hasMessageContaining("GRANT CREATE ON SCHEMA")
			.hasMessageContaining("\"public\"");
	}

	@Test
	void aSessionThatMayOnlyReadIsToldSo() {
		ConnectionParameters reading = new ConnectionParameters(this.target.parameters().hosts(), this.target.name(),
				this.target.parameters().user(), this.target.parameters().password(),
				Map.of("options", "-c default_transaction_read_only=on"));
		assertThatExceptionOfType(NotPermittedException.class)
			.isThrownBy(() -> Backups.restore(reading, RestoreRequest.from(this.file)))
			.withMessageContaining("Could not restore on ")
			.withMessageContaining("read-only transaction")
			.withMessageContaining("default_transaction_read_only is on for role")
			.withMessageEndingWith("Use a server and a role that may write")
			.satisfies((refused) -> assertThat(refused.getReason()).startsWith("ERROR: cannot execute ")
				.doesNotContain(this.target.name())
				.endsWith("Use a server and a role that may write"));
		assertThat(this.target.count("item")).isZero();
	}

	private ConnectionParameters clerk() {
		return this.target.parameters(this.role, "c");
	}

	private Object owner() {
		return this.target.query("SELECT current_user").get(0).get("current_user");
	}

	private AbstractThrowableAssert<?, NotPermittedException> refused(UnaryOperator<RestoreRequest> how) {
		long before = this.target.count("item");
		NotPermittedException refused = catchThrowableOfType(NotPermittedException.class,
				() -> Backups.restore(clerk(), how.apply(RestoreRequest.from(this.file))));
		assertThat(this.target.count("item")).isEqualTo(before);
		return assertThat(refused).isNotNull();
	}

}
