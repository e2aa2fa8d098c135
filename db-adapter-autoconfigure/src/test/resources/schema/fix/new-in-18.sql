-- from 18
CREATE TABLE stay (room int, during tsrange, price int, amount int, total int GENERATED ALWAYS AS (price * amount) STORED, b text);
-- === new ===
CREATE TABLE stay (room int, during tsrange, price bigint, amount int, total bigint GENERATED ALWAYS AS (price + amount) VIRTUAL, b text, UNIQUE (during), CONSTRAINT b_there NOT NULL b);
ALTER TABLE stay ADD CONSTRAINT amount_there NOT NULL amount NOT VALID;
