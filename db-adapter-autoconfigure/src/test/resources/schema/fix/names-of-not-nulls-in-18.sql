-- from 18
CREATE TABLE base (id int CONSTRAINT id_there NOT NULL, v text);
CREATE TABLE kid (w int CONSTRAINT w_nn NOT NULL NO INHERIT) INHERITS (base);
CREATE TABLE lone (a int NOT NULL, b int CONSTRAINT bb NOT NULL);
-- === new ===
CREATE TABLE base (id int NOT NULL, v text CONSTRAINT v_there NOT NULL);
CREATE TABLE kid (w int NOT NULL) INHERITS (base);
CREATE TABLE lone (a int CONSTRAINT aa NOT NULL, b int);
COMMENT ON CONSTRAINT aa ON lone IS 'needed';
