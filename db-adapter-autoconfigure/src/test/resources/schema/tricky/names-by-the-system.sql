CREATE TABLE a_table_with_a_name_that_is_as_long_as_names_can_be_in_postgres (
  a_column_with_a_name_that_is_as_long_as_names_can_be_in_postgre serial PRIMARY KEY, another_column_with_a_long_name_as_well int UNIQUE,
  third_column_with_a_long_name int CHECK (third_column_with_a_long_name > 0), CHECK (third_column_with_a_long_name < another_column_with_a_long_name_as_well), CHECK (true), CHECK (1 > 0),
  UNIQUE (another_column_with_a_long_name_as_well, third_column_with_a_long_name), UNIQUE (third_column_with_a_long_name, another_column_with_a_long_name_as_well),
  FOREIGN KEY (another_column_with_a_long_name_as_well) REFERENCES a_table_with_a_name_that_is_as_long_as_names_can_be_in_postgres,
  FOREIGN KEY (third_column_with_a_long_name) REFERENCES a_table_with_a_name_that_is_as_long_as_names_can_be_in_postgres
);
CREATE TABLE t (a int UNIQUE, b int, c int, UNIQUE (b, c), CHECK (a > b), CHECK (a > c), CHECK (b > 0), EXCLUDE (a WITH =), EXCLUDE (b WITH =, c WITH =));
CREATE TABLE t_a (key int); CREATE TABLE "t_a_key1" (x int);
CREATE TABLE "größe_äöüß_größe_äöüß_größe_äöüß" ("größe_äöüß_größe_äöüß" int UNIQUE, "ß" serial);
CREATE INDEX ON t (a, b); CREATE INDEX ON t (b, a); CREATE INDEX ON t ((a + b)); CREATE INDEX ON t ((a - b), (b - a)); CREATE INDEX ON t (lower(a::text), b); CREATE INDEX ON t (a) INCLUDE (b, c);
CREATE DOMAIN d AS int CHECK (VALUE > 0) CHECK (VALUE < 10);
-- change: CONSTRAINT_MISSING
ALTER TABLE t DROP CONSTRAINT t_b_check;
