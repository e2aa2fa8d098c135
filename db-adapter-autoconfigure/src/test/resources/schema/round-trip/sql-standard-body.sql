CREATE TABLE product (id int PRIMARY KEY, price numeric(10,2));
CREATE TABLE "user" (id int);
CREATE FUNCTION atomic(a int) RETURNS numeric LANGUAGE sql BEGIN ATOMIC SELECT sum(price) FROM product WHERE id > a; SELECT sum(id) FROM "user"; END;
