package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a database before a scratch place is made for it.
 *
 * @param version {@code server_version_num}
 * @param standby whether the server is in recovery
 * @param readOnly whether transactions are read-only, on a standby or by a setting of the
 * role or database
 * @param role current role
 * @param createsDatabases whether the role may create databases
 * @param createsSchemas whether the role may create schemas in this database
 * @param searchPath the search path as set
 * @param currentSchema schema in which unqualified names are created, {@code null} for
 * none
 * @param localeClause options of {@code CREATE DATABASE} that give the same encoding and
 * collation
 * @param extensions schemas of the installed extensions by their names
 * @param eventTriggers enabled event triggers
 * @param lockCapacity locks that the server has room for
 * @param epochSeconds the server's clock
 */
record ScratchServer(int version, boolean standby, boolean readOnly, String role, boolean createsDatabases,
		boolean createsSchemas, String searchPath, @Nullable String currentSchema, String localeClause,
		SortedMap<String, String> extensions, List<String> eventTriggers, long lockCapacity, long epochSeconds) {

	private static final String QUERY = """
			SELECT current_setting('server_version_num')::int, pg_catalog.pg_is_in_recovery(),
			       current_setting('transaction_read_only')::boolean, current_user,
			       (SELECT r.rolcreatedb OR r.rolsuper FROM pg_catalog.pg_roles r WHERE r.rolname = current_user),
			       has_database_privilege(current_database(), 'CREATE'),
			       current_setting('search_path'), current_schema(),
			       format('ENCODING %L LC_COLLATE %L LC_CTYPE %L', pg_encoding_to_char(d.encoding), d.datcollate,
			              d.datctype)
			       || CASE j ->> 'datlocprovider'
			            WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L',
			                                 coalesce(j ->> 'datlocale', j ->> 'daticulocale'))
			              || CASE WHEN j ->> 'daticurules' IS NULL THEN ''
			                      ELSE format(' ICU_RULES %L', j ->> 'daticurules') END
			            WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', j ->> 'datlocale')
			            WHEN 'c' THEN ' LOCALE_PROVIDER libc'
			            ELSE '' END,
			       ARRAY(SELECT t.evtname::text FROM pg_catalog.pg_event_trigger t WHERE t.evtenabled <> 'D' ORDER BY 1),
			       current_setting('max_locks_per_transaction')::bigint
			         * (current_setting('max_connections')::bigint
			            + current_setting('max_prepared_transactions')::bigint),
			       extract(epoch FROM clock_timestamp())::bigint
			FROM pg_catalog.pg_database d CROSS JOIN LATERAL to_jsonb(d) j
			WHERE d.datname = current_database()""";

	ScratchServer {
		extensions = Collections.unmodifiableSortedMap(new TreeMap<>(extensions));
		eventTriggers = List.copyOf(eventTriggers);
	}

	static ScratchServer read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			SortedMap<String, String> extensions = extensions(statement);
			try (ResultSet row = statement.executeQuery(QUERY)) {
				row.next();
				return new ScratchServer(row.getInt(1), row.getBoolean(2), row.getBoolean(3), row.getString(4),
						row.getBoolean(5), row.getBoolean(6), row.getString(7), row.getString(8), row.getString(9),
						extensions, List.of((String[]) row.getArray(10).getArray()), row.getLong(11), row.getLong(12));
			}
		}
	}

	private static SortedMap<String, String> extensions(Statement statement) throws SQLException {
		SortedMap<String, String> extensions = new TreeMap<>();
		try (ResultSet rows = statement.executeQuery("SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e "
				+ "JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace")) {
			while (rows.next()) {
				extensions.put(rows.getString(1), rows.getString(2));
			}
		}
		return extensions;
	}

}
