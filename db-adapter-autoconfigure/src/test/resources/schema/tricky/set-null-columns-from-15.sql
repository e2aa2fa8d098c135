CREATE TABLE tenant (id int PRIMARY KEY);
CREATE TABLE post (tenant int, id int, PRIMARY KEY (tenant, id));
CREATE TABLE remark (tenant int REFERENCES tenant, post int, FOREIGN KEY (tenant, post) REFERENCES post ON DELETE SET NULL (post));
CREATE TABLE code (a int, b int, UNIQUE NULLS NOT DISTINCT (a, b), c int UNIQUE NULLS NOT DISTINCT);
CREATE UNIQUE INDEX code_index ON code (b, c) NULLS NOT DISTINCT WHERE a > 0;
CREATE VIEW invoker WITH (security_invoker = true) AS SELECT * FROM code;
CREATE TABLE price (p numeric(3,-2), q numeric(2,4));
-- change: INDEX_DEFINITION_CHANGED
DROP INDEX code_index;
CREATE UNIQUE INDEX code_index ON code (b, c) WHERE a > 0;
