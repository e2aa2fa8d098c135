CREATE TYPE mood AS ENUM ('sad', 'glad', 'gone');
CREATE TABLE person (id int PRIMARY KEY, m mood DEFAULT 'glad', all_moods mood[]);
CREATE INDEX person_m ON person (m) WHERE m = 'glad';
CREATE VIEW glad_people AS SELECT id FROM person WHERE m = 'glad';
CREATE FUNCTION is_glad(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT m = 'glad' $$;
-- === new ===
CREATE TYPE mood AS ENUM ('calm', 'glad', 'sad');
CREATE TABLE person (id int PRIMARY KEY, m mood DEFAULT 'calm', all_moods mood[]);
CREATE INDEX person_m ON person (m) WHERE m = 'glad';
CREATE VIEW glad_people AS SELECT id FROM person WHERE m = 'glad';
CREATE FUNCTION is_glad(m mood) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT m = 'glad' $$;
