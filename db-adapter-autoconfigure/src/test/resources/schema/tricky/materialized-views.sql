CREATE TABLE sale (id int PRIMARY KEY, day date NOT NULL, amount numeric(10,2), product text);
CREATE VIEW daily AS SELECT day, sum(amount) AS total FROM sale GROUP BY day;
CREATE MATERIALIZED VIEW monthly WITH (fillfactor = 80) AS SELECT date_trunc('month', day) AS month, sum(total) AS total FROM daily GROUP BY 1 WITH NO DATA;
CREATE UNIQUE INDEX monthly_key ON monthly (month);
CREATE INDEX ON monthly ((total::int)) WHERE total > 0;
CREATE MATERIALIZED VIEW yearly (year, "Total") AS SELECT extract(year FROM month)::int, sum(total) FROM monthly GROUP BY 1 WITH NO DATA;
CREATE VIEW report AS SELECT * FROM yearly JOIN monthly ON yearly.year = date_part('year', monthly.month);
CREATE STATISTICS monthly_statistics (dependencies) ON month, total FROM monthly;
ALTER MATERIALIZED VIEW monthly ALTER total SET STATISTICS 500;
ALTER MATERIALIZED VIEW monthly CLUSTER ON monthly_key;
COMMENT ON MATERIALIZED VIEW yearly IS 'by year';
COMMENT ON COLUMN yearly."Total" IS 'sum';
-- change: INDEX_UNIQUENESS_CHANGED
ALTER MATERIALIZED VIEW monthly SET WITHOUT CLUSTER;
DROP INDEX monthly_key;
CREATE INDEX monthly_key ON monthly (month);
ALTER MATERIALIZED VIEW monthly CLUSTER ON monthly_key;
