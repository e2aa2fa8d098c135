CREATE TABLE thing (id int PRIMARY KEY, name text);
CREATE TYPE pair AS (a int, b text);
CREATE FUNCTION plus(a int, b int DEFAULT 1, c numeric DEFAULT 1.50, d text DEFAULT 'it''s', e timestamptz DEFAULT now()) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 5 AS 'SELECT $1 + $2';
CREATE FUNCTION plus(a text, VARIADIC more text[]) RETURNS text LANGUAGE sql STABLE LEAKPROOF AS $$ SELECT $1 || array_to_string($2, ',') $$;
CREATE FUNCTION plus(anyelement, anyarray) RETURNS anyarray LANGUAGE sql AS $$ SELECT $2 || $1 $$;
CREATE FUNCTION outs(IN a int, OUT b int, INOUT c text, OUT d pair) LANGUAGE plpgsql AS $body$ BEGIN b := a; d := ROW(1, $q$x$q$); END $body$;
CREATE FUNCTION rows_of(x thing) RETURNS SETOF thing LANGUAGE sql ROWS 10 AS 'SELECT x.*';
CREATE FUNCTION table_of(n int) RETURNS TABLE ("Key" int, value pair[]) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET work_mem = '8MB' SET "DateStyle" = 'ISO, DMY' AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION record_of() RETURNS SETOF record LANGUAGE sql AS 'SELECT 1, 2';
CREATE FUNCTION "Mixed"(numeric(10,2), varchar(5), "char", time(3) with time zone, bit varying, interval day to second) RETURNS void LANGUAGE plpgsql CALLED ON NULL INPUT AS E'BEGIN\n\tRAISE NOTICE ''%'', $1; -- $$ \\ \nEND';
CREATE FUNCTION window_like(anycompatible, anycompatiblearray) RETURNS anycompatible LANGUAGE sql IMMUTABLE AS 'SELECT $1';
CREATE PROCEDURE does(INOUT n int DEFAULT 3, t thing DEFAULT NULL) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; COMMIT; END $$;
CREATE PROCEDURE does(text) LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE FUNCTION uses(n int DEFAULT plus(2, 3)) RETURNS int LANGUAGE sql AS 'SELECT n';
-- change: FUNCTION_DEFINITION_CHANGED
CREATE OR REPLACE FUNCTION plus(a text, VARIADIC more text[]) RETURNS text LANGUAGE sql STABLE LEAKPROOF AS $$ SELECT $1 || array_to_string($2, ';') $$;
