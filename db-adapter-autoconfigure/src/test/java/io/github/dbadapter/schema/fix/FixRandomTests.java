package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.test.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random schemas with rows that a few random changes lead to others: a plan is refused,
 * tells what may fail, or repairs and keeps every row. {@code -Dfix.seeds=1000-1999}
 * looks for more.
 */
class FixRandomTests {

	static LongStream seeds() {
		String[] range = System.getProperty("fix.seeds", "1-4").split("-");
		return LongStream.rangeClosed(Long.parseLong(range[0]), Long.parseLong(range[1]));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void rowsAreKeptOrAHazardIsTold(long seed) throws SQLException {
		Random random = new Random(seed);
		RandomTablesWithRows tables = new RandomTablesWithRows(random);
		String before = tables.schema() + tables.rows();
		for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
			tables.change();
		}
		try (TestDatabase database = TestDatabase.create()) {
			database.execute(before);
			DatabaseSchema actual = Fixes.read(database);
			DatabaseSchema expected = Fixes.model(tables.schema());
			FixOptions options = FixOptions.defaults().withDropExtra(true);
			FixPlan plan = Fixes.plan(database, expected, options);
			Map<String, String> rows = rows(database, actual, expected);
			if (plan.isBlocked() || !plan.unresolved().isEmpty()) {
				return;
			}
			String about = "%s\n-- == new ==\n%s\n%s".formatted(before, tables.schema(), plan.toText());
			if (apply(database, expected, plan, about)) {
				FixPlan again = Fixes.plan(database, expected, options);
				assertThat(again.isEmpty() && again.left().isEmpty()).as(about + again.toText()).isTrue();
			}
			if (!plan.hazards().contains(Hazard.DATA_LOSS)) {
				assertThat(rows(database, actual, expected)).as(about).isEqualTo(rows);
			}
		}
	}

	/** A plan that fails has told so, and changes nothing. */
	private static boolean apply(TestDatabase database, DatabaseSchema expected, FixPlan plan, String about) {
		try {
			Fixes.apply(database, expected, plan);
			return true;
		}
		catch (RuntimeException ex) {
			assertThat(plan.hazards()).as(ex.getMessage() + about).contains(Hazard.MAY_FAIL_ON_DATA);
			return false;
		}
	}

	private static Map<String, String> rows(TestDatabase database, DatabaseSchema actual, DatabaseSchema expected)
			throws SQLException {
		try (Connection connection = database.connect()) {
			return KeptRows.of(connection, actual, expected, Set.of());
		}
	}

}
