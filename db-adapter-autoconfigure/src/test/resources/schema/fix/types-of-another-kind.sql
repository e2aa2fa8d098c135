CREATE DOMAIN status AS text CHECK (VALUE IN ('open', 'closed'));
CREATE TABLE tickets (id int PRIMARY KEY, s status NOT NULL DEFAULT 'open', old status);
CREATE VIEW open_tickets AS SELECT id FROM tickets WHERE s = 'open';
CREATE INDEX tickets_s ON tickets (s);
CREATE DOMAIN kind AS text;
CREATE TYPE lvl AS ENUM ('a', 'b');
CREATE TABLE t (id int, l lvl DEFAULT 'a', k kind DEFAULT 'x');
CREATE INDEX tl ON t (l);
-- === new ===
CREATE TYPE status AS ENUM ('open', 'closed');
CREATE TABLE tickets (id int PRIMARY KEY, s status NOT NULL DEFAULT 'open', old status);
CREATE VIEW open_tickets AS SELECT id FROM tickets WHERE s = 'open';
CREATE INDEX tickets_s ON tickets (s);
CREATE TYPE kind AS ENUM ('x', 'y');
CREATE DOMAIN lvl AS varchar(10) CHECK (VALUE <> 'd');
CREATE TABLE t (id int, l lvl DEFAULT 'a', k kind DEFAULT 'x');
CREATE INDEX tl ON t (l);
