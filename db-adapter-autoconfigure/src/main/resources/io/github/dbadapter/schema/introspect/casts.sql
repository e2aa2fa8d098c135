SELECT 'pg_cast'::regclass::oid, c.oid, 'CAST', NULL,
  format('(%s AS %s)', format_type(c.castsource, NULL), format_type(c.casttarget, NULL)),
  format('CREATE CAST (%s AS %s) ', format_type(c.castsource, NULL), format_type(c.casttarget, NULL))
  || CASE c.castmethod WHEN 'b' THEN 'WITHOUT FUNCTION' WHEN 'i' THEN 'WITH INOUT'
    ELSE 'WITH FUNCTION ' || c.castfunc::regprocedure::text END
  || CASE c.castcontext WHEN 'a' THEN ' AS ASSIGNMENT' WHEN 'i' THEN ' AS IMPLICIT' ELSE '' END
FROM pg_cast c
WHERE c.oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_cast'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i'))
