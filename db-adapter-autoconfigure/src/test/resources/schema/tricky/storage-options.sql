CREATE TABLE t (id int PRIMARY KEY WITH (fillfactor = 60), a text COMPRESSION pglz, b int, j jsonb, p point, UNIQUE (b) INCLUDE (a) WITH (deduplicate_items = off))
  WITH (autovacuum_enabled = false, autovacuum_vacuum_scale_factor = 0.05, fillfactor = 70, toast.autovacuum_enabled = false, parallel_workers = 2);
CREATE INDEX ig ON t USING gin (j jsonb_path_ops) WITH (fastupdate = off, gin_pending_list_limit = 128);
CREATE INDEX ib ON t USING brin (b int4_minmax_ops) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX is_ ON t USING spgist (p) WITH (fillfactor = 55);
CREATE INDEX igi ON t USING gist (p) WITH (buffering = on);
CREATE INDEX ih ON t USING hash (b) WITH (fillfactor = 90);
CREATE VIEW v WITH (security_barrier = true, check_option = local) AS SELECT * FROM t WHERE id > 0;
CREATE UNLOGGED TABLE u (a int) WITH (user_catalog_table = true);
ALTER TABLE t REPLICA IDENTITY USING INDEX t_pkey;
ALTER TABLE t CLUSTER ON t_pkey;
ALTER TABLE u REPLICA IDENTITY NOTHING;
-- change: TABLE_OPTIONS_CHANGED
ALTER TABLE t SET (toast.autovacuum_enabled = true);
