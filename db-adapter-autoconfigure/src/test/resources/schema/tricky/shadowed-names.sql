CREATE SCHEMA shadow;
CREATE DOMAIN shadow.text AS varchar(7);
CREATE TYPE shadow.int4 AS (x pg_catalog.int4);
CREATE TABLE shadow.pg_class (relname shadow.text, oid int, plain text, composite shadow.int4);
CREATE FUNCTION shadow.lower(text) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE FUNCTION shadow.now() RETURNS timestamptz LANGUAGE sql STABLE AS 'SELECT pg_catalog.now()';
CREATE FUNCTION shadow.same(int, int) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
CREATE OPERATOR shadow.= (leftarg = int, rightarg = int, function = shadow.same);
CREATE TABLE shadow.user_table (a text DEFAULT shadow.lower('X'), b text DEFAULT lower('X'), c timestamptz DEFAULT shadow.now(), d timestamptz DEFAULT now(),
  e int CHECK (e OPERATOR(shadow.=) 3), f int CHECK (f = 3));
CREATE INDEX ON shadow.user_table (shadow.lower(a), lower(a));
CREATE VIEW shadow.pg_tables AS SELECT c.relname, p.relname AS real FROM shadow.pg_class c, pg_catalog.pg_class p WHERE c.oid OPERATOR(shadow.=) 1;
-- change: COLUMN_DEFAULT_CHANGED
ALTER TABLE shadow.user_table ALTER c SET DEFAULT now();
