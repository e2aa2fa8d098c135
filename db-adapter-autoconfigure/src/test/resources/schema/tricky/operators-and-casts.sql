-- not in a transaction: concerns the whole live database
CREATE TYPE version AS (major int, minor int);
CREATE FUNCTION version_less(version, version) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT ROW($1.major, $1.minor) < ROW($2.major, $2.minor)';
CREATE FUNCTION version_equal(version, version) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1.major = $2.major AND $1.minor = $2.minor';
CREATE FUNCTION version_text(version) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1.major || '.' || $1.minor $$;
CREATE OPERATOR <<< (leftarg = version, rightarg = version, function = version_less, restrict = scalarltsel);
CREATE OPERATOR === (leftarg = version, rightarg = version, function = version_equal, commutator = ===, hashes, merges);
CREATE CAST (version AS text) WITH FUNCTION version_text(version) AS ASSIGNMENT;
CREATE TABLE release (v version CHECK (v <<< ROW(9, 9)::version), w version, label text);
CREATE VIEW labels AS SELECT v::text AS label FROM release WHERE v === w;
-- change: OTHER_MISSING, VIEW_DEFINITION_CHANGED
DROP VIEW labels; DROP CAST (version AS text);
CREATE VIEW labels AS SELECT version_text(v) AS label FROM release WHERE v === w;
