-- not in a transaction: loads a library
CREATE FUNCTION add(state numeric, v int) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) + coalesce($2, 0)';
CREATE FUNCTION sub(state numeric, v int) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT coalesce($1, 0) - coalesce($2, 0)';
CREATE FUNCTION finish(numeric) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT ''sum '' || $1';
CREATE FUNCTION merged(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 + $2';
CREATE AGGREGATE total(v int) (SFUNC = add, STYPE = numeric, INITCOND = '0', FINALFUNC = finish, COMBINEFUNC = merged, PARALLEL = SAFE,
  MSFUNC = add, MINVFUNC = sub, MSTYPE = numeric, MINITCOND = '0', MFINALFUNC = finish);
CREATE AGGREGATE longest(text) (SFUNC = textcat, STYPE = text, SSPACE = 100);
CREATE AGGREGATE biggest(int) (SFUNC = int4larger, STYPE = int, SORTOP = >);
CREATE FUNCTION ordered_step(internal, float8) RETURNS internal LANGUAGE internal AS 'ordered_set_transition';
CREATE FUNCTION ordered_final(internal, float8, float8) RETURNS float8 LANGUAGE internal AS 'percentile_disc_final';
CREATE AGGREGATE my_percentile(float8 ORDER BY float8) (SFUNC = ordered_step, STYPE = internal, FINALFUNC = ordered_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_WRITE);
CREATE TABLE n (v int, g text);
CREATE VIEW totals AS SELECT g, total(v), biggest(v) OVER () AS b, my_percentile(0.5) WITHIN GROUP (ORDER BY v) AS p FROM n GROUP BY g, v;
COMMENT ON AGGREGATE total(int) IS 'sum as text';
-- change: AGGREGATE_DEFINITION_CHANGED
CREATE OR REPLACE AGGREGATE longest(text) (SFUNC = textcat, STYPE = text, SSPACE = 200);
