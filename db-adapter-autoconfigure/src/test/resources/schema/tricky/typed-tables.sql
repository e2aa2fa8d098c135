CREATE TYPE person AS (id int, name text, tags text[]);
CREATE TABLE people OF person (PRIMARY KEY (id), name WITH OPTIONS NOT NULL DEFAULT 'x', CHECK (name <> ''));
CREATE TABLE more_people OF person;
CREATE TABLE later (id int, name text, tags text[]);
ALTER TABLE later OF person;
CREATE TABLE holders (p person, q people, r people[], CHECK ((p).id > 0 AND (q).name <> 'y'));
CREATE VIEW whole AS SELECT h.p, (h.q).id, h AS row, (h.p).tags[1] AS first FROM holders h;
CREATE FUNCTION name_of(people) RETURNS text LANGUAGE sql STABLE AS 'SELECT $1.name';
CREATE VIEW called AS SELECT p.name_of, people_row FROM people p, LATERAL (SELECT p AS people_row) x;
-- change: CONSTRAINT_MISSING
ALTER TABLE people DROP CONSTRAINT people_name_check;
