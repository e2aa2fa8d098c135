package io.github.dbadapter.schema.source;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names of a live database that a script could reach by accident.
 *
 * @param schemas all schemas but the system's
 * @param members names of the extensions' types, functions, operators and so on, by
 * schema
 * @param relations names of all relations, by schema, of the schemas with such members
 */
record LiveNames(Set<String> schemas, Map<String, Set<String>> members, Map<String, Set<String>> relations) {

	private static final String SCHEMAS = """
			SELECT nspname FROM pg_catalog.pg_namespace
			WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'""";

	private static final String MEMBERS = """
			WITH object AS (
			  SELECT 'pg_catalog.pg_proc'::regclass::oid AS classid, oid, proname AS name, pronamespace AS schema
			  FROM pg_catalog.pg_proc
			  UNION ALL
			  SELECT 'pg_catalog.pg_type'::regclass, oid, typname, typnamespace FROM pg_catalog.pg_type
			  UNION ALL
			  SELECT 'pg_catalog.pg_operator'::regclass, oid, oprname, oprnamespace FROM pg_catalog.pg_operator
			  UNION ALL
			  SELECT 'pg_catalog.pg_opclass'::regclass, oid, opcname, opcnamespace FROM pg_catalog.pg_opclass
			  UNION ALL
			  SELECT 'pg_catalog.pg_opfamily'::regclass, oid, opfname, opfnamespace FROM pg_catalog.pg_opfamily
			  UNION ALL
			  SELECT 'pg_catalog.pg_collation'::regclass, oid, collname, collnamespace FROM pg_catalog.pg_collation
			  UNION ALL
			  SELECT 'pg_catalog.pg_ts_config'::regclass, oid, cfgname, cfgnamespace FROM pg_catalog.pg_ts_config
			  UNION ALL
			  SELECT 'pg_catalog.pg_ts_dict'::regclass, oid, dictname, dictnamespace FROM pg_catalog.pg_ts_dict
			  UNION ALL
			  SELECT 'pg_catalog.pg_ts_parser'::regclass, oid, prsname, prsnamespace FROM pg_catalog.pg_ts_parser
			  UNION ALL
			  SELECT 'pg_catalog.pg_ts_template'::regclass, oid, tmplname, tmplnamespace
			  FROM pg_catalog.pg_ts_template)
			SELECT DISTINCT n.nspname, o.name
			FROM pg_catalog.pg_depend d
			JOIN object o ON o.classid = d.classid AND o.oid = d.objid
			JOIN pg_catalog.pg_namespace n ON n.oid = o.schema
			WHERE d.deptype = 'e' AND n.nspname <> 'pg_catalog'""";

	private static final String RELATIONS = """
			SELECT DISTINCT n.nspname, c.relname
			FROM pg_catalog.pg_class c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

	static LiveNames read(Connection connection) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			Set<String> schemas = new HashSet<>();
			try (ResultSet rows = statement.executeQuery(SCHEMAS)) {
				while (rows.next()) {
					schemas.add(rows.getString(1));
				}
			}
			Map<String, Set<String>> members = bySchema(statement, MEMBERS);
			Map<String, Set<String>> relations = members.isEmpty() ? Map.of() : bySchema(statement, RELATIONS);
			return new LiveNames(schemas, members, relations);
		}
	}

	private static Map<String, Set<String>> bySchema(Statement statement, String query) throws SQLException {
		Map<String, Set<String>> names = new HashMap<>();
		try (ResultSet rows = statement.executeQuery(query)) {
			while (rows.next()) {
				names.computeIfAbsent(rows.getString(1), (schema) -> new HashSet<>()).add(rows.getString(2));
			}
		}
		return names;
	}

	boolean isMember(String schema, String name) {
		return this.members.getOrDefault(schema, Set.of()).contains(name);
	}

	boolean isRelation(String schema, String name) {
		return this.relations.getOrDefault(schema, Set.of()).contains(name);
	}

}
