SELECT 'pg_operator'::regclass::oid, o.oid, 'OPERATOR', o.oprnamespace,
  format('%s(%s,%s)', o.oprname, COALESCE(format_type(NULLIF(o.oprleft, 0), NULL), 'NONE'),
    COALESCE(format_type(NULLIF(o.oprright, 0), NULL), 'NONE')),
  format(E'CREATE OPERATOR %I.%s (\n    ', n.nspname, o.oprname)
  || concat_ws(E',\n    ',
    'FUNCTION = ' || regexp_replace(o.oprcode::regprocedure::text, '\([^()]*\)$', ''),
    'LEFTARG = ' || format_type(NULLIF(o.oprleft, 0), NULL),
    'RIGHTARG = ' || format_type(NULLIF(o.oprright, 0), NULL),
    (SELECT format('COMMUTATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname)
      FROM pg_operator c JOIN pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprcom),
    (SELECT format('NEGATOR = OPERATOR(%I.%s)', cn.nspname, c.oprname)
      FROM pg_operator c JOIN pg_namespace cn ON cn.oid = c.oprnamespace WHERE c.oid = o.oprnegate),
    CASE WHEN o.oprcanmerge THEN 'MERGES' END,
    CASE WHEN o.oprcanhash THEN 'HASHES' END,
    'RESTRICT = ' || regexp_replace(NULLIF(o.oprrest, 0)::regprocedure::text, '\([^()]*\)$', ''),
    'JOIN = ' || regexp_replace(NULLIF(o.oprjoin, 0)::regprocedure::text, '\([^()]*\)$', ''))
  || E'\n)'
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprnamespace = ANY (?::oid[]) AND o.oprcode <> 0
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_operator'::regclass AND d.objid = o.oid AND d.deptype = 'e')
