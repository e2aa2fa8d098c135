-- Of relations and composite types; of indexes only where a statistics target is set.
SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod,
  CASE WHEN a.attcollation <> t.typcollation THEN
    (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
      FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = a.attcollation) END,
  a.attnotnull, a.attidentity, a.attgenerated, a.attislocal, NULLIF(a.attstattarget, -1),
  CASE a.attcompression WHEN 'p' THEN 'pglz' WHEN 'l' THEN 'lz4' END,
  a.attoptions, a.attfdwoptions, pg_get_expr(d.adbin, d.adrelid), d.oid
FROM pg_class c
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
WHERE c.relnamespace = ANY (?::oid[])
  AND (c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') OR c.relkind IN ('i', 'I') AND a.attstattarget >= 0)
