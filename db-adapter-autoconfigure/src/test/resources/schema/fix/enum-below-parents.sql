CREATE TYPE mood AS ENUM ('sad', 'ok');
CREATE TABLE p (id int, c mood DEFAULT 'ok') PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (4);
CREATE TABLE t (id int, c mood DEFAULT 'ok');
CREATE TABLE t_1 (x int, d mood) INHERITS (t);
ALTER TABLE t_1 ALTER c SET DEFAULT 'sad';
INSERT INTO p VALUES (1, 'sad');
INSERT INTO t VALUES (1, 'sad');
INSERT INTO t_1 VALUES (2, 'ok', 3, 'sad');
-- == new ==
CREATE TYPE mood AS ENUM ('ok', 'sad');
CREATE TABLE p (id int, c mood DEFAULT 'ok') PARTITION BY RANGE (id);
CREATE TABLE p_1 PARTITION OF p FOR VALUES FROM (0) TO (4);
CREATE TABLE t (id int, c mood DEFAULT 'ok');
CREATE TABLE t_1 (x int, d mood) INHERITS (t);
ALTER TABLE t_1 ALTER c SET DEFAULT 'sad';
