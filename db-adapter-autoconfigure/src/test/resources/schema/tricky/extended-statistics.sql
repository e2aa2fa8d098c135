CREATE TABLE city (zip text, name text, state text, n int, doc jsonb);
CREATE STATISTICS city_all ON zip, name, state FROM city;
CREATE STATISTICS city_some (ndistinct, mcv) ON zip, name FROM city;
CREATE STATISTICS city_expressions ON lower(name), (n * 2), state FROM city;
CREATE STATISTICS city_one ON (doc ->> 'a') FROM city;
ALTER STATISTICS city_some SET STATISTICS 300;
ALTER TABLE city ALTER zip SET STATISTICS 42, ALTER name SET (n_distinct = -0.5, n_distinct_inherited = 3);
COMMENT ON STATISTICS city_one IS 'for plans';
-- change: STATISTICS_STATISTICS_TARGET_CHANGED
ALTER STATISTICS city_some SET STATISTICS 301;
