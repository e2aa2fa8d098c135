SELECT e.enumtypid, e.enumlabel
FROM pg_enum e
JOIN pg_type t ON t.oid = e.enumtypid
WHERE t.typnamespace = ANY (?::oid[])
ORDER BY e.enumtypid, e.enumsortorder
