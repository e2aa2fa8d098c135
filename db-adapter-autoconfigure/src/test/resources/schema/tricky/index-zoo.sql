CREATE FUNCTION norm(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS 'SELECT lower(trim($1))';
CREATE TABLE t (id int, name varchar(40), code char(3), at timestamptz, tags text[], doc jsonb, ip inet, r int4range, tsv tsvector, b boolean, n numeric);
CREATE UNIQUE INDEX u1 ON t (norm(name)) WHERE NOT b AND code IN ('a', 'b', 'c');
CREATE INDEX i1 ON t (id DESC NULLS LAST, name varchar_pattern_ops, (at AT TIME ZONE 'UTC') DESC) INCLUDE (n, doc);
CREATE INDEX i2 ON t USING gin (tags, doc);
CREATE INDEX i3 ON t USING gin (to_tsvector('english', coalesce(name, '') || ' ' || coalesce(doc ->> 'x', '')));
CREATE INDEX i4 ON t USING gist (r, ip inet_ops);
CREATE INDEX i5 ON t USING spgist (ip);
CREATE INDEX i6 ON t USING brin (at, n) WHERE n IS NOT NULL;
CREATE INDEX i7 ON t ((doc -> 'a' ->> 'b'), ((doc #>> '{c,d}')::int), (CASE WHEN b THEN id ELSE -id END), (name || code::text));
CREATE INDEX i8 ON t (lower((name)::text) text_pattern_ops, date_trunc('day'::text, at AT TIME ZONE 'UTC'::text)) WHERE at > '2020-01-01'::timestamptz AND (name)::text ~~ 'a%';
CREATE INDEX ON t (id); CREATE INDEX ON t (id); CREATE INDEX ON t (id, name);
ALTER INDEX i7 ALTER COLUMN 1 SET STATISTICS 77;
-- change: INDEX_DEFINITION_CHANGED
DROP INDEX u1;
CREATE UNIQUE INDEX u1 ON t (norm(name)) WHERE NOT b AND code IN ('a', 'b', 'd');
