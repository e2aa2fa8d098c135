package io.github.dbadapter.schema.fix;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.fix.DatabaseFacts.Grant;
import io.github.dbadapter.schema.fix.DatabaseFacts.Rights;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Owners and grants of all objects, as the catalog has them.
 *
 * @param role quoted current role
 * @param objects owner, grants and what a new object would have, by object
 */
record RightsReader(String role, SortedMap<ObjectReference, Entry> objects) {

	private static final String QUERY = """
			WITH object AS (
			  SELECT CASE c.relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED_VIEW' WHEN 'S' THEN 'SEQUENCE'
			           ELSE 'TABLE' END AS kind, c.relnamespace AS namespace, c.relname::text AS name,
			         NULL::text AS detail, c.relowner AS owner, c.relacl AS acl,
			         CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END AS type, CASE c.relkind WHEN 'S' THEN 'S' ELSE 'r' END AS defaults,
			         c.oid || ' 0' AS id
			  FROM pg_class c WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm', 'S')
			  UNION ALL
			  SELECT 'COLUMN', c.relnamespace, c.relname, a.attname, NULL, a.attacl, 'c', '-', c.oid || ' ' || a.attnum
			  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
			  WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm')
			  UNION ALL
			  SELECT CASE p.prokind WHEN 'a' THEN 'AGGREGATE' WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END,
			         p.pronamespace, p.proname, pg_get_function_identity_arguments(p.oid), p.proowner, p.proacl, 'f', 'f',
			         p.oid || ' routine'
			  FROM pg_proc p
			  UNION ALL
			  SELECT CASE t.typtype WHEN 'e' THEN 'ENUM' WHEN 'd' THEN 'DOMAIN' WHEN 'r' THEN 'RANGE_TYPE'
			           ELSE 'COMPOSITE_TYPE' END, t.typnamespace, t.typname, NULL, t.typowner, t.typacl, 'T', 'T',
			         t.oid || ' type'
			  FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
			  WHERE t.typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
			SELECT o.kind, n.nspname, o.name, o.detail, quote_ident(r.rolname), x.source, x.grantee, x.privilege_type,
			       x.is_grantable, o.id
			FROM object o
			JOIN pg_namespace n ON n.oid = o.namespace
			LEFT JOIN pg_roles r ON r.oid = o.owner
			LEFT JOIN LATERAL (
			  SELECT 'has' AS source, e.* FROM aclexplode(CASE WHEN o.type = 'c' THEN o.acl
			    ELSE coalesce(o.acl, acldefault(o.type::"char", o.owner)) END) e
			  UNION ALL
			  SELECT 'new', e.* FROM aclexplode(CASE WHEN o.type = 'c' THEN NULL ELSE coalesce(
			    (SELECT d.defaclacl FROM pg_default_acl d WHERE d.defaclnamespace = 0 AND d.defaclobjtype = o.defaults::"char"
			       AND d.defaclrole = (SELECT u.oid FROM pg_roles u WHERE u.rolname = current_user)),
			    acldefault(o.type::"char", o.owner)) END) e
			  UNION ALL
			  SELECT 'new', e.* FROM pg_default_acl d CROSS JOIN aclexplode(d.defaclacl) e
			  WHERE d.defaclnamespace = o.namespace AND d.defaclobjtype = o.defaults::"char"
			    AND d.defaclrole = (SELECT u.oid FROM pg_roles u WHERE u.rolname = current_user)
			) y ON true
			LEFT JOIN LATERAL (SELECT y.source, y.privilege_type, y.is_grantable,
			    CASE y.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(y.grantee)) END AS grantee) x
			  ON y.source IS NOT NULL
			WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'""";

	static RightsReader read(Connection connection) throws SQLException {
		SortedMap<ObjectReference, Entry> objects = new TreeMap<>();
		try (Statement statement = connection.createStatement()) {
			String path;
			try (ResultSet row = statement.executeQuery(
					"SELECT quote_ident(current_user), current_setting('search_path'), set_config('search_path', 'pg_catalog, pg_temp', true)")) {
				row.next();
				path = row.getString(2);
				String role = row.getString(1);
				try (Statement query = connection.createStatement(); ResultSet rows = query.executeQuery(QUERY)) {
					while (rows.next()) {
						add(objects, rows);
					}
				}
				reset(connection, path);
				return new RightsReader(role, objects);
			}
		}
	}

	private static void reset(Connection connection, String path) throws SQLException {
		try (var statement = connection.prepareStatement("SELECT set_config('search_path', ?, true)")) {
			statement.setString(1, path);
			statement.executeQuery().close();
		}
	}

	private static void add(Map<ObjectReference, Entry> objects, ResultSet rows) throws SQLException {
		ObjectReference reference = new ObjectReference(ObjectKind.valueOf(rows.getString(1)),
				QualifiedName.of(rows.getString(2), rows.getString(3)), rows.getString(4));
		String owner = Objects.requireNonNullElse(rows.getString(5), "");
		String id = Objects.requireNonNullElse(rows.getString(10), "");
		Entry entry = objects.computeIfAbsent(reference,
				(key) -> new Entry(id, owner, new TreeSet<>(), new TreeSet<>()));
		String source = rows.getString(6);
		if (source != null) {
			Held held = new Held(rows.getString(7), rows.getString(8), rows.getBoolean(9));
			("has".equals(source) ? entry.has() : entry.fresh()).add(held);
		}
	}

	/** Leaves out what a new object of the current role would have anyway. */
	SortedMap<ObjectReference, Rights> toRights() {
		SortedMap<ObjectReference, Rights> rights = new TreeMap<>();
		this.objects.forEach((reference, entry) -> {
			boolean column = reference.kind() == ObjectKind.COLUMN;
			String owner = (column || entry.owner().equals(this.role)) ? null : entry.owner();
			Set<String> revokes = new LinkedHashSet<>();
			entry.fresh().forEach((held) -> {
				if (!of(entry.has(), held.grantee()).equals(of(entry.fresh(), held.grantee()))) {
					revokes.add(held.grantee());
				}
			});
			List<Grant> grants = new ArrayList<>();
			entry.has().forEach((held) -> {
				if (!of(entry.has(), held.grantee()).equals(of(entry.fresh(), held.grantee()))) {
					grants.add(new Grant(held.privilege(), null, held.grantee(), held.grantable()));
				}
			});
			if (owner != null || !revokes.isEmpty() || !grants.isEmpty()) {
				rights.put(reference, new Rights(owner, List.copyOf(revokes), grants));
			}
		});
		return rights;
	}

	/**
	 * Tells whose owner or grants are others now, also under another name.
	 */
	List<ObjectReference> changed(RightsReader after) {
		Map<String, Entry> byId = new HashMap<>();
		after.objects.values().forEach((entry) -> byId.put(entry.id(), entry));
		List<ObjectReference> changed = new ArrayList<>();
		this.objects.forEach((reference, entry) -> {
			Entry named = after.objects.get(reference);
			Entry now = byId.getOrDefault(entry.id(), (named != null) ? named : entry);
			if (!now.owner().equals(entry.owner()) || !now.has().equals(entry.has())) {
				changed.add(reference);
			}
		});
		return changed;
	}

	private static Set<Held> of(Set<Held> all, String grantee) {
		Set<Held> some = new TreeSet<>(all);
		some.removeIf((held) -> !held.grantee().equals(grantee));
		return some;
	}

	/**
	 * Rights of one object.
	 *
	 * @param id what stays the same when the object is renamed
	 * @param owner quoted role, empty for a column
	 * @param has what is granted
	 * @param fresh what a new object would grant
	 */
	record Entry(String id, String owner, Set<Held> has, Set<Held> fresh) {

	}

	/**
	 * A privilege of one role.
	 */
	record Held(String grantee, String privilege, boolean grantable) implements Comparable<Held> {

		@Override
		public int compareTo(Held other) {
			return (this.grantee + ' ' + this.privilege + ' ' + this.grantable)
				.compareTo(other.grantee + ' ' + other.privilege + ' ' + other.grantable);
		}

	}

}
