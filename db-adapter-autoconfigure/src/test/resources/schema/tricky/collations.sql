CREATE COLLATION plain (provider = libc, locale = 'C');
CREATE COLLATION "Über C" FROM "C";
CREATE DOMAIN word AS text COLLATE "C" CHECK (VALUE > 'a' COLLATE plain);
CREATE TABLE term (a text COLLATE "C", b varchar(10) COLLATE plain, c text COLLATE "Über C" DEFAULT ('x' COLLATE "C"), d word, e word COLLATE "POSIX",
  CHECK (a < b COLLATE "C"));
CREATE INDEX ON term (a COLLATE "POSIX" text_pattern_ops DESC, (lower(b) COLLATE plain));
CREATE VIEW terms AS SELECT a COLLATE plain AS a, b FROM term ORDER BY b COLLATE "C";
CREATE TYPE pair AS (a text COLLATE "C", b text);
CREATE TYPE word_range AS RANGE (subtype = text, collation = "C");
-- change: COLUMN_COLLATION_CHANGED
DROP VIEW terms;
ALTER TABLE term ALTER c TYPE text COLLATE "POSIX";
CREATE VIEW terms AS SELECT a COLLATE plain AS a, b FROM term ORDER BY b COLLATE "C";
