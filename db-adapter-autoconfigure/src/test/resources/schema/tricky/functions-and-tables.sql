CREATE TABLE node (id int PRIMARY KEY, parent int, path text);
CREATE FUNCTION depth(n node) RETURNS int LANGUAGE sql STABLE AS $$ SELECT CASE WHEN n.parent IS NULL THEN 0 ELSE 1 END $$;
CREATE FUNCTION nodes() RETURNS SETOF node LANGUAGE sql STABLE AS 'SELECT * FROM node';
CREATE FUNCTION valid_path(text, int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN EXISTS (SELECT FROM node WHERE path = $1) OR $2 > 0; END $$;
CREATE FUNCTION root_path() RETURNS text LANGUAGE sql STABLE AS $$ SELECT coalesce(max(path), '/') FROM node $$;
ALTER TABLE node ADD CONSTRAINT path_is_valid CHECK (valid_path(path, id)), ALTER path SET DEFAULT root_path();
CREATE FUNCTION key_of(node) RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT $1.id::text';
CREATE INDEX ON node (key_of(node.*));
CREATE VIEW deep AS SELECT n.*, n.depth, depth(n) AS again FROM nodes() n WHERE valid_path(n.path, n.id);
CREATE FUNCTION deep_ones() RETURNS SETOF deep LANGUAGE sql AS 'SELECT * FROM deep';
CREATE FUNCTION from_array(node[]) RETURNS deep LANGUAGE plpgsql AS $$ DECLARE d deep%ROWTYPE; p node.path%TYPE; BEGIN RETURN d; END $$;
CREATE POLICY visible ON node USING (depth(node) < 5 AND node IS NOT NULL);
CREATE FUNCTION later_table() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM not_there_yet); END $$;
CREATE TABLE not_there_yet (n int DEFAULT later_table());
-- change: CONSTRAINT_MISSING
ALTER TABLE node DROP CONSTRAINT path_is_valid;
