CREATE SCHEMA shop;
CREATE TYPE shop.address AS (street text, number int);
CREATE TABLE shop.client (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), home shop.address, n int);
CREATE FUNCTION shop.rate(n int DEFAULT 1) RETURNS int LANGUAGE sql AS $$ SELECT n $$;
CREATE FUNCTION shop.street(a shop.address) RETURNS text LANGUAGE sql AS $$ SELECT (a).street $$;
CREATE PROCEDURE shop.tidy() LANGUAGE sql AS $$ SELECT 1 $$;
CREATE AGGREGATE shop.total(int) (SFUNC = int4pl, STYPE = int, INITCOND = '0');
CREATE SEQUENCE shop.ticket START 100 INCREMENT 5;
-- === new ===
CREATE SCHEMA shop;
CREATE TYPE shop.address AS (street text, number bigint, city text);
CREATE FUNCTION shop.rate(n int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT n::bigint $$;
CREATE SEQUENCE shop.ticket AS int START 100 INCREMENT 10 MAXVALUE 100000;
CREATE TABLE shop.client (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), home shop.address, n int DEFAULT nextval('shop.ticket'::regclass), CHECK (shop.rate(n) >= 0));
CREATE FUNCTION shop.street(a shop.address) RETURNS text LANGUAGE sql AS $$ SELECT (a).street || (a).city $$;
CREATE PROCEDURE shop.tidy(deep boolean) LANGUAGE sql AS $$ SELECT 1 $$;
CREATE AGGREGATE shop.total(bigint) (SFUNC = int8pl, STYPE = bigint, INITCOND = '0');
