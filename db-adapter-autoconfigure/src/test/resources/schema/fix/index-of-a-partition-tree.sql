CREATE TABLE meter (id bigint NOT NULL, region text NOT NULL, at timestamptz NOT NULL, v numeric(12,3)) PARTITION BY LIST (region);
CREATE TABLE meter_eu PARTITION OF meter FOR VALUES IN ('de','fr') PARTITION BY RANGE (at);
CREATE TABLE meter_eu_24 PARTITION OF meter_eu FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE meter_eu_rest PARTITION OF meter_eu DEFAULT;
CREATE TABLE meter_rest PARTITION OF meter DEFAULT;
CREATE INDEX meter_at ON meter (at);
-- === new ===
CREATE TABLE meter (id bigint NOT NULL, region text NOT NULL, at timestamptz NOT NULL, v numeric(14,3), unit text DEFAULT 'kWh' NOT NULL, PRIMARY KEY (id, region, at)) PARTITION BY LIST (region);
CREATE TABLE meter_eu PARTITION OF meter FOR VALUES IN ('de','fr') PARTITION BY RANGE (at);
CREATE TABLE meter_eu_24 PARTITION OF meter_eu FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE meter_eu_25 PARTITION OF meter_eu FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE meter_eu_rest PARTITION OF meter_eu DEFAULT;
CREATE TABLE meter_us PARTITION OF meter FOR VALUES IN ('us') PARTITION BY HASH (id);
CREATE TABLE meter_us_0 PARTITION OF meter_us FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE meter_us_1 PARTITION OF meter_us FOR VALUES WITH (MODULUS 2, REMAINDER 1);
CREATE TABLE meter_rest PARTITION OF meter DEFAULT;
CREATE INDEX meter_at ON meter (at DESC);
COMMENT ON TABLE meter_eu IS 'Europe';
