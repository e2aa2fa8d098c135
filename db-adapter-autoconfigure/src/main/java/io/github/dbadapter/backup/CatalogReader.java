package io.github.dbadapter.backup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.backup.CatalogTable.CatalogForeignKey;
import io.github.dbadapter.backup.CatalogTable.UniqueKey;
import io.github.dbadapter.backup.CatalogTable.UserTrigger;
import io.github.dbadapter.copy.ValueEncoding;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@link Catalog} with one query a kind, whatever the number of tables, and
 * waits for no lock of a table.
 */
final class CatalogReader {

	private static final String USER_TABLES = """
			c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relpersistence <> 't'
			AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
			AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass
				AND d.objid = c.oid AND d.deptype = 'e')""";

	/** Of one that is dropped since the snapshot nobody knows who may read it. */
	private static final String TABLES = """
			SELECT c.oid, n.nspname, c.relname, c.relkind = 'p' AS partitioned, c.reltuples::bigint AS estimate,
				has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable,
				row_security_active(c.oid) AS filtered, c.relhasrules AS rules,
				current_schema() AS default_schema
			FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE %s AND has_table_privilege(c.oid, 'SELECT') IS NOT NULL ORDER BY n.nspname, c.relname"""
		.formatted(USER_TABLES);

	/**
	 * Defaults are looked into and not rendered, because {@code pg_get_expr} waits for
	 * whoever changes the table.
	 */
	private static final String COLUMNS = """
			WITH RECURSIVE base(id, base, typmod, is_notnull) AS (
				SELECT t.oid, t.oid, -1, false FROM pg_catalog.pg_type t WHERE t.typtype <> 'd'
				UNION ALL
				SELECT d.oid, b.base, greatest(d.typtypmod, b.typmod), d.typnotnull OR b.is_notnull
				FROM pg_catalog.pg_type d JOIN base b ON d.typbasetype = b.id WHERE d.typtype = 'd'),
			uuids AS MATERIALIZED (SELECT p.oid FROM pg_catalog.pg_proc p WHERE p.proname LIKE '%uuid%')
			SELECT a.attrelid AS oid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod) AS type,
				pg_catalog.format_type(t.oid, greatest(a.atttypmod, b.typmod)) AS plaintype, t.typname, t.typcategory, CASE WHEN t.typname IN ('varchar', 'bpchar') AND a.atttypmod > 4
					THEN a.atttypmod - 4 ELSE -1 END AS length,
				CASE WHEN t.typlen = -1 AND t.typsubscript = 'array_subscript_handler'::regproc AND e.typdelim = ','
					AND t.typname NOT IN ('int2vector', 'oidvector') THEN eb.typname END AS element,
				a.attnotnull OR b.is_notnull AS is_notnull,
				b.is_notnull OR (a.attnotnull AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint v
					WHERE v.conrelid = a.attrelid AND v.contype = 'n' AND v.conkey[1] = a.attnum AND NOT v.convalidated)) AS nevernull, a.attgenerated <> '' AS generated,
				a.atthasdef OR a.attidentity <> '' OR dt.typdefault IS NOT NULL AS hasdefault,
				EXISTS (SELECT FROM uuids WHERE ad.adbin::text LIKE '%:funcid ' || uuids.oid || ' %') AS uuiddefault,
				a.attidentity = 'a' AS always, sn.nspname AS sequence_schema, s.relname AS sequence_name
			FROM pg_catalog.pg_class c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			JOIN pg_catalog.pg_type dt ON dt.oid = a.atttypid
			JOIN base b ON b.id = a.atttypid
			JOIN pg_catalog.pg_type t ON t.oid = b.base
			LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
			LEFT JOIN base be ON be.id = e.oid
			LEFT JOIN pg_catalog.pg_type eb ON eb.oid = be.base
			LEFT JOIN pg_catalog.pg_attrdef ad ON ad.adrelid = c.oid AND ad.adnum = a.attnum AND a.attgenerated = ''
			LEFT JOIN LATERAL (
				SELECT s.relname, s.relnamespace FROM pg_catalog.pg_depend d
				JOIN pg_catalog.pg_class s ON s.relkind = 'S'
					AND s.oid = CASE WHEN d.classid = 'pg_catalog.pg_attrdef'::regclass THEN d.refobjid ELSE d.objid END
				WHERE (d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.objid = ad.oid
						AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> c.oid)
					OR (a.attidentity <> '' AND d.refclassid = 'pg_catalog.pg_class'::regclass
						AND d.refobjid = c.oid AND d.refobjsubid = a.attnum
						AND d.classid = 'pg_catalog.pg_class'::regclass AND d.deptype = 'i')
				LIMIT 1) s ON true
			LEFT JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
			WHERE @TABLES@ ORDER BY a.attrelid, a.attnum"""
		.replace("@TABLES@", USER_TABLES);

	private static final String KEYS = """
			SELECT c.oid, k.name, k.type, k.referenced, k.cascades, k.period,
				ARRAY(SELECT a.attname::text FROM unnest(k.columns) WITH ORDINALITY u(n, o)
					JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum = u.n ORDER BY u.o) AS columns,
				ARRAY(SELECT a.attname::text FROM unnest(k.refcolumns) WITH ORDINALITY u(n, o)
					JOIN pg_catalog.pg_attribute a ON a.attrelid = k.referenced AND a.attnum = u.n ORDER BY u.o)
					AS refcolumns
			FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			JOIN (
				SELECT conrelid AS oid, conname AS name, contype::text AS type, confrelid AS referenced,
					confdeltype = 'c' AS cascades, coalesce(pg_catalog.to_jsonb(o) ->> 'conperiod' = 'true', false) AS period,
					conkey AS columns, confkey AS refcolumns
				FROM pg_catalog.pg_constraint o LEFT JOIN pg_catalog.pg_index ON indexrelid = conindid
				WHERE (contype IN ('p', 'u') AND indisvalid) OR (contype = 'f' AND conparentid = 0)
				UNION ALL
				SELECT i.indrelid, x.relname, 'u', 0, false, false,
					(string_to_array(i.indkey::text, ' ')::smallint[])[1:i.indnkeyatts], '{}'
				FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid
				WHERE i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL
					AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conindid = i.indexrelid
						AND o.contype IN ('p', 'u', 'x'))) k ON k.oid = c.oid
			WHERE @TABLES@ ORDER BY c.oid, k.name"""
		.replace("@TABLES@", USER_TABLES);

	private static final String TRIGGERS = """
			SELECT coalesce(pg_catalog.pg_partition_root(t.tgrelid)::oid, t.tgrelid) AS oid, n.nspname, c.relname, t.tgname,
				t.tgenabled::text AS enabled, t.tgtype & 4 <> 0 AS on_insert, t.tgtype & 16 <> 0 AS on_update,
				t.tgtype & 8 <> 0 AS on_delete
			FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND t.tgenabled IN ('O', 'A')
			ORDER BY t.tgrelid, t.tgname""";

	private final Connection connection;

	private final Map<Long, List<CatalogColumn>> columns = new HashMap<>();

	private final Map<Long, List<Identifier>> primaryKeys = new HashMap<>();

	private final Map<Long, List<UniqueKey>> uniqueKeys = new HashMap<>();

	private final Map<Long, List<CatalogForeignKey>> foreignKeys = new HashMap<>();

	private final Map<Long, List<UserTrigger>> triggers = new HashMap<>();

	private CatalogReader(Connection connection) {
		this.connection = connection;
	}

	static Catalog read(Connection connection) throws SQLException {
		return new CatalogReader(connection).read();
	}

	private Catalog read() throws SQLException {
		each(COLUMNS, (row) -> add(this.columns, row, column(row)));
		each(KEYS, this::key);
		each(TRIGGERS, (row) -> add(this.triggers, row, trigger(row)));
		List<CatalogTable> tables = new ArrayList<>();
		String[] defaultSchema = { "public" };
		each(TABLES, (row) -> {
			if (row.getString("default_schema") != null) {
				defaultSchema[0] = row.getString("default_schema");
			}
			tables.add(table(row, defaultSchema[0]));
		});
		return new Catalog(defaultSchema[0], tables);
	}

	private CatalogTable table(ResultSet row, String defaultSchema) throws SQLException {
		long oid = row.getLong("oid");
		String schema = row.getString("nspname");
		String name = row.getString("relname");
		return new CatalogTable(oid, Catalog.key(schema, name, defaultSchema), QualifiedName.of(schema, name),
				row.getBoolean("partitioned"), row.getBoolean("readable"), row.getBoolean("filtered"),
				row.getLong("estimate"), this.columns.getOrDefault(oid, List.of()),
				this.primaryKeys.getOrDefault(oid, List.of()), this.uniqueKeys.getOrDefault(oid, List.of()),
				this.foreignKeys.getOrDefault(oid, List.of()), this.triggers.getOrDefault(oid, List.of()),
				row.getBoolean("rules"));
	}

	private static UserTrigger trigger(ResultSet row) throws SQLException {
		return new UserTrigger(QualifiedName.of(row.getString("nspname"), row.getString("relname")),
				new Identifier(row.getString("tgname")), row.getString("enabled"), row.getBoolean("on_insert"),
				row.getBoolean("on_update"), row.getBoolean("on_delete"));
	}

	private static CatalogColumn column(ResultSet row) throws SQLException {
		String sequence = row.getString("sequence_name");
		String type = row.getString("typname");
		return new CatalogColumn(new Identifier(row.getString("attname")), row.getString("type"),
				row.getString("plaintype"), type, row.getString("typcategory"), row.getInt("length"),
				ValueEncoding.forType(type, row.getString("element")), row.getBoolean("is_notnull"),
				row.getBoolean("nevernull"), row.getBoolean("generated"), row.getBoolean("hasdefault"),
				(sequence != null) ? QualifiedName.of(row.getString("sequence_schema"), sequence) : null,
				row.getBoolean("uuiddefault"), row.getBoolean("always"));
	}

	private void key(ResultSet row) throws SQLException {
		List<Identifier> names = identifiers(row.getArray("columns"));
		switch (row.getString("type")) {
			case "p" -> this.primaryKeys.put(row.getLong("oid"), names);
			case "u" -> add(this.uniqueKeys, row, new UniqueKey(row.getString("name"), names));
			default -> add(this.foreignKeys, row,
					new CatalogForeignKey(row.getString("name"), names, row.getLong("referenced"),
							identifiers(row.getArray("refcolumns")), row.getBoolean("cascades"),
							row.getBoolean("period")));
		}
	}

	private static List<Identifier> identifiers(@Nullable Array array) throws SQLException {
		return (array != null) ? Arrays.stream((String[]) array.getArray()).map(Identifier::new).toList() : List.of();
	}

	private static <T> void add(Map<Long, List<T>> map, ResultSet row, T value) throws SQLException {
		map.computeIfAbsent(row.getLong("oid"), (oid) -> new ArrayList<>()).add(value);
	}

	private void each(String sql, RowConsumer consumer) throws SQLException {
		try (Statement statement = this.connection.createStatement(); ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				consumer.accept(rows);
			}
		}
	}

	private interface RowConsumer {

		void accept(ResultSet row) throws SQLException;

	}

}
