CREATE TABLE t (id int PRIMARY KEY, name text DEFAULT 'table', flag boolean);
CREATE VIEW v AS SELECT id, name, flag FROM t WHERE flag WITH LOCAL CHECK OPTION;
ALTER VIEW v ALTER name SET DEFAULT 'view', ALTER flag SET DEFAULT true;
CREATE VIEW w WITH (check_option = cascaded) AS SELECT id, name FROM v WHERE id > 0;
CREATE VIEW star AS SELECT * FROM t; ALTER TABLE t ADD added int; 
CREATE OR REPLACE VIEW v AS SELECT id, name, flag, added FROM t WHERE flag;
CREATE VIEW empty AS SELECT FROM t;
CREATE VIEW duplicated AS SELECT t.id, t2.id AS id2, t.name AS "?column?", 1 AS "case", NULL AS nothing, 'x' AS unknown_text FROM t, t t2;
CREATE VIEW sampled AS SELECT id FROM t TABLESAMPLE bernoulli (10) REPEATABLE (5);
CREATE VIEW system AS SELECT t.tableoid::regclass AS t, t.ctid, pg_typeof(t.*) AS type FROM t FOR UPDATE OF t SKIP LOCKED;
-- change: COLUMN_DEFAULT_CHANGED
ALTER VIEW v ALTER name SET DEFAULT 'other';
