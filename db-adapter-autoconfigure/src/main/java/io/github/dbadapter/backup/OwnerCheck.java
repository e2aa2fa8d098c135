package io.github.dbadapter.backup;

import java.sql.SQLException;
import java.util.Collection;

import io.github.dbadapter.InvalidInputException;

/**
 * Sees whether an owner that was given can be one at all, before PostgreSQL finds it out
 * in the middle of the work, or cuts it to the length of a column.
 */
final class OwnerCheck {

	private final Statements statements;

	private final String purpose;

	OwnerCheck(Statements statements, String purpose) {
		this.statements = statements;
		this.purpose = purpose;
	}

	/**
	 * Checks the owner against the owner columns of tables. Its setting must have been
	 * made.
	 * @throws InvalidInputException if it is no value of one of the columns
	 */
	void check(String userId, Collection<PlannedTable> tables) throws SQLException {
		for (PlannedTable table : tables) {
			CatalogColumn column = (table.owner() != null) ? table.table().column(table.owner()) : null;
			if (column != null && !isValue(userId, column)) {
				throw new InvalidInputException("Could not %s: '%s' is no value of %s.%s, which is %s"
					.formatted(this.purpose, userId, table.key(), column.name(), column.type()));
			}
		}
	}

	private boolean isValue(String userId, CatalogColumn column) throws SQLException {
		if (column.length() >= 0 && userId.codePointCount(0, userId.length()) > column.length()) {
			return false;
		}
		return this.statements.attempt(() -> this.statements.execute(
				"SELECT pg_catalog.current_setting('%s')::%s".formatted(BackupQueries.OWNER, column.type()))) == null;
	}

}
