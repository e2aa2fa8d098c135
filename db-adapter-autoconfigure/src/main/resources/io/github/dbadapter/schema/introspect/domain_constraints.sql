SELECT c.oid, c.contypid, c.conname, c.contype, c.convalidated, pg_get_constraintdef(c.oid)
FROM pg_constraint c
WHERE c.connamespace = ANY (?::oid[]) AND c.contypid <> 0
