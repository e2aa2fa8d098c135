-- As schema.sql says, with an owner of its own and keys that are taken.
\ir schema.sql
INSERT INTO users VALUES ('acme-test', 'qa@acme.example');
INSERT INTO category (slug) VALUES ('games'), ('books');
INSERT INTO product (user_id, category_id, sku, price) SELECT 'acme-test', 1, 'old-' || n, 1 FROM generate_series(1, 20) n;
ANALYZE;
