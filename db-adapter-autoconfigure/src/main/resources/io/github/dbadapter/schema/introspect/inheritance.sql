-- Of tables and of indexes.
SELECT h.inhrelid, h.inhparent
FROM pg_inherits h
JOIN pg_class c ON c.oid = h.inhrelid
WHERE c.relnamespace = ANY (?::oid[])
ORDER BY h.inhrelid, h.inhseqno
