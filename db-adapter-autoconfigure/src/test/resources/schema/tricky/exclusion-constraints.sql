CREATE TABLE booking (
  room int4range, during tstzrange NOT NULL, cancelled boolean NOT NULL DEFAULT false, spot point, name text,
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH &&, during WITH &&) WHERE (NOT cancelled) DEFERRABLE INITIALLY DEFERRED,
  EXCLUDE USING gist (box(spot, spot) WITH &&),
  EXCLUDE (lower(name) COLLATE "C" text_pattern_ops WITH =) WITH (fillfactor = 70)
);
-- change: CONSTRAINT_DEFINITION_CHANGED
ALTER TABLE booking DROP CONSTRAINT no_overlap, ADD CONSTRAINT no_overlap EXCLUDE USING gist (room WITH &&, during WITH -|-) WHERE (NOT cancelled) DEFERRABLE INITIALLY DEFERRED;
