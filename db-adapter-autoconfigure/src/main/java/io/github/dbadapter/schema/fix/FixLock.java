package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import io.github.dbadapter.backup.TargetLock;
import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.LockHolders;
import io.github.dbadapter.sql.LockNotAvailableException;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Sees to it that one fix runs at a time and no restore or sync beside it, and that
 * nobody gets in between.
 */
final class FixLock {

	/** Begins with "dbadapt" in ASCII. */
	private static final long KEY = 0x6462616461707401L;

	/** A table that is only referred to may be another's: the statement locks it then. */
	private static final String LOCKABLE = """
			SELECT c.relkind IN ('r', 'p') AND (pg_has_role(c.relowner, 'USAGE')
			    OR has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE'))
			FROM pg_class c WHERE c.oid = to_regclass(?)""";

	/** Without the warning of a lock that is not held. */
	private static final String RELEASE = """
			SELECT pg_advisory_unlock(key) FROM (SELECT classid::bigint << 32 | objid::bigint AS key FROM pg_locks
				WHERE locktype = 'advisory' AND granted AND objsubid = 1 AND pid = pg_backend_pid()) l
			WHERE key IN (?, ?)""";

	private final Connection connection;

	private final String target;

	FixLock(Connection connection, String target) {
		this.connection = connection;
		this.target = target;
	}

	/**
	 * Held until the transaction ends, or for a plan with more than that until the
	 * connection does, whatever happens to us.
	 */
	void acquire(boolean forTransaction) throws SQLException {
		acquire(KEY, forTransaction, "another fix is running there");
		acquire(TargetLock.KEY, forTransaction, "a restore or sync is writing to it");
	}

	private void acquire(long key, boolean forTransaction, String otherwise) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(
				forTransaction ? "SELECT pg_try_advisory_xact_lock(?)" : "SELECT pg_try_advisory_lock(?)")) {
			statement.setLong(1, key);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				if (row.getBoolean(1)) {
					return;
				}
			}
		}
		String holders = LockHolders.ofAdvisoryLock(this.connection, key);
		throw new FixRefusedException(Reason.BUSY,
				"Could not fix %s: %s%s. Nothing was changed; try again when it is done".formatted(this.target,
						otherwise, holders.isEmpty() ? "" : ": " + holders));
	}

	/** Lets go of what the session holds, if it does. */
	void release() throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(RELEASE)) {
			statement.setLong(1, KEY);
			statement.setLong(2, TargetLock.KEY);
			statement.execute();
		}
	}

	/** Takes the strongest lock that a plan needs of each table, all at the start. */
	void lock(List<FixStatement> statements) throws SQLException {
		SortedMap<QualifiedName, TableLock> wanted = new TreeMap<>();
		for (FixStatement statement : statements) {
			TableLock lock = TableLock.of(statement.sql());
			for (QualifiedName table : statement.tables()) {
				wanted.merge(table, lock, (one, other) -> (one.compareTo(other) > 0) ? one : other);
			}
		}
		Map<TableLock, List<QualifiedName>> byLock = new EnumMap<>(TableLock.class);
		wanted.keySet().retainAll(existing(wanted.keySet()));
		wanted.forEach((table, lock) -> byLock.computeIfAbsent(lock, (key) -> new ArrayList<>()).add(table));
		for (Map.Entry<TableLock, List<QualifiedName>> entry : byLock.entrySet()) {
			lock(entry.getKey(), entry.getValue());
		}
	}

	private Collection<QualifiedName> existing(Collection<QualifiedName> tables) throws SQLException {
		List<QualifiedName> existing = new ArrayList<>();
		try (PreparedStatement statement = this.connection.prepareStatement(LOCKABLE)) {
			for (QualifiedName table : tables) {
				statement.setString(1, table.quoted());
				try (ResultSet row = statement.executeQuery()) {
					if (row.next() && row.getBoolean(1)) {
						existing.add(table);
					}
				}
			}
		}
		return existing;
	}

	private void lock(TableLock lock, List<QualifiedName> tables) throws SQLException {
		for (QualifiedName table : tables) {
			try (Statement statement = this.connection.createStatement()) {
				statement.execute("LOCK TABLE %s IN %s MODE".formatted(table.quoted(), lock.mode()));
			}
			catch (SQLException ex) {
				if (LockNotAvailableException.LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
					throw busy(table, lock, ex);
				}
				throw ex;
			}
		}
	}

	/** The transaction is over, so that the question can be asked anew. */
	FixRefusedException busy(QualifiedName table, TableLock lock, SQLException cause) throws SQLException {
		if (!this.connection.getAutoCommit()) {
			this.connection.rollback();
		}
		String holders = LockHolders.ofTables(this.connection, List.of(table), lock.conflicts());
		return new FixRefusedException(Reason.BUSY,
				"Could not fix %s: table %s is in use%s. Nothing was changed; try again later".formatted(this.target,
						table, holders.isEmpty() ? "" : " by " + holders),
				cause);
	}

}
