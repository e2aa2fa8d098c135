CREATE TABLE item (id int PRIMARY KEY, parent int REFERENCES item, name varchar(20) NOT NULL, tags text[], doc jsonb);
CREATE VIEW named AS SELECT id, name FROM item WHERE name IN ('a', 'b');
CREATE VIEW upper_named (key, "Upper Name") AS SELECT n.id, upper(n.name::text) FROM named n;
CREATE VIEW joined AS SELECT i.*, u."Upper Name" FROM item i LEFT JOIN upper_named u ON u.key = i.id;
CREATE RECURSIVE VIEW tree (id, depth) AS
  SELECT id, 0 FROM item WHERE parent IS NULL UNION ALL SELECT i.id, t.depth + 1 FROM item i JOIN tree t ON i.parent = t.id;
CREATE VIEW unnested AS
  SELECT i.id, t.tag, t.ord, e.key, row_number() OVER w AS n
  FROM item i, LATERAL unnest(i.tags) WITH ORDINALITY AS t(tag, ord), LATERAL jsonb_each(i.doc) e
  WINDOW w AS (PARTITION BY i.id ORDER BY t.ord DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND CURRENT ROW);
CREATE VIEW grouped AS
  SELECT parent, name, count(*) FILTER (WHERE id > 3) AS many, string_agg(DISTINCT name, ', ' ORDER BY name) AS names,
         grouping(parent, name) AS level
  FROM item GROUP BY GROUPING SETS ((parent), (name), ()) HAVING count(*) > 1;
CREATE VIEW sets AS (SELECT 1 AS x UNION SELECT 2 EXCEPT SELECT 3) INTERSECT ALL SELECT 4 ORDER BY 1 LIMIT 5 OFFSET 1;
CREATE VIEW with_cte AS
  WITH a AS MATERIALIZED (SELECT id FROM item), b AS NOT MATERIALIZED (SELECT id FROM a)
  SELECT b.id, (SELECT count(*) FROM a) AS n, EXISTS (SELECT FROM a WHERE a.id = b.id) AS "is there" FROM b;
CREATE VIEW "values" AS SELECT * FROM (VALUES (1, 'one'), (2, 'two')) AS v (n, word);
CREATE VIEW checked WITH (security_barrier) AS SELECT * FROM item WHERE id > 0 WITH CASCADED CHECK OPTION;
CREATE VIEW using_join AS SELECT id, a.name AS one, b.name AS other FROM item a FULL JOIN item b USING (id);
-- change: VIEW_DEFINITION_CHANGED
CREATE OR REPLACE VIEW upper_named (key, "Upper Name") AS SELECT n.id, lower(n.name::text) FROM named n;
