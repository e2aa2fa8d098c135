CREATE FUNCTION slug(text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower(regexp_replace($1, '\W+', '-', 'g')) $$;
CREATE TABLE article (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  title varchar(80) NOT NULL,
  slug text GENERATED ALWAYS AS (slug(title)) STORED UNIQUE,
  price numeric(10,2), tax numeric(4,3) DEFAULT 0.2,
  gross numeric(12,2) GENERATED ALWAYS AS (round(price * (1 + tax), 2)) STORED NOT NULL CHECK (gross >= 0),
  kind text GENERATED ALWAYS AS (CASE WHEN price IS NULL THEN 'free' WHEN price > 100 THEN 'dear' ELSE 'cheap' END) STORED,
  search tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple'::regconfig, title::text), 'A')) STORED
);
CREATE INDEX ON article USING gin (search);
CREATE INDEX article_kind ON article (kind) WHERE gross > 10;
-- change: COLUMN_GENERATED_CHANGED
DROP INDEX article_kind;
ALTER TABLE article DROP COLUMN kind;
ALTER TABLE article ADD COLUMN kind text GENERATED ALWAYS AS (CASE WHEN price IS NULL THEN 'none' WHEN price > 100 THEN 'dear' ELSE 'cheap' END) STORED;
CREATE INDEX article_kind ON article (kind) WHERE gross > 10;
