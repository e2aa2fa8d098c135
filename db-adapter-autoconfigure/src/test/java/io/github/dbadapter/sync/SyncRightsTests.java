package io.github.dbadapter.sync;

import java.util.List;
import java.util.function.UnaryOperator;

import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.sql.NotPermittedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * A role that may not write to the target is told what it lacks, and the GRANT that is
 * named is enough.
 */
class SyncRightsTests {

	private final SyncPair pair = new SyncPair();

	private String role = "";

	@BeforeEach
	void fill() {
		this.pair.both("""
				CREATE TABLE kind (id serial PRIMARY KEY, code text NOT NULL UNIQUE);
				CREATE TABLE item (id int PRIMARY KEY, kind_id int REFERENCES kind, name text)""");
		this.pair.source.execute("""
				INSERT INTO kind (code) SELECT 'c' || n FROM generate_series(1, 5) n;
				INSERT INTO item SELECT n, n, 'i' || n FROM generate_series(1, 5) n""");
		this.pair.target.execute(
				"""
						INSERT INTO kind VALUES (1, 'c1'), (9, 'old'); INSERT INTO item VALUES (1, 1, 'other'), (9, 9, 'old')""");
		this.role = this.pair.target.createRole("clerk", "LOGIN PASSWORD 'c'");
		this.pair.profile("target", this.pair.target.url().replaceFirst("//[^@]*@", "//" + this.role + ":c@"), false);
	}

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@ParameterizedTest
	@EnumSource
	void theGrantsToldAreEnough(SyncMode mode) {
		String message = refused(mode, (request) -> request).getMessage();
		assertThat(message).startsWith("Could not sync: role '" + this.role + "' lacks SELECT, INSERT")
			.contains(" ON public.kind, public.item", "Nothing has been changed")
			.doesNotContain("TEMPORARY");
		assertThat(message.contains("UPDATE ON \"public\"")).isEqualTo(mode == SyncMode.OVERWRITE);
		assertThat(message.contains("DELETE")).isEqualTo(mode == SyncMode.MIRROR);
		this.pair.target.execute(message.substring(message.indexOf("GRANT ")));
		assertThat(this.pair.sync(mode).outcome()).isEqualTo(Outcome.COMMITTED);
		assertThat(this.pair.target.count("item")).isEqualTo((mode == SyncMode.MIRROR) ? 5 : 6);
	}

	@Test
	void aTableThatIsPulledInIsNeitherChangedNorEmptied() {
		this.pair.target.execute("GRANT SELECT ON item, kind TO " + this.role);
		assertThat(refused(SyncMode.MIRROR, (request) -> request.withTables(List.of("item"))))
			.hasMessageContaining("lacks INSERT ON public.kind, ")
			.hasMessageContaining("INSERT, UPDATE, DELETE ON public.item");
	}

	@Test
	void comparingNeedsToRead() {
		this.pair.both("CREATE TABLE \"50%s \\ off's\" (id int PRIMARY KEY)");
		NotPermittedException refused = catchThrowableOfType(NotPermittedException.class,
				() -> this.pair.compare(SyncRequest.defaults()));
		assertThat(refused)
			.hasMessageStartingWith(("Could not compare: role '%s' lacks SELECT ON public.50%%s \\ off's, public.kind, "
					+ "public.item. Nothing has been changed.")
				.formatted(this.role))
			.hasMessageContaining("GRANT SELECT ON \"public\".\"50%s \\ off's\", ");
		this.pair.target.execute(refused.getReason().substring(refused.getReason().indexOf("GRANT ")));
		assertThat(SyncPair.numbers(this.pair.compare(SyncRequest.defaults()), "item")).isEqualTo("4+ 1~ 0= 1- 0s 0f");
	}

	@Test
	void theServersWordsStandWhereAllRightsAreThere() {
		this.pair.target.execute("""
				GRANT ALL ON kind, item, kind_id_seq TO %s;
				CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS
				$$BEGIN RAISE insufficient_privilege USING MESSAGE = 'not on Sundays'; END$$;
				CREATE TRIGGER guard BEFORE INSERT ON item FOR EACH ROW EXECUTE FUNCTION guard()"""
			.formatted(this.role));
		assertThat(refused(SyncMode.SKIP, (request) -> request)).hasMessageContaining("not on Sundays")
			.hasMessageContaining("Nothing has been changed. Have the right granted");
	}

	private NotPermittedException refused(SyncMode mode, UnaryOperator<SyncRequest> how) {
		NotPermittedException refused = catchThrowableOfType(NotPermittedException.class,
				() -> this.pair.sync(how.apply(SyncPair.apply(mode))));
		assertThat(refused).isNotNull();
		assertThat(this.pair.target.count("item")).isEqualTo(2);
		return refused;
	}

}
