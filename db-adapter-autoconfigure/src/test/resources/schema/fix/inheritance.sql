CREATE TABLE base (id int NOT NULL, name text CHECK (name <> ''));
CREATE TABLE leaf (extra int) INHERITS (base);
CREATE TABLE lone (id int NOT NULL, name text);
-- === new ===
CREATE TABLE base (id bigint NOT NULL, name text CHECK (name <> ''), added date DEFAULT CURRENT_DATE);
CREATE TABLE leaf (extra int) INHERITS (base);
CREATE TABLE lone (id bigint NOT NULL, name text CONSTRAINT base_name_check CHECK (name <> ''), added date DEFAULT CURRENT_DATE);
ALTER TABLE lone INHERIT base;
