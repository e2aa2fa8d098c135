SELECT 0::oid, 0::oid, 'SECURITY LABEL', NULL,
  format('%s ON %s %s', l.provider, i.type, i.identity),
  format('SECURITY LABEL FOR %I ON %s %s IS %L', l.provider, replace(upper(i.type), 'TABLE COLUMN', 'COLUMN'), i.identity, l.label)
FROM pg_seclabel l, pg_identify_object(l.classoid, l.objoid, l.objsubid) i
WHERE l.objoid >= 16384
