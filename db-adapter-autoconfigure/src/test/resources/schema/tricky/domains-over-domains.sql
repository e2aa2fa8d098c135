CREATE DOMAIN positive AS int CHECK (VALUE > 0);
CREATE DOMAIN small AS positive DEFAULT 3 NOT NULL CONSTRAINT below CHECK (VALUE < 100) CHECK (VALUE <> 13);
CREATE DOMAIN ids AS positive[] CHECK (array_length(VALUE, 1) < 5 AND 0 <> ALL (VALUE));
CREATE DOMAIN code AS varchar(3) CHECK (VALUE::text ~ '^[A-Z]+$' OR VALUE IN ('a', 'b'));
CREATE TYPE order_line AS (amount small, codes code[], ids ids);
CREATE DOMAIN heavy_line AS order_line CHECK ((VALUE).amount > 10);
CREATE TABLE sheet (s small, i ids, lines order_line[], heavy heavy_line, matrix positive[][], "default" small DEFAULT 7::small);
CREATE FUNCTION first_of(ids) RETURNS positive LANGUAGE sql IMMUTABLE AS 'SELECT $1[1]';
ALTER DOMAIN code ADD CONSTRAINT later CHECK (VALUE <> 'zzz') NOT VALID;
-- change: CONSTRAINT_MISSING
ALTER DOMAIN small DROP CONSTRAINT below;
