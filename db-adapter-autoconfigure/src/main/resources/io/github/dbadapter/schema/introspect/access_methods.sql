SELECT 'pg_am'::regclass::oid, a.oid, 'ACCESS METHOD', NULL, a.amname,
  format('CREATE ACCESS METHOD %I TYPE %s HANDLER %s', a.amname,
    CASE a.amtype WHEN 'i' THEN 'INDEX' ELSE 'TABLE' END,
    regexp_replace(a.amhandler::regprocedure::text, '\([^()]*\)$', ''))
FROM pg_am a
WHERE a.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_am'::regclass AND d.objid = a.oid AND d.deptype = 'e')
