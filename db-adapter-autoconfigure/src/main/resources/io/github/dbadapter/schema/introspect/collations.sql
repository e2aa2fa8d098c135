SELECT 'pg_collation'::regclass::oid, c.oid, 'COLLATION', c.collnamespace, c.collname,
  format('CREATE COLLATION %I.%I (', n.nspname, c.collname)
  || concat_ws(', ',
    'provider = ' || CASE c.collprovider WHEN 'i' THEN 'icu' WHEN 'b' THEN 'builtin' ELSE 'libc' END,
    CASE WHEN NOT c.collisdeterministic THEN 'deterministic = false' END,
    CASE WHEN c.collprovider <> 'c' THEN 'locale = ' || quote_literal(
      c.collcollate -- @until 14
      c.colliculocale -- @from 15 -- @until 16
      c.colllocale -- @from 17
      ) END,
    CASE WHEN c.collprovider = 'c' AND c.collcollate = c.collctype
      THEN 'locale = ' || quote_literal(c.collcollate) END,
    CASE WHEN c.collprovider = 'c' AND c.collcollate <> c.collctype
      THEN 'lc_collate = ' || quote_literal(c.collcollate) || ', lc_ctype = ' || quote_literal(c.collctype) END,
    'rules = ' || quote_literal(c.collicurules), -- @from 16
    NULL)
  || ')'
FROM pg_collation c
JOIN pg_namespace n ON n.oid = c.collnamespace
WHERE c.collnamespace = ANY (?::oid[]) AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_collation'::regclass AND d.objid = c.oid AND d.deptype = 'e')
