CREATE TYPE col AS ENUM ('red','green','blue');
CREATE DOMAIN warm AS col CHECK (VALUE <> 'blue');
CREATE TABLE paint (id int PRIMARY KEY, c col DEFAULT 'red', cs col[] DEFAULT ARRAY['red','green']::col[], w warm DEFAULT 'red', CHECK (c <> 'blue' OR id > 0), CHECK (c = ANY (ARRAY['red'::col,'green'::col,'blue'::col])));
CREATE TYPE pc AS (c col, n int);
CREATE TABLE q (p pc);
CREATE FUNCTION shade(c col DEFAULT 'green') RETURNS col LANGUAGE sql IMMUTABLE AS $$ SELECT c $$;
CREATE INDEX paint_c ON paint (shade(c)) WHERE c = 'red';
CREATE VIEW reds AS SELECT id FROM paint WHERE c = 'red'::col;
-- === new ===
CREATE TYPE col AS ENUM ('blue','red','green');
CREATE DOMAIN warm AS col CHECK (VALUE <> 'blue');
CREATE TABLE paint (id int PRIMARY KEY, c col DEFAULT 'green', cs col[] DEFAULT ARRAY['red','green']::col[], w warm DEFAULT 'red', CHECK (c <> 'blue' OR id > 0), CHECK (c = ANY (ARRAY['red'::col,'green'::col,'blue'::col])));
CREATE TYPE pc AS (c col, n int);
CREATE TABLE q (p pc);
CREATE FUNCTION shade(c col DEFAULT 'green') RETURNS col LANGUAGE sql IMMUTABLE AS $$ SELECT c $$;
CREATE INDEX paint_c ON paint (shade(c)) WHERE c = 'red';
CREATE VIEW reds AS SELECT id FROM paint WHERE c = 'red'::col;
