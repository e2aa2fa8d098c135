SELECT oid, conrelid, conkey[1], conname, convalidated, connoinherit, conislocal
FROM pg_constraint
WHERE contype = 'n' AND conrelid <> 0 AND connamespace = ANY (?::oid[])
