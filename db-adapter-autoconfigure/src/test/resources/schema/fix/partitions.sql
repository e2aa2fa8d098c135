CREATE TABLE event (id bigint GENERATED ALWAYS AS IDENTITY, day date NOT NULL, kind text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE INDEX event_kind ON event (kind);
-- === new ===
CREATE TABLE event (id bigint GENERATED ALWAYS AS IDENTITY, day date NOT NULL, kind varchar(30), note text, PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
CREATE TABLE event_2025 PARTITION OF event FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE event_2026 PARTITION OF event FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX event_kind ON event (kind, day);
CREATE INDEX event_2025_note ON event_2025 (note);
