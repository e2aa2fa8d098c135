-- Passwords are told as asterisks, and others' mappings without their options.
SELECT x.classid, x.oid, x.type, NULL, x.name, x.definition
  || COALESCE((SELECT ' OPTIONS (' || string_agg(format('%I %L', o.option_name,
      CASE WHEN o.option_name ~* 'pass|secret|token' OR x.type = 'USER MAPPING' AND o.option_name ~* 'key' THEN '********'
        ELSE o.option_value END), ', ' ORDER BY o.option_name COLLATE "C") || ')'
    FROM pg_options_to_table(x.options) o HAVING count(*) > 0), '')
FROM (
  SELECT 'pg_foreign_data_wrapper'::regclass::oid AS classid, w.oid, 'FOREIGN DATA WRAPPER' AS type,
    w.fdwname::text AS name,
    format('CREATE FOREIGN DATA WRAPPER %I', w.fdwname)
      || COALESCE(' HANDLER ' || regexp_replace(NULLIF(w.fdwhandler, 0)::regprocedure::text, '\([^()]*\)$', ''), '')
      || COALESCE(' VALIDATOR ' || regexp_replace(NULLIF(w.fdwvalidator, 0)::regprocedure::text, '\([^()]*\)$', ''), '')
      AS definition,
    w.fdwoptions AS options
  FROM pg_foreign_data_wrapper w
  UNION ALL
  SELECT 'pg_foreign_server'::regclass, s.oid, 'SERVER', s.srvname,
    format('CREATE SERVER %I', s.srvname) || COALESCE(' TYPE ' || quote_literal(NULLIF(s.srvtype, '')), '')
      || COALESCE(' VERSION ' || quote_literal(NULLIF(s.srvversion, '')), '')
      || format(' FOREIGN DATA WRAPPER %I', w.fdwname),
    s.srvoptions
  FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
  UNION ALL
  SELECT 'pg_user_mapping'::regclass, m.umid, 'USER MAPPING',
    format('FOR %s SERVER %I', CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END, m.srvname),
    format('CREATE USER MAPPING FOR %s SERVER %I', CASE WHEN m.umuser = 0 THEN 'PUBLIC' ELSE quote_ident(m.usename) END,
      m.srvname),
    m.umoptions
  FROM pg_user_mappings m
) x
WHERE x.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = x.classid AND d.objid = x.oid AND d.deptype = 'e')
