SELECT s.oid, s.stxrelid, n.nspname, s.stxname, NULLIF(s.stxstattarget, -1), pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext s
JOIN pg_class c ON c.oid = s.stxrelid
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE c.relnamespace = ANY (?::oid[])
