-- ALTER … DEPENDS ON EXTENSION …
SELECT 0::oid, 0::oid, 'EXTENSION DEPENDENCY', NULL,
  format('%s %s ON %I', i.type, i.identity, e.extname),
  format('ALTER %s %s DEPENDS ON EXTENSION %I', upper(i.type), i.identity, e.extname)
FROM pg_depend d
JOIN pg_extension e ON e.oid = d.refobjid, pg_identify_object(d.classid, d.objid, 0) i
WHERE d.refclassid = 'pg_extension'::regclass AND d.deptype = 'x' AND d.objid >= 16384
