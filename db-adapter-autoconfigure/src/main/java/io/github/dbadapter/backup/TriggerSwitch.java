package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.github.dbadapter.backup.CatalogTable.UserTrigger;

/**
 * Lists the user triggers of the tables restored, or switches them off inside the
 * transaction.
 */
final class TriggerSwitch {

	private final Statements statements;

	private final List<RestoreTable> tables;

	TriggerSwitch(Statements statements, List<RestoreTable> tables) {
		this.statements = statements;
		this.tables = tables;
	}

	void off() throws SQLException {
		for (RestoreTable table : this.tables) {
			for (UserTrigger trigger : table.table().triggers()) {
				alter("DISABLE TRIGGER", trigger);
			}
		}
	}

	void on() throws SQLException {
		for (RestoreTable table : this.tables) {
			for (UserTrigger trigger : table.table().triggers()) {
				alter(trigger.always().equals("A") ? "ENABLE ALWAYS TRIGGER" : "ENABLE TRIGGER", trigger);
			}
		}
	}

	private void alter(String action, UserTrigger trigger) throws SQLException {
		this.statements
			.execute("ALTER TABLE %s %s %s".formatted(trigger.table().quoted(), action, trigger.name().quoted()));
	}

	/**
	 * Those that the rows written have fired, or would in a restore that is committed.
	 * @param deleted tables that lost rows
	 */
	List<String> fired(Set<RestoreTable> deleted) {
		List<String> fired = new ArrayList<>();
		for (RestoreTable table : this.tables) {
			table.table()
				.triggers()
				.stream()
				.filter((trigger) -> (trigger.onInsert() && table.counts().inserts())
						|| (trigger.onUpdate() && table.counts().updates())
						|| (trigger.onDelete() && deleted.contains(table)))
				.forEach((trigger) -> fired.add("%s on %s".formatted(trigger.name(),
						trigger.table().equals(table.table().name()) ? table.plan().key() : trigger.table())));
		}
		return fired;
	}

}
