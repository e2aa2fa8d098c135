CREATE DOMAIN posint AS int CHECK (VALUE > 0);
CREATE DOMAIN small AS posint DEFAULT 5 CHECK (VALUE < 1000) NOT NULL;
CREATE TABLE t (id int PRIMARY KEY, a small, b posint[], c posint);
CREATE FUNCTION f(x posint) RETURNS posint LANGUAGE sql AS $$ SELECT x $$;
-- === new ===
CREATE DOMAIN posint AS int CHECK (VALUE > 0) CONSTRAINT not_13 CHECK (VALUE <> 13);
CREATE DOMAIN small AS posint DEFAULT 7 CHECK (VALUE < 100);
CREATE TABLE t (id int PRIMARY KEY, a small, b posint[], c posint DEFAULT 3);
CREATE FUNCTION f(x posint) RETURNS posint LANGUAGE sql AS $$ SELECT x $$;
COMMENT ON DOMAIN small IS 'tiny';
COMMENT ON CONSTRAINT not_13 ON DOMAIN posint IS 'luck';
