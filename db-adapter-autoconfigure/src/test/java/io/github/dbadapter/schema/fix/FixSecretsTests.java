package io.github.dbadapter.schema.fix;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.test.PostgresTest;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of what a plan does about objects that hold secrets.
 */
@PostgresTest
class FixSecretsTests {

	private static final String SECRET = "hunter2";

	private static final String MAPPING = "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'me', password '"
			+ SECRET + "')";

	private final TestDatabase database;

	FixSecretsTests(TestDatabase database) {
		this.database = database;
	}

	@AfterEach
	void clear() {
		this.database.execute("DROP FOREIGN DATA WRAPPER IF EXISTS wrapper CASCADE; DROP SUBSCRIPTION IF EXISTS feed");
	}

	@Test
	void aServerWhoseMappingsHoldPasswordsIsNotReplaced() {
		this.database.execute(server("one") + MAPPING);
		DatabaseSchema expected = Fixes
			.model(server("one").replace("far FOREIGN", "far VERSION '2' FOREIGN") + MAPPING);
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults().withDropExtra(true));
		assertThat(plan.statements()).isEmpty();
		assertThat(plan.unresolved()).extracting(Fixes::reason)
			.singleElement()
			.asString()
			.contains("holds secrets", "by hand");
		assertThat(plan.toText() + plan.toSql() + plan.toJson()).doesNotContain(SECRET, "********");
	}

	@Test
	void aMappingWithAPasswordIsNotMadeWithAsterisks() {
		this.database.execute(server("one"));
		FixPlan plan = Fixes.plan(this.database, Fixes.model(server("one") + MAPPING), FixOptions.defaults());
		assertThat(plan.statements()).isEmpty();
		assertThat(plan.unresolved()).extracting(Fixes::reason)
			.containsExactly("its password is a secret that is not told: CREATE USER MAPPING by hand");
		String harmless = "CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'me')";
		DatabaseSchema expected = Fixes.model(server("one") + harmless);
		Fixes.apply(this.database, expected, Fixes.plan(this.database, expected, FixOptions.defaults()));
		assertThat(Fixes.plan(this.database, expected, FixOptions.defaults()).isEmpty()).isTrue();
	}

	@Test
	void optionsOfAServerChangeBelowItsTablesAndMappings() {
		String table = "CREATE FOREIGN TABLE distant (id int) SERVER far;";
		this.database.execute(server("one") + MAPPING + ";" + table);
		DatabaseSchema expected = Fixes.model(server("two', port '1") + MAPPING + ";" + table);
		FixPlan plan = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(plan.statements()).extracting(FixStatement::sql)
			.containsExactly("ALTER SERVER \"far\" OPTIONS (SET \"host\" 'two', ADD \"port\" '1')");
		Fixes.apply(this.database, expected, plan);
		assertThat(this.database.queryForValue("SELECT srvoptions::text FROM pg_foreign_server"))
			.isEqualTo("{host=two,port=1}");
	}

	@Test
	void aSubscriptionIsLeftAlone() {
		String subscription = "CREATE SUBSCRIPTION feed CONNECTION 'host=far password=" + SECRET
				+ "' PUBLICATION p WITH (connect = false, slot_name = NONE)";
		this.database.execute(subscription);
		FixPlan drop = Fixes.plan(this.database, Fixes.model(""), FixOptions.defaults().withDropExtra(true));
		assertThat(drop.statements()).isEmpty();
		assertThat(drop.unresolved()).extracting(Fixes::reason)
			.containsExactly("its slot on the publisher cannot be dropped in a transaction: DROP SUBSCRIPTION by hand");
		DatabaseSchema expected = Fixes.read(this.database);
		this.database.execute("DROP SUBSCRIPTION feed");
		FixPlan create = Fixes.plan(this.database, expected, FixOptions.defaults());
		assertThat(create.statements()).isEmpty();
		assertThat(create.unresolved()).extracting(Fixes::reason)
			.containsExactly("where it connects to is a secret that is not told: create it by hand");
		assertThat(create.toText() + create.toJson() + drop.toText() + drop.toJson()).doesNotContain(SECRET);
	}

	private static String server(String host) {
		return "CREATE FOREIGN DATA WRAPPER wrapper; CREATE SERVER far FOREIGN DATA WRAPPER wrapper OPTIONS (host '%s');"
			.formatted(host);
	}

}
