CREATE TABLE base (id int NOT NULL DEFAULT 1, name text DEFAULT 'base', CONSTRAINT positive CHECK (id > 0), CONSTRAINT here_only CHECK (id < 100) NO INHERIT);
CREATE TABLE named (name text NOT NULL, extra int);
CREATE TABLE child (more text) INHERITS (base);
CREATE TABLE two_parents (name text DEFAULT 'two', own int CHECK (own > 1)) INHERITS (base, named);
CREATE TABLE grandchild () INHERITS (two_parents);
CREATE TABLE attached (more int, name text, id int NOT NULL DEFAULT 5, CONSTRAINT positive CHECK (id > 0));
ALTER TABLE attached INHERIT base;
ALTER TABLE grandchild ALTER own SET DEFAULT 9;
ALTER TABLE child ADD PRIMARY KEY (id);
CREATE INDEX ON base (name);
-- change: COLUMN_DEFAULT_CHANGED
ALTER TABLE two_parents ALTER name SET DEFAULT 'neither';
