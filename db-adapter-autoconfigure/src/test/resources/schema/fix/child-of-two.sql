CREATE TABLE named (name text NOT NULL);
CREATE TABLE dated (created date DEFAULT CURRENT_DATE);
CREATE TABLE doc (body text) INHERITS (named, dated);
-- === new ===
CREATE TABLE named (name varchar(80) NOT NULL, CONSTRAINT named_ok CHECK (length(name) > 0));
CREATE TABLE dated (created timestamptz DEFAULT now(), updated timestamptz);
CREATE TABLE doc (body text, name varchar(80)) INHERITS (named, dated);
CREATE TABLE note (name varchar(80), stars int) INHERITS (named);
