-- Where it connects to is not told: it holds a password, and only superusers may read it.
SELECT 'pg_subscription'::regclass::oid, s.oid, 'SUBSCRIPTION', NULL, s.subname,
  format('CREATE SUBSCRIPTION %I PUBLICATION %s WITH (connect = false, slot_name = %s, binary = %s, synchronous_commit = %L)',
    s.subname, (SELECT string_agg(quote_ident(p), ', ' ORDER BY p COLLATE "C") FROM unnest(s.subpublications) p),
    COALESCE(quote_literal(s.subslotname), 'NONE'), s.subbinary, s.subsynccommit)
FROM pg_subscription s
WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())
