CREATE TYPE pair AS (a int, b text);
CREATE FUNCTION next_code() RETURNS text LANGUAGE sql AS 'SELECT ''x''';
CREATE TABLE t (
  a timestamptz DEFAULT now(), b timestamptz DEFAULT CURRENT_TIMESTAMP(3), c date DEFAULT CURRENT_DATE, d time DEFAULT LOCALTIME, e timestamp DEFAULT 'now'::text::timestamp, f timestamptz DEFAULT '2020-01-01 12:00+02',
  g uuid DEFAULT gen_random_uuid(), h text[] DEFAULT ARRAY[]::text[], i text[] DEFAULT '{a,"b c",NULL}', j jsonb DEFAULT '{"a": [1, null]}', k pair DEFAULT ROW(1, 'x'), l interval DEFAULT '1 year 2 mons -3 days 04:05:06.789',
  m bit(3) DEFAULT B'101', n bytea DEFAULT '\xdeadbeef', o numeric DEFAULT -1.50, p float8 DEFAULT 1e10, q numeric DEFAULT 'NaN', r date DEFAULT 'infinity', s text DEFAULT E'tab\tquote''back\\slash', t text DEFAULT next_code(),
  u boolean DEFAULT (1 > 2), v text DEFAULT current_user, w name DEFAULT current_schema(), x char(3) DEFAULT 'a', y varchar(5) DEFAULT 'b' || 'c', z int DEFAULT -1, aa smallint DEFAULT 5, ab bigint DEFAULT 9223372036854775807,
  ac real DEFAULT 0.1, ad money DEFAULT 12.34, ae inet DEFAULT '10.0.0.1/8', af point DEFAULT '(1,2)', ag int4range DEFAULT '[1,5)', ah oid DEFAULT 'pg_class'::regclass, ai xml DEFAULT '<a/>', aj "char" DEFAULT 'x', ak text DEFAULT NULL,
  al int DEFAULT (random() * 10)::int, am timestamptz DEFAULT now() + '1 day'::interval, an timestamptz DEFAULT timezone('utc', now()), ao text DEFAULT U&'\0041\00e9', ap text DEFAULT $$dollar's$$, aq int DEFAULT length('abc'), ar tsvector DEFAULT to_tsvector('simple', 'a b')
);
-- change: COLUMN_DEFAULT_CHANGED
ALTER TABLE t ALTER i SET DEFAULT '{a,"b  c",NULL}';
