CREATE SCHEMA extensions;
CREATE EXTENSION citext SCHEMA extensions;
CREATE TABLE other (id int);
CREATE TABLE item (id int, name extensions.citext DEFAULT 'x'::extensions.citext, kind varchar(3) CONSTRAINT known CHECK (kind IN ('a', 'b')));
CREATE FUNCTION guard() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE CONSTRAINT TRIGGER guard AFTER UPDATE ON item FROM other DEFERRABLE FOR EACH ROW EXECUTE FUNCTION guard();

-- change: CONSTRAINT_DEFINITION_CHANGED
ALTER TABLE item DROP CONSTRAINT known;
ALTER TABLE item ADD CONSTRAINT known CHECK (kind IN ('a', 'c'));
