CREATE TYPE pair AS (a int, b int);
CREATE TABLE t (
  id int, name varchar(20), code char(3), n numeric(10,2), at timestamptz, d date, i interval, tags text[], doc jsonb, b boolean, p pair, x xml, bits bit(4), f float8, o oid,
  CHECK (name IN ('a', 'b', 'it''s')), CHECK (name NOT IN ('x', 'y')), CHECK (code = ANY (ARRAY['abc', 'def'])), CHECK (id BETWEEN -5 AND 5), CHECK (id NOT BETWEEN SYMMETRIC 9 AND 7),
  CHECK (name LIKE 'a\_%' ESCAPE '\'), CHECK (name SIMILAR TO '(a|b)%'), CHECK (name ~* '^[a-z]+$'), CHECK (name NOT ILIKE '%x'),
  CHECK (extract(isodow FROM d) < 6), CHECK (at AT TIME ZONE 'Europe/Berlin' > '2000-01-01'), CHECK (d + 7 > d - '1 day'::interval), CHECK (i > INTERVAL '1' DAY AND i < '1 mon 2 days 03:04:05'),
  CHECK (tags @> ARRAY['x'] AND cardinality(tags) > 0 AND 'y' <> ALL (tags)), CHECK (doc ? 'a' AND doc ->> 'b' IS NOT NULL AND jsonb_typeof(doc -> 'c') = 'array'),
  CHECK (b IS NOT TRUE OR b IS UNKNOWN), CHECK ((p).a < (p).b AND p IS NOT NULL), CHECK (ROW(id, n) > ROW(1, 2.5)), CHECK (id IS DISTINCT FROM 3),
  CHECK (coalesce(nullif(n, 0), -1.50) <> greatest(1, n, least(2, 3))), CHECK (CASE code WHEN 'abc' THEN true ELSE n > 0 END), CHECK (bits = B'1010' OR bits::int = 3), CHECK (f < 'Infinity' AND f <> 'NaN' AND f > -1e-10),
  CHECK (substring(name FROM 2 FOR 3) <> 'abc' AND position('x' IN name) = 0 AND overlay(name PLACING 'y' FROM 1) <> trim(BOTH ' ' FROM name)),
  CHECK (n::int % 2 = 0 AND n ^ 2 < 100 AND @ n > 0 AND |/ n > 1 AND -n < 0), CHECK (xmlexists('//a' PASSING x)), CHECK (o::regclass::text <> 'pg_class'), CHECK (current_date > d OR localtimestamp > at),
  CONSTRAINT deep CHECK (((id > 1 OR (id < -1 AND NOT (b AND n > 2))) AND (n IS NULL)) OR (id = ANY ('{1,2,3}'::int[])))
);
ALTER TABLE t ADD CONSTRAINT later CHECK (id > 100) NOT VALID, ADD CONSTRAINT here CHECK (n > 1) NO INHERIT;
-- change: CONSTRAINT_DEFINITION_CHANGED
ALTER TABLE t DROP CONSTRAINT deep, ADD CONSTRAINT deep CHECK (((id > 1 OR (id < -1 AND NOT (b AND n > 3))) AND (n IS NULL)) OR (id = ANY ('{1,2,3}'::int[])));
