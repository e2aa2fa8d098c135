CREATE SEQUENCE shared AS smallint INCREMENT BY -2 MINVALUE -100 MAXVALUE 50 START 10 CACHE 4 CYCLE;
CREATE TABLE a (id serial PRIMARY KEY, n bigserial, s smallserial, x int DEFAULT nextval('shared'));
CREATE TABLE b (id int DEFAULT nextval('shared'::regclass), c text DEFAULT ('B' || nextval('public.shared')::text));
CREATE SEQUENCE "Own Counter" OWNED BY b.id;
ALTER TABLE b ADD d int DEFAULT nextval('"Own Counter"');
CREATE SEQUENCE moved; CREATE TABLE c (id int DEFAULT nextval('moved')); ALTER SEQUENCE moved OWNED BY c.id; ALTER SEQUENCE moved RENAME TO moved_away;
CREATE TABLE renamed (id serial); ALTER TABLE renamed RENAME TO with_other_name;
CREATE UNLOGGED TABLE u (id serial);
-- change: SEQUENCE_OWNED_BY_CHANGED
ALTER SEQUENCE "Own Counter" OWNED BY NONE;
