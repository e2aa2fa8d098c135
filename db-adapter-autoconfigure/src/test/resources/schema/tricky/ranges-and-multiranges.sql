CREATE FUNCTION minutes(time, time) RETURNS float8 LANGUAGE sql IMMUTABLE AS $$ SELECT extract(epoch FROM ($1 - $2))::float8 / 60 $$;
CREATE TYPE time_range AS RANGE (subtype = time, subtype_diff = minutes, multirange_type_name = opening_times);
CREATE TYPE text_range AS RANGE (subtype = text, subtype_opclass = text_pattern_ops);
CREATE TABLE shop (
  hours opening_times NOT NULL DEFAULT '{[09:00,12:00),[13:00,18:00)}', days int4multirange CHECK (NOT isempty(days)), letters text_range,
  letters_multi text_multirange, valid daterange DEFAULT daterange('2020-01-01', NULL, '[)'), one time_range,
  CHECK (one <@ hours AND lower(valid) > '2000-01-01'::date), EXCLUDE USING gist (hours WITH &&)
);
CREATE FUNCTION all_of(opening_times) RETURNS time_range LANGUAGE sql IMMUTABLE AS 'SELECT range_merge($1)';
-- change: COLUMN_TYPE_CHANGED
ALTER TABLE shop ALTER days TYPE int8multirange USING NULL;
