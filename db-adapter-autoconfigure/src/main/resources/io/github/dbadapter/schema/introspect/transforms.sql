SELECT 'pg_transform'::regclass::oid, t.oid, 'TRANSFORM', NULL,
  format('FOR %s LANGUAGE %I', format_type(t.trftype, NULL), l.lanname),
  format('CREATE TRANSFORM FOR %s LANGUAGE %I (', format_type(t.trftype, NULL), l.lanname)
  || concat_ws(', ', 'FROM SQL WITH FUNCTION ' || NULLIF(t.trffromsql, 0)::regprocedure,
    'TO SQL WITH FUNCTION ' || NULLIF(t.trftosql, 0)::regprocedure) || ')'
FROM pg_transform t
JOIN pg_language l ON l.oid = t.trflang
WHERE t.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_transform'::regclass AND d.objid = t.oid AND d.deptype = 'e')
