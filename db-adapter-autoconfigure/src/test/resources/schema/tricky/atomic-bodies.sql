CREATE TABLE account (id int PRIMARY KEY, balance numeric(12,2) NOT NULL DEFAULT 0);
CREATE TABLE journal (account int REFERENCES account, amount numeric, at timestamptz DEFAULT now());
CREATE FUNCTION balance_of(key int) RETURNS numeric LANGUAGE sql STABLE
  BEGIN ATOMIC SELECT balance FROM account WHERE id = key; END;
CREATE FUNCTION twice(n int DEFAULT 1, VARIADIC more int[] DEFAULT '{}') RETURNS int LANGUAGE sql IMMUTABLE RETURN n * 2;
CREATE FUNCTION rich(least_balance numeric) RETURNS TABLE (id int, balance numeric) LANGUAGE sql STABLE
  BEGIN ATOMIC
    SELECT a.id, a.balance FROM account a WHERE a.balance >= least_balance AND balance_of(a.id) > 0 ORDER BY 2 DESC;
  END;
CREATE PROCEDURE transfer(source int, target int, amount numeric) LANGUAGE sql
  BEGIN ATOMIC
    UPDATE account SET balance = balance - amount WHERE id = source;
    UPDATE account SET balance = balance + amount WHERE id = target RETURNING id;
    INSERT INTO journal (account, amount) VALUES (source, -amount), (target, amount) ON CONFLICT DO NOTHING;
    DELETE FROM journal WHERE at < now() - interval '1 year';
  END;
CREATE VIEW balances AS SELECT id, balance_of(id) AS balance FROM account;
-- change: FUNCTION_DEFINITION_CHANGED
CREATE OR REPLACE FUNCTION twice(n int DEFAULT 1, VARIADIC more int[] DEFAULT '{}') RETURNS int LANGUAGE sql IMMUTABLE RETURN n * 3;
