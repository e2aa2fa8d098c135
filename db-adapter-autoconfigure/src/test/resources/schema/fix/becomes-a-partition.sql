CREATE TABLE logs (id int, at date, note text);
CREATE INDEX logs_at ON logs (at);
CREATE TABLE bills (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at));
-- === new ===
CREATE TABLE all_logs (id int, at date, note text) PARTITION BY RANGE (at);
CREATE TABLE logs PARTITION OF all_logs DEFAULT;
CREATE INDEX all_logs_at ON all_logs (at);
CREATE TABLE all_bills (id int NOT NULL, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE bills PARTITION OF all_bills DEFAULT;
