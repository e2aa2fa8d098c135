-- Everything that deparsed text depends on, until the end of the (sub)transaction.
-- pg_temp last, so that no temporary object hides one of the catalog.
SELECT set_config('search_path', 'pg_catalog, pg_temp', true), set_config('lock_timeout', ?, true),
  set_config('quote_all_identifiers', 'off', true), set_config('standard_conforming_strings', 'on', true),
  set_config('DateStyle', 'ISO, MDY', true), set_config('IntervalStyle', 'postgres', true),
  set_config('TimeZone', 'UTC', true), set_config('bytea_output', 'hex', true),
  set_config('extra_float_digits', '3', true), set_config('lc_monetary', 'C', true),
  set_config('jit', 'off', true)
