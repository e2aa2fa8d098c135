CREATE TABLE stock (id int PRIMARY KEY, name text, amount int DEFAULT 1);
CREATE TABLE trace (id int, old_amount int, new_amount int, at timestamptz DEFAULT now());
CREATE VIEW listed AS SELECT id, name, amount FROM stock WHERE amount > 0;
CREATE RULE traced AS ON UPDATE TO stock WHERE new.amount <> old.amount DO ALSO (
  INSERT INTO trace (id, old_amount, new_amount) VALUES (old.id, old.amount, new.amount);
  DELETE FROM trace WHERE at < now() - '1 year'::interval;
  UPDATE trace SET at = now() WHERE id = new.id );
CREATE RULE told AS ON INSERT TO stock DO ALSO NOTIFY changed;
CREATE RULE "no delete" AS ON DELETE TO stock WHERE old.amount > 10 DO INSTEAD NOTHING;
CREATE RULE adding AS ON INSERT TO listed DO INSTEAD INSERT INTO stock VALUES (new.id, new.name, coalesce(new.amount, 1)) RETURNING id, name, amount;
CREATE RULE changing AS ON UPDATE TO listed DO INSTEAD UPDATE stock s SET name = new.name FROM trace t WHERE s.id = old.id AND t.id = s.id;
ALTER TABLE stock DISABLE RULE "no delete";
-- change: RULE_DEFINITION_CHANGED
CREATE OR REPLACE RULE adding AS ON INSERT TO listed DO INSTEAD INSERT INTO stock VALUES (new.id, new.name, coalesce(new.amount, 2)) RETURNING id, name, amount;
