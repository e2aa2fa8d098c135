SELECT e.oid, e.extname, n.nspname, e.extversion,
  (SELECT x.comment FROM pg_available_extensions() x WHERE x.name = e.extname)
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
WHERE e.oid >= 16384
