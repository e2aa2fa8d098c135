package io.github.dbadapter.client;

/**
 * What is asked of {@code pg_catalog}.
 */
final class CatalogQueries {

	/**
	 * Everything about one table as one JSON document, or no row. The types reached
	 * through domains, arrays and composites are included. As a type, the name of the
	 * table may mean another one.
	 */
	static final String TABLE = """
			WITH RECURSIVE relation AS (
				SELECT c.oid, $2 IS NOT NULL OR pg_catalog.to_regtype('"' || replace(c.relname, '"', '""') || '"')
					IS NOT DISTINCT FROM c.reltype AS is_own_type
				FROM pg_catalog.pg_class c
				JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
				WHERE c.relname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
					AND (n.nspname = $2 OR ($2 IS NULL AND pg_catalog.pg_table_is_visible(c.oid)))
			), attribute AS (
				SELECT a.attnum, a.attname, a.atttypid, a.atttypmod, a.attgenerated, a.attidentity
				FROM pg_catalog.pg_attribute a
				JOIN relation r ON r.oid = a.attrelid
				WHERE a.attnum > 0 AND NOT a.attisdropped
			), reached (oid) AS (
				SELECT atttypid FROM attribute
				UNION
				SELECT next.oid
				FROM reached
				JOIN pg_catalog.pg_type t ON t.oid = reached.oid
				CROSS JOIN LATERAL (
					SELECT t.typbasetype WHERE t.typtype = 'd'
					UNION ALL
					SELECT t.typelem WHERE t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc
					UNION ALL
					SELECT ca.atttypid
					FROM pg_catalog.pg_attribute ca
					WHERE t.typtype = 'c' AND ca.attrelid = t.typrelid AND ca.attnum > 0 AND NOT ca.attisdropped
				) AS next (oid)
			), keys AS (
				SELECT i.indisprimary, ic.relname,
					i.indpred IS NULL AND i.indexprs IS NULL AND i.indimmediate AND i.indisvalid AS plain,
					(SELECT pg_catalog.json_agg(a.attname ORDER BY k.position)
						FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, position)
						JOIN attribute a ON a.attnum = k.attnum
						WHERE k.position <= i.indnkeyatts) AS columns
				FROM pg_catalog.pg_index i
				JOIN relation r ON r.oid = i.indrelid
				JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
				WHERE i.indisunique
			)
			SELECT pg_catalog.json_build_object('is_own_type', is_own_type,
				'columns', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', attname, 'type', atttypid,
						'declared', pg_catalog.format_type(atttypid, atttypmod),
						'computed', attgenerated <> '', 'numbered', attidentity = 'a') ORDER BY attnum) FROM attribute),
				'keys', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', relname, 'primary', indisprimary,
						'plain', plain, 'columns', columns) ORDER BY relname)
					FROM keys WHERE columns IS NOT NULL),
				'constraints', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', c.conname, 'columns',
						(SELECT pg_catalog.json_agg(a.attname ORDER BY k.position)
							FROM pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (attnum, position)
							JOIN attribute a ON a.attnum = k.attnum)) ORDER BY c.conname)
					FROM pg_catalog.pg_constraint c
					JOIN relation r ON r.oid = c.conrelid
					WHERE c.conkey IS NOT NULL),
				'types', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('oid', t.oid,
						'name', pg_catalog.format_type(t.oid, NULL), 'short', t.typname, 'kind', t.typtype,
						'base', t.typbasetype, 'delimiter', t.typdelim,
						'element', CASE WHEN t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc
							THEN t.typelem::pg_catalog.int8 ELSE 0 END,
						'attributes', (SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', ca.attname,
								'type', ca.atttypid) ORDER BY ca.attnum)
							FROM pg_catalog.pg_attribute ca
							WHERE t.typtype = 'c' AND ca.attrelid = t.typrelid AND ca.attnum > 0
								AND NOT ca.attisdropped)) ORDER BY t.oid)
					FROM pg_catalog.pg_type t
					WHERE t.oid IN (SELECT oid FROM reached)))::pg_catalog.text
			FROM relation""";

	/** All types whose values are not just text, for results of any statement. */
	static final String TYPES = """
			SELECT pg_catalog.json_build_object('types', pg_catalog.json_agg(pg_catalog.json_build_object('oid', t.oid,
				'name', pg_catalog.format_type(t.oid, NULL), 'short', t.typname, 'kind', t.typtype,
				'base', t.typbasetype, 'delimiter', t.typdelim,
				'element', CASE WHEN t.typinput = 'pg_catalog.array_in'::pg_catalog.regproc
					THEN t.typelem::pg_catalog.int8 ELSE 0 END)))::pg_catalog.text
			FROM pg_catalog.pg_type t
			LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
			WHERE t.typtype IN ('b', 'd') AND coalesce(e.typrelid, 0) = 0""";

	/** Names for a hint when a table is not there. */
	static final String NAMES = """
			SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname::pg_catalog.text
				ELSE n.nspname || '.' || c.relname END
			FROM pg_catalog.pg_class c
			JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
			WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname NOT LIKE 'pg\\_%'
				AND n.nspname <> 'information_schema'
			ORDER BY 1
			LIMIT 5000""";

	private CatalogQueries() {
	}

}
