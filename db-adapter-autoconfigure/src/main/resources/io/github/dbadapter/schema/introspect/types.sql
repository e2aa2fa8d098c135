-- Enumerated types and domains.
SELECT t.oid, t.typnamespace, t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod),
  CASE WHEN t.typcollation <> b.typcollation THEN
    (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
      FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = t.typcollation) END,
  t.typnotnull, pg_get_expr(t.typdefaultbin, 0)
FROM pg_type t
LEFT JOIN pg_type b ON b.oid = t.typbasetype
WHERE t.typnamespace = ANY (?::oid[]) AND t.typtype IN ('e', 'd')
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
