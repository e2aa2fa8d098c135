-- What the code expects.
CREATE TABLE users (
	user_id text PRIMARY KEY,
	email text NOT NULL UNIQUE
);

CREATE TABLE category (
	id serial PRIMARY KEY,
	slug text NOT NULL UNIQUE
);

CREATE TABLE product (
	id bigserial PRIMARY KEY,
	user_id text NOT NULL REFERENCES users,
	category_id int REFERENCES category,
	sku text NOT NULL,
	price numeric(10,2) NOT NULL,
	UNIQUE (user_id, sku)
);

CREATE TABLE orders (
	id bigserial PRIMARY KEY,
	user_id text NOT NULL REFERENCES users,
	product_id bigint NOT NULL REFERENCES product,
	number text NOT NULL,
	UNIQUE (user_id, number)
);

CREATE INDEX orders_product_idx ON orders (product_id);
