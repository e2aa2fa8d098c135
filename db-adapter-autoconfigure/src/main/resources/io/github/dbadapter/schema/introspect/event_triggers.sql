SELECT 'pg_event_trigger'::regclass::oid, e.oid, 'EVENT TRIGGER', NULL, e.evtname,
  format('CREATE EVENT TRIGGER %I ON %s', e.evtname, e.evtevent)
  || COALESCE((SELECT E'\n    WHEN TAG IN (' || string_agg(quote_literal(t.tag), ', ' ORDER BY t.number) || ')'
    FROM unnest(e.evttags) WITH ORDINALITY t(tag, number)), '')
  || E'\n    EXECUTE FUNCTION ' || e.evtfoid::regprocedure
  || CASE e.evtenabled WHEN 'O' THEN '' ELSE format(E';\nALTER EVENT TRIGGER %I ', e.evtname)
    || CASE e.evtenabled WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END END
FROM pg_event_trigger e
WHERE NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_event_trigger'::regclass AND d.objid = e.oid AND d.deptype = 'e')
