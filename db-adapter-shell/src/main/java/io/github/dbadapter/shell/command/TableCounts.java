package io.github.dbadapter.shell.command;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.shell.command.TableCount.Certainty;
import io.github.dbadapter.sql.AdministrativeDatabase;
import io.github.dbadapter.sql.QualifiedName;
import reactor.core.publisher.Mono;

/**
 * Counts the rows of all tables that are the user's own, in a few statements however many
 * tables there are. A statement that takes too long, or waits too long for a lock, is
 * given up, and its tables are told with the planner's estimate.
 */
final class TableCounts {

	/** Reads the catalog alone: {@code pg_partition_tree} would wait for locks. */
	private static final String TABLES = """
			SELECT n.nspname, c.relname, n.nspname = current_schema() AS is_current,
			       CASE c.relkind
			         WHEN 'p' THEN (WITH RECURSIVE part (oid) AS (
			             SELECT inhrelid FROM pg_inherits WHERE inhparent = c.oid
			             UNION ALL SELECT i.inhrelid FROM pg_inherits i JOIN part p ON i.inhparent = p.oid)
			           SELECT coalesce(sum(greatest(leaf.reltuples, 0)), 0)::bigint
			           FROM part p JOIN pg_class leaf ON leaf.oid = p.oid WHERE leaf.relkind <> 'p')
			         ELSE greatest(c.reltuples, 0)::bigint END AS estimate,
			       has_table_privilege(c.oid, 'SELECT') OR has_any_column_privilege(c.oid, 'SELECT') AS readable
			FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
			  AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
			  AND has_schema_privilege(n.oid, 'USAGE')
			  AND NOT EXISTS (SELECT FROM pg_depend d
			    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
			ORDER BY n.nspname IS DISTINCT FROM current_schema(), n.nspname, c.relname
			""";

	private static final int TABLES_A_STATEMENT = 25;

	/** SQLSTATE of a statement that was cancelled, here by its time-out. */
	private static final String CANCELLED = "57014";

	private final Duration timeout;

	/**
	 * Creates the service.
	 * @param timeout how long one statement may take
	 */
	TableCounts(Duration timeout) {
		this.timeout = timeout;
	}

	/**
	 * Counts. Cold: each subscription counts anew on a connection of its own, which only
	 * reads.
	 * @param database the database
	 * @return the tables, those of the current schema first, by name
	 */
	Mono<List<TableCount>> count(AdministrativeDatabase database) {
		return database.execute("count the rows", (connection) -> {
			connection.setReadOnly(true);
			connection.setAutoCommit(false);
			List<TableCount> tables = tables(connection);
			for (int from = 0; from < tables.size(); from += TABLES_A_STATEMENT) {
				count(connection, tables.subList(from, Math.min(tables.size(), from + TABLES_A_STATEMENT)));
			}
			return List.copyOf(tables);
		});
	}

	private static List<TableCount> tables(Connection connection) throws SQLException {
		List<TableCount> tables = new ArrayList<>();
		try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(TABLES)) {
			while (row.next()) {
				QualifiedName table = QualifiedName.of(row.getString("nspname"), row.getString("relname"));
				String label = row.getBoolean("is_current") ? row.getString("relname") : table.toString();
				boolean readable = row.getBoolean("readable");
				tables.add(new TableCount(table, label, readable ? row.getLong("estimate") : 0,
						readable ? Certainty.ESTIMATED : Certainty.NOT_READABLE));
			}
		}
		connection.rollback();
		return tables;
	}

	private void count(Connection connection, List<TableCount> tables) throws SQLException {
		List<TableCount> readable = tables.stream()
			.filter((table) -> table.certainty() != Certainty.NOT_READABLE)
			.toList();
		if (readable.isEmpty()) {
			return;
		}
		String counts = readable.stream()
			.map((table) -> "(SELECT count(*) FROM " + table.table().quoted() + ")")
			.collect(Collectors.joining(", ", "SELECT ", ""));
		try (PreparedStatement limit = connection.prepareStatement("SELECT set_config('statement_timeout', ?, true)");
				Statement statement = connection.createStatement()) {
			limit.setString(1, this.timeout.toMillis() + "ms");
			limit.execute();
			try (ResultSet row = statement.executeQuery(counts)) {
				row.next();
				for (int index = 0; index < readable.size(); index++) {
					TableCount table = readable.get(index);
					tables.set(tables.indexOf(table), table.exactly(row.getLong(index + 1)));
				}
			}
		}
		catch (SQLException ex) {
			if (!CANCELLED.equals(ex.getSQLState())) {
				throw ex;
			}
		}
		finally {
			connection.rollback();
		}
	}

}
