SELECT 'pg_conversion'::regclass::oid, c.oid, 'CONVERSION', c.connamespace, c.conname,
  format('CREATE %sCONVERSION %I.%I FOR %L TO %L FROM %s', CASE WHEN c.condefault THEN 'DEFAULT ' ELSE '' END,
    n.nspname, c.conname, pg_encoding_to_char(c.conforencoding), pg_encoding_to_char(c.contoencoding),
    regexp_replace(c.conproc::regprocedure::text, '\([^()]*\)$', ''))
FROM pg_conversion c
JOIN pg_namespace n ON n.oid = c.connamespace
WHERE c.connamespace = ANY (?::oid[]) AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_conversion'::regclass AND d.objid = c.oid AND d.deptype = 'e')
