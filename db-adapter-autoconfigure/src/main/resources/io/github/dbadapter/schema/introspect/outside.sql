-- Names of relations out of scope to which foreign keys or inheritance lead.
SELECT r.oid, n.nspname, r.relname, a.attnum, a.attname
FROM (SELECT confrelid AS oid FROM pg_constraint WHERE contype = 'f' AND connamespace = ANY (?::oid[])
  UNION SELECT h.inhparent FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
    WHERE c.relkind IN ('r', 'p', 'f') AND c.relnamespace = ANY (?::oid[])) x
JOIN pg_class r ON r.oid = x.oid AND r.relnamespace <> ALL (?::oid[])
JOIN pg_namespace n ON n.oid = r.relnamespace
JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
