package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import io.github.dbadapter.backup.ProgressListener;
import io.github.dbadapter.backup.Transfer;
import io.github.dbadapter.backup.TransferMatches;
import io.github.dbadapter.backup.TransferRequest;
import io.github.dbadapter.backup.TransferSource;
import io.github.dbadapter.backup.TransferUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Once rows are matched the planner knows how many are. Where it takes them for none, it
 * walks through all of the others for each of them, which looks like a hang.
 */
class SyncPlansTests {

	private final SyncPair pair = new SyncPair();

	@AfterEach
	void drop() {
		this.pair.close();
	}

	@Test
	void rowsMatchedByTheirPrimaryKeyAreKnownToThePlanner() throws SQLException {
		this.pair.both("CREATE TABLE item (id serial PRIMARY KEY, v text)");
		this.pair.source.execute("INSERT INTO item SELECT n, 'new' FROM generate_series(1, 5000) n");
		this.pair.target.execute("INSERT INTO item SELECT n, 'old' FROM generate_series(1, 5000) n; ANALYZE");
		find((transfer, target) -> {
			TransferUnit unit = transfer.units().get(0);
			TransferMatches matches = unit.matches(unit.tables().get(0));
			assertThat(matches.countDiffering()).isEqualTo(5000);
			assertThat(plan(target, matches.keys(true))).contains("Join").doesNotContain("Nested Loop");
		});
	}

	@Test
	void equalRowsThatOthersReferToAreKnownToThePlanner() throws SQLException {
		this.pair.both("""
				CREATE TABLE parent (id int PRIMARY KEY, v text);
				CREATE TABLE child (id serial PRIMARY KEY, parent_id int REFERENCES parent, v text);
				INSERT INTO parent SELECT n, 'p' FROM generate_series(1, 5000) n""");
		this.pair.source.execute("INSERT INTO child SELECT n, n, 'new' FROM generate_series(1, 5000) n");
		this.pair.target.execute("INSERT INTO child SELECT n, n, 'old' FROM generate_series(1, 5000) n; ANALYZE");
		find((transfer, target) -> {
			String known = "SELECT reltuples FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relname ~ '^db_adapter_[sm]'";
			try (ResultSet rows = target.createStatement().executeQuery(known)) {
				int tables = 0;
				while (rows.next()) {
					assertThat(rows.getLong(1)).isEqualTo(5000);
					tables++;
				}
				assertThat(tables).as("stagings and maps of both tables").isEqualTo(4);
			}
		});
	}

	private void find(Found found) throws SQLException {
		try (Source source = new Source(this.pair.source.administrative(), "sync");
				Connection target = this.pair.target.connect()) {
			Transfer transfer = TransferSource
				.read(source.connection(),
						new TransferRequest(null, List.of(), null, List.of(), null, true, true, false))
				.onto(target);
			Finder finder = new Finder(source, target, transfer, RowDigest.between(source, target),
					new SyncMeter(ProgressListener.NONE), new TableWorks(), false);
			for (TransferUnit unit : transfer.units()) {
				finder.find(unit);
			}
			found.in(transfer, target);
		}
	}

	private static String plan(Connection connection, String query) throws SQLException {
		StringBuilder plan = new StringBuilder();
		try (ResultSet lines = connection.createStatement().executeQuery("EXPLAIN " + query)) {
			while (lines.next()) {
				plan.append(lines.getString(1)).append('\n');
			}
		}
		return plan.toString();
	}

	/**
	 * Looks at what was found, in the transaction that did.
	 */
	private interface Found {

		void in(Transfer transfer, Connection target) throws SQLException;

	}

}
