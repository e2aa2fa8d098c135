SELECT n.oid, n.nspname, has_schema_privilege(n.oid, 'USAGE'), n.oid < 16384,
  EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_namespace'::regclass AND d.objid = n.oid AND d.deptype = 'e')
FROM pg_namespace n
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
