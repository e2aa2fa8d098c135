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

import io.github.dbadapter.schema.fix.FixRefusedException.Reason;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Sees to it that one fix runs at a time, and that nobody gets in between.
 */
final class FixLock {

	/** Begins with "dbadapt" in ASCII. */
	private static final long KEY = 0x6462616461707401L;

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	private static final String HOLDER = """
			SELECT 'process ' || a.pid
			  || coalesce(' of ' || a.usename, '') || coalesce(', application ' || nullif(a.application_name, ''), '')
			  || coalesce(', from ' || host(a.client_addr), '')
			  || coalesce(', since ' || to_char(a.xact_start AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' UTC', '')
			  || coalesce(', ' || a.state, '') || CASE WHEN l.granted THEN '' ELSE ', waiting for it too' END
			FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
			WHERE l.pid <> pg_backend_pid()""";

	/** Also its partitions: they are locked with it. */
	private static final String OF_TABLE = """
			 AND l.locktype = 'relation' AND l.mode IN (%s)
			   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
			   AND l.relation IN (SELECT to_regclass(%2$s) UNION SELECT relid FROM pg_partition_tree(to_regclass(%2$s)))
			ORDER BY l.granted DESC, a.xact_start""";

	/** A table that is only referred to may be another's: the statement locks it then. */
	private static final String LOCKABLE = """
			SELECT c.relkind IN ('r', 'p') AND (pg_has_role(c.relowner, 'USAGE')
			    OR has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE'))
			FROM pg_class c WHERE c.oid = to_regclass(?)""";

	private final Connection connection;

	private final AdministrativeDatabase database;

	FixLock(Connection connection, AdministrativeDatabase database) {
		this.connection = connection;
		this.database = database;
	}

	/**
	 * Held until the transaction ends, or for a plan with more than that until the
	 * connection does, whatever happens to us.
	 */
	void acquire(boolean forTransaction) throws SQLException {
		try (PreparedStatement statement = this.connection.prepareStatement(
				forTransaction ? "SELECT pg_try_advisory_xact_lock(?)" : "SELECT pg_try_advisory_lock(?)")) {
			statement.setLong(1, KEY);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				if (row.getBoolean(1)) {
					return;
				}
			}
		}
		String holders = query(HOLDER + " AND l.granted"
				+ " AND l.locktype = 'advisory' AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
				+ " AND (l.classid::bigint << 32 | l.objid::bigint) = " + KEY);
		throw new FixRefusedException(Reason.BUSY,
				"Could not fix %s: another fix is running there%s. Nothing was changed; try again when it is done"
					.formatted(this.database.address(), holders.isEmpty() ? "" : ": " + holders));
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
				if (LOCK_NOT_AVAILABLE.equals(ex.getSQLState())) {
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
		String holders = query(HOLDER + OF_TABLE.formatted(lock.conflicts(), SqlText.literal(table.quoted())));
		return new FixRefusedException(Reason.BUSY,
				"Could not fix %s: table %s is in use%s. Nothing was changed; try again later"
					.formatted(this.database.address(), table, holders.isEmpty() ? "" : " by " + holders),
				cause);
	}

	private String query(String sql) throws SQLException {
		List<String> holders = new ArrayList<>();
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				String holder = rows.getString(1);
				if (!holders.contains(holder)) {
					holders.add(holder);
				}
			}
		}
		return String.join("; ", holders);
	}

}
