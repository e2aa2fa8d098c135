SELECT p.oid, p.pronamespace, p.proname, p.prokind, pg_get_function_identity_arguments(p.oid),
  pg_get_function_result(p.oid),
  format(E'CREATE OR REPLACE AGGREGATE %I.%I(%s) (\n    ', n.nspname, p.proname,
    COALESCE(NULLIF(pg_get_function_arguments(p.oid), ''), '*'))
  || concat_ws(E',\n    ',
    'SFUNC = ' || regexp_replace(a.aggtransfn::regprocedure::text, '\([^()]*\)$', ''),
    'STYPE = ' || format_type(a.aggtranstype, NULL),
    'SSPACE = ' || NULLIF(a.aggtransspace, 0),
    'FINALFUNC = ' || regexp_replace(NULLIF(a.aggfinalfn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
    CASE WHEN a.aggfinalfn <> 0 AND a.aggfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END::"char"
      THEN 'FINALFUNC_MODIFY = '
        || CASE a.aggfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
    'COMBINEFUNC = ' || regexp_replace(NULLIF(a.aggcombinefn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    'SERIALFUNC = ' || regexp_replace(NULLIF(a.aggserialfn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    'DESERIALFUNC = ' || regexp_replace(NULLIF(a.aggdeserialfn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    'INITCOND = ' || quote_literal(a.agginitval),
    'MSFUNC = ' || regexp_replace(NULLIF(a.aggmtransfn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    'MINVFUNC = ' || regexp_replace(NULLIF(a.aggminvtransfn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    CASE WHEN a.aggmtransfn <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
    'MSSPACE = ' || NULLIF(a.aggmtransspace, 0),
    'MFINALFUNC = ' || regexp_replace(NULLIF(a.aggmfinalfn, 0)::regprocedure::text, '\([^()]*\)$', ''),
    CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
    CASE WHEN a.aggmfinalfn <> 0 AND a.aggmfinalmodify <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END::"char"
      THEN 'MFINALFUNC_MODIFY = '
        || CASE a.aggmfinalmodify WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
    'MINITCOND = ' || quote_literal(a.aggminitval),
    (SELECT format('SORTOP = OPERATOR(%I.%s)', sn.nspname, o.oprname)
      FROM pg_operator o JOIN pg_namespace sn ON sn.oid = o.oprnamespace WHERE o.oid = a.aggsortop),
    CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
    CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END)
  || E'\n)'
FROM pg_proc p
JOIN pg_aggregate a ON a.aggfnoid = p.oid
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.pronamespace = ANY (?::oid[])
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
