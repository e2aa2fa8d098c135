SELECT 'pg_type'::regclass::oid, t.oid, 'TYPE', t.typnamespace, t.typname,
  CASE WHEN NOT t.typisdefined THEN format('CREATE TYPE %I.%I', n.nspname, t.typname) ELSE
    format(E'CREATE TYPE %I.%I (\n    ', n.nspname, t.typname) || concat_ws(E',\n    ',
      'INPUT = ' || regexp_replace(t.typinput::regprocedure::text, '\([^()]*\)$', ''),
      'OUTPUT = ' || regexp_replace(t.typoutput::regprocedure::text, '\([^()]*\)$', ''),
      'RECEIVE = ' || regexp_replace(NULLIF(t.typreceive, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'SEND = ' || regexp_replace(NULLIF(t.typsend, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'TYPMOD_IN = ' || regexp_replace(NULLIF(t.typmodin, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'TYPMOD_OUT = ' || regexp_replace(NULLIF(t.typmodout, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'ANALYZE = ' || regexp_replace(NULLIF(t.typanalyze, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'SUBSCRIPT = ' || regexp_replace(NULLIF(t.typsubscript, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'INTERNALLENGTH = ' || CASE t.typlen WHEN -1 THEN 'variable' ELSE t.typlen::text END,
      CASE WHEN t.typbyval THEN 'PASSEDBYVALUE' END,
      'ALIGNMENT = ' || CASE t.typalign WHEN 'c' THEN 'char' WHEN 's' THEN 'int2' WHEN 'd' THEN 'double' ELSE 'int4' END,
      'STORAGE = ' || CASE t.typstorage WHEN 'p' THEN 'plain' WHEN 'e' THEN 'external' WHEN 'x' THEN 'extended'
        ELSE 'main' END,
      CASE WHEN t.typcategory <> 'U' THEN 'CATEGORY = ' || quote_literal(t.typcategory::text) END,
      CASE WHEN t.typispreferred THEN 'PREFERRED = true' END,
      'DEFAULT = ' || quote_literal(t.typdefault),
      CASE WHEN t.typelem <> 0 THEN 'ELEMENT = ' || format_type(t.typelem, NULL) END,
      CASE WHEN t.typdelim <> ',' THEN 'DELIMITER = ' || quote_literal(t.typdelim::text) END,
      CASE WHEN t.typcollation <> 0 THEN 'COLLATABLE = true' END) || E'\n)' END
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typnamespace = ANY (?::oid[]) AND (t.typtype = 'b' AND NOT (t.typelem <> 0 AND t.typinput = 'array_in'::regproc)
    OR t.typtype = 'p')
  AND NOT EXISTS (SELECT FROM pg_depend d
    WHERE d.classid = 'pg_type'::regclass AND d.objid = t.oid AND d.deptype IN ('e', 'i'))
