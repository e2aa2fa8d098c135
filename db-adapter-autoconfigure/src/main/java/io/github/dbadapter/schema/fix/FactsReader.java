package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.ArrayList;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.fix.DatabaseFacts.Membership;
import io.github.dbadapter.schema.fix.DatabaseFacts.TableFacts;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Reads what a plan depends on besides the schema. Blocks, inside the caller's
 * transaction.
 */
final class FactsReader {

	private static final String SIZES = """
			SELECT n.nspname, c.relname, c.relkind,
			       greatest(sum(k.reltuples) FILTER (WHERE k.reltuples >= 0), 0)::bigint,
			       coalesce(sum(pg_total_relation_size(k.oid)), 0)::bigint
			FROM pg_class c
			JOIN pg_namespace n ON n.oid = c.relnamespace
			CROSS JOIN LATERAL (
			  WITH RECURSIVE below(oid) AS (SELECT c.oid UNION
			    SELECT i.inhrelid FROM pg_inherits i JOIN below b ON b.oid = i.inhparent)
			  SELECT r.oid, r.reltuples FROM below b JOIN pg_class r ON r.oid = b.oid) k
			WHERE c.relkind IN ('r', 'p')
			  AND (n.nspname, c.relname) IN (SELECT s::name, t::name FROM unnest(?::text[], ?::text[]) AS x(s, t))
			GROUP BY 1, 2, 3""";

	private static final String PUBLICATIONS = """
			SELECT n.nspname, c.relname, p.pubname, to_jsonb(r)
			FROM pg_publication_rel r
			JOIN pg_publication p ON p.oid = r.prpubid
			JOIN pg_class c ON c.oid = r.prrelid
			JOIN pg_namespace n ON n.oid = c.relnamespace""";

	private static final String UNPOPULATED = """
			SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind = 'm' AND NOT c.relispopulated""";

	private FactsReader() {
	}

	/**
	 * Reads.
	 * @param connection connection in a transaction
	 * @param actual what is compared
	 * @param tables tables whose rows matter
	 * @param dependents whether it matters what else uses the objects
	 * @return the facts
	 * @throws SQLException if a query fails
	 */
	static DatabaseFacts read(Connection connection, DatabaseSchema actual, Collection<QualifiedName> tables,
			boolean dependents) throws SQLException {
		String path = searchPath(connection, "pg_catalog, pg_temp");
		DatabaseFacts facts = new DatabaseFacts(tables(connection, tables), RightsReader.read(connection).toRights(),
				publications(connection), unpopulated(connection),
				dependents ? new OutsideReader(actual).dependents(connection) : Collections.emptySortedMap(),
				dependents ? OutsideReader.bodies(connection) : Collections.emptySortedMap());
		searchPath(connection, path);
		return facts;
	}

	/** Names come back qualified under an empty one. Returns the one before. */
	private static String searchPath(Connection connection, String path) throws SQLException {
		try (PreparedStatement statement = connection
			.prepareStatement("SELECT current_setting('search_path'), set_config('search_path', ?, true)")) {
			statement.setString(1, path);
			try (ResultSet row = statement.executeQuery()) {
				row.next();
				return row.getString(1);
			}
		}
	}

	private static SortedMap<QualifiedName, TableFacts> tables(Connection connection, Collection<QualifiedName> wanted)
			throws SQLException {
		SortedMap<QualifiedName, TableFacts> facts = new TreeMap<>();
		List<String> schemas = new ArrayList<>();
		List<String> names = new ArrayList<>();
		wanted.stream().filter((table) -> table.schema() != null).forEach((table) -> {
			schemas.add((table.schema() != null) ? table.schema().value() : "");
			names.add(table.name().value());
		});
		try (PreparedStatement statement = connection.prepareStatement(SIZES)) {
			statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
			statement.setArray(2, connection.createArrayOf("text", names.toArray()));
			try (ResultSet rows = statement.executeQuery()) {
				while (rows.next()) {
					facts.put(QualifiedName.of(rows.getString(1), rows.getString(2)),
							new TableFacts(false, rows.getLong(4), rows.getLong(5)));
				}
			}
		}
		for (QualifiedName table : List.copyOf(facts.keySet())) {
			TableFacts sizes = facts.get(table);
			if (sizes != null && isEmpty(connection, table)) {
				facts.put(table, new TableFacts(true, 0, sizes.bytes()));
			}
		}
		return facts;
	}

	/** A table that the role may not read counts as one with rows. */
	static boolean isEmpty(Connection connection, QualifiedName table) throws SQLException {
		Savepoint savepoint = connection.setSavepoint();
		try (Statement statement = connection.createStatement();
				ResultSet row = statement
					.executeQuery("SELECT NOT EXISTS (SELECT FROM %s)".formatted(table.quoted()))) {
			row.next();
			boolean empty = row.getBoolean(1);
			connection.releaseSavepoint(savepoint);
			return empty;
		}
		catch (SQLException ex) {
			connection.rollback(savepoint);
			return false;
		}
	}

	private static SortedMap<QualifiedName, List<Membership>> publications(Connection connection) throws SQLException {
		SortedMap<QualifiedName, List<Membership>> publications = new TreeMap<>();
		boolean filters = connection.getMetaData().getDatabaseMajorVersion() >= 15;
		String query = filters ? PUBLICATIONS.replace("to_jsonb(r)", """
				(SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) FROM pg_attribute a
				  WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs)),
				pg_get_expr(r.prqual, r.prrelid),
				(SELECT array_agg(a.attname::text) FROM pg_attribute a
				  WHERE a.attrelid = c.oid AND a.attnum = ANY (r.prattrs))""")
				: PUBLICATIONS.replace("to_jsonb(r)", "NULL, NULL, NULL::text[]");
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				QualifiedName table = QualifiedName.of(rows.getString(1), rows.getString(2));
				String columns = rows.getString(4);
				String condition = rows.getString(5);
				Set<String> names = new HashSet<>(
						(rows.getArray(6) != null) ? List.of((String[]) rows.getArray(6).getArray()) : List.of());
				if (condition != null) {
					names.addAll(SqlText.identifiers(condition));
				}
				String added = table.quoted() + ((columns != null) ? " (" + columns + ")" : "")
						+ ((condition != null) ? " WHERE (" + condition + ")" : "");
				publications.computeIfAbsent(table, (key) -> new ArrayList<>())
					.add(new Membership(SqlText.quoted(rows.getString(3)), added, names));
			}
		}
		return publications;
	}

	private static Set<QualifiedName> unpopulated(Connection connection) throws SQLException {
		Set<QualifiedName> views = new HashSet<>();
		try (PreparedStatement statement = connection.prepareStatement(UNPOPULATED);
				ResultSet rows = statement.executeQuery()) {
			while (rows.next()) {
				views.add(QualifiedName.of(rows.getString(1), rows.getString(2)));
			}
		}
		return views;
	}

}
