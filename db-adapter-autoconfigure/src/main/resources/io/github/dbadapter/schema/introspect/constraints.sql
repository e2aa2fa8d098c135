-- Foreign keys that were cloned between a partitioned table and its partitions left out.
SELECT c.oid, c.conrelid, c.conname, c.contype, c.conkey, c.confrelid, c.confkey, c.convalidated, c.conislocal,
  c.conindid, pg_get_constraintdef(c.oid)
FROM pg_constraint c
WHERE c.connamespace = ANY (?::oid[]) AND c.conrelid <> 0
  AND (c.contype IN ('p', 'u', 'x', 'c') OR c.contype = 'f' AND c.conparentid = 0)
