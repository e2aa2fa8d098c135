SET client_encoding = 'UTF8';
SET statement_timeout = 0; SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false; SET xmloption = content; SET client_min_messages = warning; SET row_security = off; SET default_tablespace = ''; SET default_table_access_method = heap;
CREATE TABLE public.t (id integer NOT NULL, n integer);
ALTER TABLE public.t OWNER TO nobody_here;
CREATE SEQUENCE public.t_id_seq AS integer START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER TABLE public.t_id_seq OWNER TO nobody_here;
ALTER SEQUENCE public.t_id_seq OWNED BY public.t.id;
ALTER TABLE ONLY public.t ALTER COLUMN id SET DEFAULT nextval('public.t_id_seq'::regclass);
ALTER TABLE ONLY public.t ADD CONSTRAINT t_pkey PRIMARY KEY (id);
CREATE FUNCTION public.f() RETURNS integer LANGUAGE sql AS 'SELECT 1';
ALTER FUNCTION public.f() OWNER TO nobody_here;
REVOKE ALL ON FUNCTION public.f() FROM PUBLIC;
GRANT SELECT, INSERT ON TABLE public.t TO nobody_here WITH GRANT OPTION;
GRANT USAGE ON SCHEMA public TO nobody_here;
ALTER DEFAULT PRIVILEGES FOR ROLE nobody_here IN SCHEMA public GRANT SELECT ON TABLES TO someone_else;
-- change: COLUMN_DEFAULT_CHANGED
ALTER TABLE public.t ALTER id DROP DEFAULT;
