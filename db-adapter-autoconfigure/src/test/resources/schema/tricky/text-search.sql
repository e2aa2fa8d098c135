-- not in a transaction: text search configuration public.words
CREATE TEXT SEARCH DICTIONARY simple_words (TEMPLATE = pg_catalog.simple, STOPWORDS = english);
CREATE TEXT SEARCH CONFIGURATION words (COPY = pg_catalog.simple);
ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING FOR asciiword, word WITH simple_words;
CREATE TABLE doc (body text, search tsvector GENERATED ALWAYS AS (to_tsvector('words'::regconfig, body)) STORED);
CREATE INDEX ON doc USING gin (search);
CREATE INDEX ON doc USING gin (to_tsvector('public.words', body));
-- change: OTHER_DEFINITION_CHANGED
ALTER TEXT SEARCH CONFIGURATION words DROP MAPPING FOR word;
