SELECT i.indexrelid, i.indrelid, c.relname, i.indisunique, i.indisclustered, i.indisreplident, i.indisvalid,
  i.indkey, i.indnkeyatts, i.indexprs IS NOT NULL OR i.indpred IS NOT NULL,
  CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid) END, c.reloptions, ts.spcname
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid AND k.contype IN ('p', 'u', 'x')
LEFT JOIN pg_tablespace ts ON ts.oid = c.reltablespace
WHERE c.relnamespace = ANY (?::oid[])
