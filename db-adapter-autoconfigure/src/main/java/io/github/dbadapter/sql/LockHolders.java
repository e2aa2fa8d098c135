package io.github.dbadapter.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells in words which sessions hold the locks that somebody waits for, without the
 * addresses they come from, because callers over HTTP are told as well.
 *
 * @since 0.1.0
 */
public final class LockHolders {

	private static final String HOLDER = """
			SELECT 'process ' || a.pid
			  || coalesce(' of ' || a.usename, '') || coalesce(', application ' || nullif(a.application_name, ''), '')
			  || coalesce(', since ' || to_char(a.xact_start AT TIME ZONE 'UTC', 'HH24:MI:SS') || ' UTC', '')
			  || coalesce(', ' || a.state, '') || CASE WHEN l.granted THEN '' ELSE ', waiting for it too' END
			FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid
			WHERE l.pid <> pg_backend_pid()
			  AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())""";

	/** Also of partitions: they are locked with their table. */
	private static final String OF_TABLES = HOLDER + """
			 AND l.locktype = 'relation' AND l.mode = ANY (?)
			  AND l.relation IN (SELECT to_regclass(name) FROM unnest(?) AS name UNION
			    SELECT relid FROM unnest(?) AS name, LATERAL pg_partition_tree(to_regclass(name)))
			ORDER BY l.granted DESC, a.xact_start""";

	private static final String OF_ADVISORY_LOCK = HOLDER + """
			AND l.granted AND l.locktype = 'advisory' AND (l.classid::bigint << 32 | l.objid::bigint) = ?""";

	private LockHolders() {
	}

	/**
	 * Finds those who hold or want tables in certain modes.
	 * @param connection where to ask, outside of a failed transaction
	 * @param tables the tables
	 * @param modes names of modes as in {@code pg_locks}, such as
	 * {@code AccessExclusiveLock}
	 * @return the sessions, those that hold a lock first, separated by semicolons; empty
	 * if there is none
	 * @throws SQLException if the server fails
	 */
	public static String ofTables(Connection connection, Collection<QualifiedName> tables, Collection<String> modes)
			throws SQLException {
		Array names = connection.createArrayOf("text", tables.stream().map(QualifiedName::quoted).toArray());
		try (PreparedStatement statement = connection.prepareStatement(OF_TABLES)) {
			statement.setArray(1, connection.createArrayOf("text", modes.toArray()));
			statement.setArray(2, names);
			statement.setArray(3, names);
			return holders(statement);
		}
	}

	/**
	 * Finds those who hold an advisory lock.
	 * @param connection where to ask, outside of a failed transaction
	 * @param key the key, one number of 64 bits
	 * @return the sessions, separated by semicolons; empty if there is none
	 * @throws SQLException if the server fails
	 */
	public static String ofAdvisoryLock(Connection connection, long key) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(OF_ADVISORY_LOCK)) {
			statement.setLong(1, key);
			return holders(statement);
		}
	}

	private static String holders(PreparedStatement statement) throws SQLException {
		Set<String> holders = new LinkedHashSet<>();
		try (ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				holders.add(rows.getString(1));
			}
		}
		return String.join("; ", holders);
	}

}
