CREATE TABLE product (id bigint PRIMARY KEY, price text, title text);
CREATE VIEW cheap AS SELECT id, price FROM product;
CREATE MATERIALIZED VIEW prices AS SELECT id, price FROM product;
CREATE INDEX prices_price ON prices (price);
-- === new ===
CREATE TABLE product (id bigint PRIMARY KEY, price numeric(10,2), title varchar(40) NOT NULL);
CREATE VIEW cheap AS SELECT id, price FROM product;
CREATE MATERIALIZED VIEW prices AS SELECT id, price FROM product;
CREATE INDEX prices_price ON prices (price);
