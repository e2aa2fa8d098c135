package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.fix.DatabaseFacts.Outside;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Finds what depends on the objects of a model and is not part of it, such as a view in a
 * schema that is not compared: in the catalog's dependencies, and by name in the bodies
 * of routines.
 */
final class OutsideReader {

	/**
	 * Each dependency with the object to which the dependent belongs. Whatever comes and
	 * goes with the object itself is left out in Java, because it is in the model.
	 */
	private static final String DEPENDENTS = """
			WITH dependent AS MATERIALIZED (
			  SELECT d.refclassid, d.refobjid, d.refobjsubid, 'pg_class'::regclass AS owner_class,
			    CASE d.classid WHEN 'pg_rewrite'::regclass THEN (SELECT w.ev_class FROM pg_rewrite w WHERE w.oid = d.objid)
			      WHEN 'pg_constraint'::regclass THEN (SELECT nullif(k.conrelid, 0) FROM pg_constraint k WHERE k.oid = d.objid)
			      WHEN 'pg_attrdef'::regclass THEN (SELECT f.adrelid FROM pg_attrdef f WHERE f.oid = d.objid)
			      WHEN 'pg_trigger'::regclass THEN (SELECT t.tgrelid FROM pg_trigger t WHERE t.oid = d.objid)
			      WHEN 'pg_policy'::regclass THEN (SELECT p.polrelid FROM pg_policy p WHERE p.oid = d.objid)
			      WHEN 'pg_class'::regclass THEN coalesce((SELECT i.indrelid FROM pg_index i WHERE i.indexrelid = d.objid), d.objid)
			    END AS owner, d.classid
			  FROM pg_depend d
			  WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384
			    AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
			    AND d.classid IN ('pg_rewrite'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass,
			      'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_class'::regclass)
			  UNION ALL
			  SELECT d.refclassid, d.refobjid, d.refobjsubid, d.classid::regclass, d.objid, d.classid
			  FROM pg_depend d
			  WHERE d.deptype IN ('n', 'a') AND d.refobjid >= 16384
			    AND d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
			    AND d.classid IN ('pg_proc'::regclass, 'pg_type'::regclass)
			), named AS (
			  SELECT DISTINCT x.refclassid, x.refobjid, x.refobjsubid, x.classid, x.owner_class, x.owner,
			    coalesce(c.relname, p.proname, t.typname)::text AS owner_name, n.nspname::text AS owner_schema,
			    CASE WHEN c.oid IS NOT NULL THEN CASE c.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view'
			      WHEN 'c' THEN 'type' ELSE 'table' END WHEN p.oid IS NOT NULL THEN 'routine' ELSE 'type' END AS owner_kind
			  FROM dependent x
			  LEFT JOIN pg_class c ON x.owner_class = 'pg_class'::regclass AND c.oid = x.owner AND c.relkind <> 'i'
			  LEFT JOIN pg_proc p ON x.owner_class = 'pg_proc'::regclass AND p.oid = x.owner
			  LEFT JOIN pg_type t ON x.owner_class = 'pg_type'::regclass AND t.oid = x.owner AND t.typrelid = 0 AND t.typelem = 0
			  JOIN pg_namespace n ON n.oid = coalesce(c.relnamespace, p.pronamespace, t.typnamespace)
			  WHERE (x.owner <> x.refobjid OR x.owner_class <> 'pg_class'::regclass) AND NOT EXISTS (SELECT FROM pg_depend e
			    WHERE e.classid = x.owner_class AND e.objid = x.owner AND (e.deptype = 'e'
			      -- the multirange of a range, and the functions that make them
			      OR e.deptype = 'i' AND e.refclassid = 'pg_type'::regclass AND x.owner_class <> 'pg_class'::regclass))
			)
			SELECT CASE WHEN p.oid IS NOT NULL THEN 'ROUTINE' WHEN t.oid IS NOT NULL AND t.typrelid = 0 THEN 'TYPE'
			    WHEN i.indexrelid IS NOT NULL THEN 'INDEX' ELSE 'RELATION' END,
			  n.nspname, coalesce(p.proname, CASE WHEN t.typrelid = 0 THEN t.typname END, h.relname),
			  CASE WHEN p.oid IS NOT NULL THEN pg_get_function_identity_arguments(p.oid)
			    WHEN i.indexrelid IS NOT NULL THEN c.relname ELSE a.attname END::text,
			  x.owner_schema, x.owner_name, x.owner_kind, x.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass,
			    'pg_proc'::regclass, 'pg_trigger'::regclass)
			FROM named x
			LEFT JOIN pg_proc p ON x.refclassid = 'pg_proc'::regclass AND p.oid = x.refobjid
			LEFT JOIN pg_type t ON x.refclassid = 'pg_type'::regclass AND t.oid = x.refobjid
			LEFT JOIN pg_class c ON c.oid = CASE x.refclassid WHEN 'pg_class'::regclass THEN x.refobjid ELSE nullif(t.typrelid, 0) END
			LEFT JOIN pg_index i ON i.indexrelid = c.oid
			LEFT JOIN pg_class h ON h.oid = coalesce(i.indrelid, c.oid)
			LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = nullif(x.refobjsubid, 0)
			JOIN pg_namespace n ON n.oid = coalesce(p.pronamespace, h.relnamespace, t.typnamespace)
			WHERE (x.owner <> coalesce(h.oid, 0) OR x.owner_class <> 'pg_class'::regclass)
			  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

	private static final String BODIES = """
			SELECT n.nspname, p.proname, pg_get_function_identity_arguments(p.oid), p.prosrc
			FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
			WHERE l.lanname NOT IN ('internal', 'c') AND p.prosrc <> ''
			  AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT EXISTS (SELECT FROM pg_depend e
			    WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')""";

	private final DatabaseSchema model;

	/** Names of what is compared; what belongs to it shares its name. */
	private final Set<QualifiedName> known;

	OutsideReader(DatabaseSchema model) {
		this.model = model;
		this.known = model.objects().keySet().stream().map(ObjectReference::name).collect(Collectors.toSet());
	}

	SortedMap<ObjectReference, List<Outside>> dependents(Connection connection) throws SQLException {
		SortedMap<ObjectReference, List<Outside>> outside = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(DEPENDENTS)) {
			while (rows.next()) {
				QualifiedName owner = QualifiedName.of(rows.getString(5), rows.getString(6));
				if (!this.known.contains(owner)) {
					Outside dependent = new Outside(rows.getString(7) + " " + owner, rows.getBoolean(8));
					for (ObjectReference object : references(rows)) {
						List<Outside> dependents = outside.computeIfAbsent(object, (key) -> new ArrayList<>());
						if (!dependents.contains(dependent)) {
							dependents.add(dependent);
						}
					}
				}
			}
		}
		return outside;
	}

	private List<ObjectReference> references(ResultSet row) throws SQLException {
		QualifiedName name = QualifiedName.of(row.getString(2), row.getString(3));
		String detail = row.getString(4);
		List<ObjectReference> references = new ArrayList<>();
		switch (row.getString(1)) {
			case "INDEX" -> {
				references.add(new ObjectReference(ObjectKind.INDEX, name, detail));
				references.add(new ObjectReference(ObjectKind.CONSTRAINT, name, detail));
			}
			case "ROUTINE" -> {
				for (ObjectKind kind : List.of(ObjectKind.FUNCTION, ObjectKind.PROCEDURE, ObjectKind.AGGREGATE)) {
					references.add(new ObjectReference(kind, name, detail));
				}
			}
			case "TYPE" -> {
				for (ObjectKind kind : List.of(ObjectKind.ENUM, ObjectKind.DOMAIN, ObjectKind.RANGE_TYPE)) {
					references.add(ObjectReference.of(kind, name));
				}
			}
			default -> {
				for (ObjectKind kind : List.of(ObjectKind.TABLE, ObjectKind.VIEW, ObjectKind.MATERIALIZED_VIEW,
						ObjectKind.SEQUENCE, ObjectKind.COMPOSITE_TYPE)) {
					references.add(ObjectReference.of(kind, name));
				}
				if (detail != null) {
					references.add(new ObjectReference(ObjectKind.COLUMN, name, detail));
				}
			}
		}
		references.removeIf((reference) -> isUnknown(reference));
		return references;
	}

	private boolean isUnknown(ObjectReference reference) {
		return switch (reference.kind()) {
			case COLUMN, INDEX, CONSTRAINT -> !this.known.contains(reference.name());
			default -> !this.model.objects().containsKey(reference);
		};
	}

	/** Returns the bodies of routines, which PostgreSQL reads when they are called. */
	static SortedMap<String, String> bodies(Connection connection) throws SQLException {
		SortedMap<String, String> bodies = new TreeMap<>();
		try (Statement statement = connection.createStatement(); ResultSet rows = statement.executeQuery(BODIES)) {
			while (rows.next()) {
				bodies.put("%s.%s(%s)".formatted(rows.getString(1), rows.getString(2), rows.getString(3)),
						rows.getString(4));
			}
		}
		return bodies;
	}

}
