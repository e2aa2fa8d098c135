-- Without those that the server made by itself, such as the constructors of a range type.
SELECT p.oid, p.pronamespace, p.proname, p.prokind, pg_get_function_identity_arguments(p.oid),
  pg_get_function_result(p.oid), pg_get_functiondef(p.oid)
FROM pg_proc p
WHERE p.pronamespace = ANY (?::oid[]) AND p.prokind <> 'a'
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype IN ('e', 'i'))
