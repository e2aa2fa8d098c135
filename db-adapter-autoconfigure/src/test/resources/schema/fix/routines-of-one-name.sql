CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a $$;
CREATE FUNCTION f(a text, b int DEFAULT 3) RETURNS int LANGUAGE sql AS $$ SELECT b $$;
CREATE FUNCTION f(VARIADIC a numeric[]) RETURNS numeric LANGUAGE sql AS $$ SELECT a[1] $$;
CREATE FUNCTION g(IN a int, OUT b int, OUT c text) LANGUAGE sql AS $$ SELECT a, 'x'::text $$;
CREATE FUNCTION h(a int) RETURNS TABLE (x int, y text) LANGUAGE sql AS $$ SELECT a, 'x'::text $$;
CREATE VIEW v AS SELECT f(1) AS a, f('x') AS b, (g(1)).c AS c;
CREATE FUNCTION k(a int) RETURNS int LANGUAGE sql AS $$ SELECT 1 $$;
CREATE PROCEDURE l() LANGUAGE sql AS $$ SELECT 1 $$;
CREATE AGGREGATE m(int) (SFUNC=int4pl, STYPE=int);
-- === new ===
CREATE FUNCTION f(a int) RETURNS bigint LANGUAGE sql AS $$ SELECT a::bigint $$;
CREATE FUNCTION f(a text, b int DEFAULT 4, c int DEFAULT 5) RETURNS int LANGUAGE sql AS $$ SELECT b + c $$;
CREATE FUNCTION f(VARIADIC a text[]) RETURNS text LANGUAGE sql AS $$ SELECT a[1] $$;
CREATE FUNCTION g(IN a int, OUT b int, OUT c text, OUT d date) LANGUAGE sql AS $$ SELECT a, 'x'::text, current_date $$;
CREATE FUNCTION h(a int) RETURNS TABLE (x int, z text) LANGUAGE sql ROWS 5 COST 50 AS $$ SELECT a, 'x'::text $$;
CREATE VIEW v AS SELECT f(1) AS a, f('x'::text, 1) AS b, (g(1)).c AS c;
CREATE PROCEDURE k(a int) LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION l() RETURNS void LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION m(int) RETURNS int LANGUAGE sql AS $$ SELECT $1 $$;
