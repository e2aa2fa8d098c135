SELECT x.classid, x.oid, x.type, x.namespace, x.name, x.definition
FROM (
  SELECT 'pg_ts_parser'::regclass::oid AS classid, p.oid, 'TEXT SEARCH PARSER' AS type, p.prsnamespace AS namespace,
    p.prsname AS name,
    format(E'CREATE TEXT SEARCH PARSER %I.%I (\n    ', n.nspname, p.prsname) || concat_ws(E',\n    ',
      'START = ' || regexp_replace(p.prsstart::regprocedure::text, '\([^()]*\)$', ''),
      'GETTOKEN = ' || regexp_replace(p.prstoken::regprocedure::text, '\([^()]*\)$', ''),
      'END = ' || regexp_replace(p.prsend::regprocedure::text, '\([^()]*\)$', ''),
      'HEADLINE = ' || regexp_replace(NULLIF(p.prsheadline, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'LEXTYPES = ' || regexp_replace(p.prslextype::regprocedure::text, '\([^()]*\)$', '')) || E'\n)' AS definition
  FROM pg_ts_parser p JOIN pg_namespace n ON n.oid = p.prsnamespace
  UNION ALL
  SELECT 'pg_ts_template'::regclass, t.oid, 'TEXT SEARCH TEMPLATE', t.tmplnamespace, t.tmplname,
    format(E'CREATE TEXT SEARCH TEMPLATE %I.%I (\n    ', n.nspname, t.tmplname) || concat_ws(E',\n    ',
      'INIT = ' || regexp_replace(NULLIF(t.tmplinit, 0)::regprocedure::text, '\([^()]*\)$', ''),
      'LEXIZE = ' || regexp_replace(t.tmpllexize::regprocedure::text, '\([^()]*\)$', '')) || E'\n)'
  FROM pg_ts_template t JOIN pg_namespace n ON n.oid = t.tmplnamespace
  UNION ALL
  SELECT 'pg_ts_dict'::regclass, d.oid, 'TEXT SEARCH DICTIONARY', d.dictnamespace, d.dictname,
    format(E'CREATE TEXT SEARCH DICTIONARY %I.%I (\n    TEMPLATE = %I.%I', n.nspname, d.dictname, tn.nspname, t.tmplname)
      || COALESCE(E',\n    ' || d.dictinitoption, '') || E'\n)'
  FROM pg_ts_dict d JOIN pg_namespace n ON n.oid = d.dictnamespace
  JOIN pg_ts_template t ON t.oid = d.dicttemplate JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
  UNION ALL
  SELECT 'pg_ts_config'::regclass, c.oid, 'TEXT SEARCH CONFIGURATION', c.cfgnamespace, c.cfgname,
    format('CREATE TEXT SEARCH CONFIGURATION %I.%I (PARSER = %I.%I)', n.nspname, c.cfgname, pn.nspname, p.prsname)
    || COALESCE((SELECT string_agg(format(E';\nALTER TEXT SEARCH CONFIGURATION %I.%I ADD MAPPING FOR %I WITH %s',
        n.nspname, c.cfgname, m.alias, m.dictionaries), '' ORDER BY m.tokid)
      FROM (SELECT k.tokid, k.alias,
          string_agg(format('%I.%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno) AS dictionaries
        FROM pg_ts_config_map m
        JOIN ts_token_type(c.cfgparser) k ON k.tokid = m.maptokentype
        JOIN pg_ts_dict d ON d.oid = m.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace
        WHERE m.mapcfg = c.oid
        GROUP BY k.tokid, k.alias) m), '')
  FROM pg_ts_config c JOIN pg_namespace n ON n.oid = c.cfgnamespace
  JOIN pg_ts_parser p ON p.oid = c.cfgparser JOIN pg_namespace pn ON pn.oid = p.prsnamespace
) x
WHERE x.namespace = ANY (?::oid[]) AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = x.classid AND d.objid = x.oid AND d.deptype = 'e')
