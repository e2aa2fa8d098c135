CREATE SCHEMA a; CREATE SCHEMA "B"; CREATE SCHEMA c AUTHORIZATION CURRENT_USER CREATE TABLE inside (id int PRIMARY KEY) CREATE VIEW inside_view AS SELECT id FROM inside;
CREATE TYPE a.kind AS ENUM ('x', 'y'); CREATE TYPE "B".kind AS ENUM ('y', 'x'); CREATE TYPE kind AS ENUM ('z');
CREATE TABLE a.thing (id int PRIMARY KEY, kind a.kind, other "B".kind DEFAULT 'x'::"B".kind, plain kind DEFAULT 'z');
CREATE TABLE "B".thing (id int REFERENCES a.thing, inside int REFERENCES c.inside, n int DEFAULT 1);
CREATE TABLE thing (LIKE a.thing INCLUDING DEFAULTS);
CREATE FUNCTION a.f(k a.kind) RETURNS "B".kind LANGUAGE sql SET search_path = 'B', a AS $$ SELECT k::text::kind $$;
CREATE FUNCTION f(k kind) RETURNS int LANGUAGE plpgsql SET search_path TO "$user", public, "B" AS 'BEGIN RETURN 1; END';
CREATE VIEW "B".v AS SELECT t.*, a.f(t.kind) AS f FROM a.thing t JOIN "B".thing USING (id) JOIN thing USING (id);
CREATE SEQUENCE a.counter; ALTER TABLE "B".thing ALTER n SET DEFAULT nextval('a.counter');
CREATE FUNCTION "B".touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
CREATE TRIGGER touch BEFORE INSERT ON a.thing FOR EACH ROW EXECUTE FUNCTION "B".touch();
SET search_path = a, "B";
CREATE TABLE unqualified (k kind DEFAULT 'y', o "B".kind);
-- change: COLUMN_DEFAULT_CHANGED
ALTER TABLE a.thing ALTER other SET DEFAULT 'y'::"B".kind;
