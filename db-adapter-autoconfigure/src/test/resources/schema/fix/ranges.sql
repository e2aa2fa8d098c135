CREATE FUNCTION time_diff(a time, b time) RETURNS float8 LANGUAGE sql STRICT IMMUTABLE AS $$ SELECT EXTRACT(EPOCH FROM (a - b))::float8 $$;
CREATE TYPE timerange AS RANGE (subtype = time, subtype_diff = time_diff, multirange_type_name = timemulti);
CREATE TABLE shift (id int PRIMARY KEY, during timerange, breaks timemulti, EXCLUDE USING gist (during WITH &&));
-- === new ===
CREATE FUNCTION time_diff(a time, b time) RETURNS float8 LANGUAGE sql STRICT IMMUTABLE AS $$ SELECT EXTRACT(EPOCH FROM (a - b))::float8 $$;
CREATE TYPE timerange AS RANGE (subtype = time, subtype_diff = time_diff, multirange_type_name = timemulti);
CREATE TABLE shift (id int PRIMARY KEY, during timerange NOT NULL, breaks timemulti DEFAULT '{}', who text, EXCLUDE USING gist (during WITH &&) WHERE (who IS NULL));
CREATE INDEX shift_breaks ON shift USING gist (breaks);
