-- A database that has drifted: prices are texts, an index is missing, somebody left a table.
CREATE TABLE users (user_id text PRIMARY KEY, email text NOT NULL UNIQUE);
CREATE TABLE category (id serial PRIMARY KEY, slug text NOT NULL UNIQUE);
CREATE TABLE product (id bigserial PRIMARY KEY, user_id text NOT NULL REFERENCES users, category_id int REFERENCES category,
	sku text NOT NULL, price text NOT NULL, UNIQUE (user_id, sku));
CREATE TABLE orders (id bigserial PRIMARY KEY, user_id text NOT NULL REFERENCES users, product_id bigint NOT NULL REFERENCES product,
	number text NOT NULL, UNIQUE (user_id, number));
CREATE TABLE tmp_import (line text);

INSERT INTO users VALUES ('acme', 'shop@acme.example'), ('globex', 'it@globex.example');
INSERT INTO category (slug) VALUES ('books'), ('games');
INSERT INTO product (user_id, category_id, sku, price)
	SELECT CASE WHEN n % 3 = 0 THEN 'globex' ELSE 'acme' END, n % 2 + 1, 'sku-' || n, n || '.90' FROM generate_series(1, 300) n;
INSERT INTO orders (user_id, product_id, number)
	SELECT p.user_id, p.id, 'o-' || p.id || '-' || n FROM product p, generate_series(1, 4) n;
INSERT INTO tmp_import SELECT 'line ' || n FROM generate_series(1, 500) n;
ANALYZE;
