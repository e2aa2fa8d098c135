SELECT 'pg_language'::regclass::oid, l.oid, 'LANGUAGE', NULL, l.lanname,
  format('CREATE %sLANGUAGE %I', CASE WHEN l.lanpltrusted THEN 'TRUSTED ' ELSE '' END, l.lanname)
  || COALESCE(' HANDLER ' || regexp_replace(NULLIF(l.lanplcallfoid, 0)::regprocedure::text, '\([^()]*\)$', ''), '')
  || COALESCE(' INLINE ' || regexp_replace(NULLIF(l.laninline, 0)::regprocedure::text, '\([^()]*\)$', ''), '')
  || COALESCE(' VALIDATOR ' || regexp_replace(NULLIF(l.lanvalidator, 0)::regprocedure::text, '\([^()]*\)$', ''), '')
FROM pg_language l
WHERE l.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_language'::regclass AND d.objid = l.oid AND d.deptype = 'e')
