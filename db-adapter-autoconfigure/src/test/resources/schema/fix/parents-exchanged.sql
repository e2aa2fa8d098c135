CREATE TABLE a (id int, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE b (id int, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE kid () INHERITS (a);
CREATE TABLE grandkid (x int) INHERITS (kid);
CREATE TABLE c (id int, n text, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE d (id int, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE two (own int) INHERITS (c, d);
CREATE TABLE f (id int, e text);
CREATE TABLE half () INHERITS (c, f);
-- === new ===
CREATE TABLE a (id int, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE b (id int, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE kid () INHERITS (b);
CREATE TABLE grandkid (x int) INHERITS (kid);
CREATE TABLE c (id int, n text, CONSTRAINT pos CHECK (id > 0));
CREATE TABLE two (own int) INHERITS (c);
CREATE TABLE f (e text);
CREATE TABLE half () INHERITS (c, f);
