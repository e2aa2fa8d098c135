--liquibase formatted sql

--changeset tests:1
CREATE TABLE account (id bigint PRIMARY KEY, owner text NOT NULL);

--changeset tests:2
ALTER TABLE account ADD COLUMN balance numeric(12,2) NOT NULL DEFAULT 0;
