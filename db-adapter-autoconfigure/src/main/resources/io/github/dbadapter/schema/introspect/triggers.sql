SELECT t.oid, t.tgrelid, t.tgname, t.tgenabled, t.tgparentid <> 0, pg_get_triggerdef(t.oid)
FROM pg_trigger t
JOIN pg_class c ON c.oid = t.tgrelid
LEFT JOIN pg_trigger p ON p.oid = t.tgparentid
WHERE c.relnamespace = ANY (?::oid[])
  AND (NOT t.tgisinternal AND t.tgparentid = 0 OR NOT p.tgisinternal AND t.tgenabled <> p.tgenabled)
