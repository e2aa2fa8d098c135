CREATE TABLE product (id int PRIMARY KEY, name text NOT NULL, price numeric(10,2));
CREATE VIEW cheap WITH (security_barrier) AS SELECT id, name AS "The Name" FROM product WHERE price < 10 WITH LOCAL CHECK OPTION;
ALTER VIEW cheap ALTER id SET DEFAULT 5;
COMMENT ON VIEW cheap IS 'cheap ones';
COMMENT ON COLUMN cheap."The Name" IS 'its name';
CREATE VIEW above AS SELECT * FROM cheap;
CREATE VIEW grouped AS SELECT id, name FROM product GROUP BY id;
CREATE MATERIALIZED VIEW totals WITH (fillfactor = 70) AS SELECT name, sum(price) AS total FROM product GROUP BY name;
CREATE UNIQUE INDEX totals_name ON totals (name);
ALTER MATERIALIZED VIEW totals CLUSTER ON totals_name;
ALTER MATERIALIZED VIEW totals ALTER name SET STATISTICS 10;
CREATE RECURSIVE VIEW counting (n) AS VALUES (1) UNION ALL SELECT n + 1 FROM counting WHERE n < 10;
CREATE FUNCTION of_rows(cheap) RETURNS SETOF product LANGUAGE sql STABLE STRICT SECURITY DEFINER COST 7 ROWS 3 PARALLEL SAFE
	SET search_path = pg_catalog, public AS $$ SELECT * FROM product $$;
CREATE FUNCTION overloaded(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
CREATE FUNCTION overloaded(text, OUT a int, OUT b text) LANGUAGE sql AS $$ SELECT 1, 'x' $$;
CREATE FUNCTION overloaded(VARIADIC "Xs" int[] DEFAULT '{1}') RETURNS TABLE (x int) LANGUAGE sql AS 'SELECT 1';
COMMENT ON FUNCTION overloaded(int) IS 'one of them';
CREATE PROCEDURE work(INOUT n int) LANGUAGE plpgsql AS 'BEGIN n := n + 1; END';
COMMENT ON PROCEDURE work IS 'proc';
CREATE FUNCTION add_up(numeric, numeric) RETURNS numeric LANGUAGE sql IMMUTABLE AS 'SELECT $1 + COALESCE($2, 0)';
CREATE AGGREGATE total(numeric) (SFUNC = add_up, STYPE = numeric, INITCOND = '0', COMBINEFUNC = add_up, PARALLEL = SAFE,
	MSFUNC = add_up, MINVFUNC = add_up, MSTYPE = numeric, SSPACE = 16, FINALFUNC_MODIFY = READ_WRITE, FINALFUNC = numeric_abs);
COMMENT ON AGGREGATE total(numeric) IS 'sums';
CREATE AGGREGATE counted(*) (SFUNC = int8inc, STYPE = int8, INITCOND = '0');
CREATE AGGREGATE my_percentile(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
	FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA);
CREATE FUNCTION instead() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER into_view INSTEAD OF INSERT ON above FOR EACH ROW EXECUTE FUNCTION instead();
CREATE RULE on_view AS ON UPDATE TO above DO INSTEAD UPDATE product SET name = NEW."The Name" WHERE id = OLD.id;
CREATE VIEW uses AS SELECT total(price) AS t FROM product;
