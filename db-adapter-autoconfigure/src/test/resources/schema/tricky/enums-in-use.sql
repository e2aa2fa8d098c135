CREATE TYPE state AS ENUM ('new', 'in work', 'done', 'it''s', 'Größe', 'back\slash');
CREATE FUNCTION is_open(s state) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT s < 'done' $$;
CREATE TABLE task (
  id serial PRIMARY KEY, state state NOT NULL DEFAULT 'new', past state[] DEFAULT '{new,"in work"}', s state DEFAULT 'it''s'::state,
  CHECK (state IN ('new', 'in work') OR state = ANY (past)), CHECK (is_open(state) OR state <> 'done'),
  open boolean GENERATED ALWAYS AS (state = 'new'::state OR state = 'in work'::state) STORED
);
CREATE UNIQUE INDEX one_new ON task (state) WHERE state = 'new';
CREATE VIEW open_task AS SELECT *, CASE state WHEN 'new' THEN 1 WHEN 'done' THEN 2 END AS rank FROM task WHERE state BETWEEN 'new' AND 'in work';
-- change: ENUM_VALUES_CHANGED
ALTER TYPE state ADD VALUE 'late' AFTER 'done';
