package io.github.dbadapter.sync;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.backup.Transfer;
import io.github.dbadapter.backup.TransferTable;
import io.github.dbadapter.backup.TransferUnit;
import io.github.dbadapter.sync.SyncResult.Change;
import io.github.dbadapter.sync.SyncResult.Difference;

/**
 * The first rows of each table that differ, by their keys.
 */
final class Examples {

	private final Connection target;

	private final TableWorks works;

	private final int show;

	/**
	 * Creates an instance.
	 * @param show how many rows of a table at most
	 */
	Examples(Connection target, TableWorks works, int show) {
		this.target = target;
		this.works = works;
		this.show = show;
	}

	void add(TransferUnit unit, TransferTable table, Change change) throws SQLException {
		int left = this.show - this.works.of(table).examples.size();
		if (left <= 0 || (!table.staging().isCreated() && change != Change.DELETE)) {
			return;
		}
		String query = (change == Change.DELETE) ? unit.matches(table).targetOnlyKeys()
				: unit.matches(table).keys(change == Change.UPDATE);
		add(table, change, query + " LIMIT " + left);
	}

	/** All rows are new, and have the keys of the source. */
	void add(Transfer transfer) throws SQLException {
		for (TransferTable table : transfer.tables()) {
			add(table, Change.INSERT, "%s LIMIT %d".formatted(table.targetKeys(), this.show));
		}
	}

	private void add(TransferTable table, Change change, String query) throws SQLException {
		List<String> names = table.identity().stream().map((column) -> column.name().value()).toList();
		try (Statement statement = this.target.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				List<String> key = new ArrayList<>();
				for (int i = 0; i < names.size(); i++) {
					key.add(names.get(i) + "=" + rows.getString(i + 1));
				}
				this.works.of(table).examples
					.add(new Difference(change, key.isEmpty() ? null : String.join(", ", key)));
			}
		}
	}

}
