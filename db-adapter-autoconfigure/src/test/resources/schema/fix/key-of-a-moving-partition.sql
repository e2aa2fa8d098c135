CREATE TABLE acct (id int, region text, PRIMARY KEY (id, region)) PARTITION BY LIST (region);
CREATE TABLE acct_a PARTITION OF acct FOR VALUES IN ('a');
CREATE TABLE acct_b PARTITION OF acct FOR VALUES IN ('b');
CREATE INDEX acct_b_own ON acct_b (id) WHERE id > 5;
ALTER TABLE acct_b ADD CONSTRAINT own_chk CHECK (id > 0);
-- === new ===
CREATE TABLE acct (id int, region text, mail text, PRIMARY KEY (region, id), UNIQUE (region, mail)) PARTITION BY LIST (region);
CREATE TABLE acct_a PARTITION OF acct FOR VALUES IN ('a', 'aa');
CREATE TABLE acct_b PARTITION OF acct FOR VALUES IN ('b') WITH (fillfactor=70);
ALTER TABLE acct_b ALTER mail SET DEFAULT 'none';
CREATE INDEX acct_mail ON acct (lower(mail));
CREATE TRIGGER tr BEFORE UPDATE ON acct FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger();
