SELECT t.oid, t.typnamespace, t.typname, format_type(r.rngsubtype, NULL), mn.nspname, m.typname,
  CASE WHEN NOT o.opcdefault THEN (SELECT quote_ident(n.nspname) || '.' || quote_ident(o.opcname)
    FROM pg_namespace n WHERE n.oid = o.opcnamespace) END,
  CASE WHEN r.rngcollation <> s.typcollation THEN (SELECT quote_ident(n.nspname) || '.' || quote_ident(l.collname)
    FROM pg_collation l JOIN pg_namespace n ON n.oid = l.collnamespace WHERE l.oid = r.rngcollation) END,
  (SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = r.rngcanonical),
  (SELECT quote_ident(n.nspname) || '.' || quote_ident(p.proname)
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = r.rngsubdiff)
FROM pg_range r
JOIN pg_type t ON t.oid = r.rngtypid
JOIN pg_type m ON m.oid = r.rngmultitypid
JOIN pg_namespace mn ON mn.oid = m.typnamespace
JOIN pg_type s ON s.oid = r.rngsubtype
JOIN pg_opclass o ON o.oid = r.rngsubopc
WHERE t.typnamespace = ANY (?::oid[])
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
