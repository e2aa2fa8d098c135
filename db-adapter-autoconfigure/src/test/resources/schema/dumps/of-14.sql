--
-- PostgreSQL database dump
--

\restrict bKLL9a8uCcFfbPdo9DEulraQu4EJvtU6uuwx8Y4cdh327Wm5ItJqKbVOQA2BvQI

-- Dumped from database version 14.20
-- Dumped by pg_dump version 15.18

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: postgres
--

CREATE SCHEMA audit;


ALTER SCHEMA audit OWNER TO postgres;

--
-- Name: public; Type: SCHEMA; Schema: -; Owner: postgres
--

-- *not* creating schema, since initdb creates it


ALTER SCHEMA public OWNER TO postgres;

--
-- Name: currency; Type: DOMAIN; Schema: public; Owner: postgres
--

CREATE DOMAIN public.currency AS character varying(3)
	CONSTRAINT known CHECK (((VALUE)::text = ANY ((ARRAY['EUR'::character varying, 'USD'::character varying])::text[])));


ALTER DOMAIN public.currency OWNER TO postgres;

--
-- Name: money_range; Type: TYPE; Schema: public; Owner: postgres
--

CREATE TYPE public.money_range AS RANGE (
    subtype = numeric,
    multirange_type_name = public.money_multirange
);


ALTER TYPE public.money_range OWNER TO postgres;

--
-- Name: mood; Type: TYPE; Schema: public; Owner: postgres
--

CREATE TYPE public.mood AS ENUM (
    'sad',
    'ok',
    'it''s'
);


ALTER TYPE public.mood OWNER TO postgres;

--
-- Name: half(integer); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.half(n integer) RETURNS integer
    LANGUAGE sql IMMUTABLE
    BEGIN ATOMIC
 SELECT (n / 2);
END;


ALTER FUNCTION public.half(n integer) OWNER TO postgres;

--
-- Name: touch(); Type: FUNCTION; Schema: public; Owner: postgres
--

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.changed := now(); RETURN NEW; END $$;


ALTER FUNCTION public.touch() OWNER TO postgres;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: Log Entry; Type: TABLE; Schema: audit; Owner: postgres
--

CREATE TABLE audit."Log Entry" (
    at timestamp with time zone NOT NULL,
    what jsonb,
    "who ""said""" text COLLATE pg_catalog."C",
    during tstzrange
);


ALTER TABLE audit."Log Entry" OWNER TO postgres;

--
-- Name: customer; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.customer (
    id bigint NOT NULL,
    name character varying(50) NOT NULL,
    email text,
    feeling public.mood DEFAULT 'ok'::public.mood NOT NULL,
    changed timestamp with time zone DEFAULT now()
);


ALTER TABLE public.customer OWNER TO postgres;

--
-- Name: TABLE customer; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON TABLE public.customer IS 'who buys; it''s one';


--
-- Name: customer_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE public.customer_id_seq OWNER TO postgres;

--
-- Name: customer_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: postgres
--

ALTER SEQUENCE public.customer_id_seq OWNED BY public.customer.id;


--
-- Name: order_number; Type: SEQUENCE; Schema: public; Owner: postgres
--

CREATE SEQUENCE public.order_number
    START WITH 1000
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 5;


ALTER TABLE public.order_number OWNER TO postgres;

--
-- Name: orders; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.orders (
    id bigint NOT NULL,
    number integer DEFAULT nextval('public.order_number'::regclass) NOT NULL,
    customer bigint NOT NULL,
    status character varying(20) DEFAULT 'new'::character varying NOT NULL,
    amount numeric(10,2),
    currency public.currency DEFAULT 'EUR'::character varying,
    vat numeric(10,2) GENERATED ALWAYS AS ((amount * 0.2)) STORED,
    placed date NOT NULL,
    CONSTRAINT orders_amount_check CHECK (((amount >= (0)::numeric) AND (amount <= (1000)::numeric))),
    CONSTRAINT orders_status_check CHECK (((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying, 'sent'::character varying])::text[])))
)
PARTITION BY RANGE (placed);


ALTER TABLE public.orders OWNER TO postgres;

--
-- Name: COLUMN orders.vat; Type: COMMENT; Schema: public; Owner: postgres
--

COMMENT ON COLUMN public.orders.vat IS 'of 20 %';


--
-- Name: open_orders; Type: VIEW; Schema: public; Owner: postgres
--

CREATE VIEW public.open_orders AS
 SELECT o.id,
    o.number,
    o.customer,
    o.status,
    o.amount,
    o.currency,
    o.vat,
    o.placed,
    c.name
   FROM (public.orders o
     JOIN public.customer c ON ((c.id = o.customer)))
  WHERE ((o.status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[]));


ALTER TABLE public.open_orders OWNER TO postgres;

--
-- Name: orders_2025; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.orders_2025 (
    id bigint NOT NULL,
    number integer DEFAULT nextval('public.order_number'::regclass) NOT NULL,
    customer bigint NOT NULL,
    status character varying(20) DEFAULT 'new'::character varying NOT NULL,
    amount numeric(10,2),
    currency public.currency DEFAULT 'EUR'::character varying,
    vat numeric(10,2) GENERATED ALWAYS AS ((amount * 0.2)) STORED,
    placed date NOT NULL,
    CONSTRAINT orders_amount_check CHECK (((amount >= (0)::numeric) AND (amount <= (1000)::numeric))),
    CONSTRAINT orders_status_check CHECK (((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying, 'sent'::character varying])::text[])))
);


ALTER TABLE public.orders_2025 OWNER TO postgres;

--
-- Name: orders_id_seq; Type: SEQUENCE; Schema: public; Owner: postgres
--

ALTER TABLE public.orders ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: orders_rest; Type: TABLE; Schema: public; Owner: postgres
--

CREATE TABLE public.orders_rest (
    id bigint NOT NULL,
    number integer DEFAULT nextval('public.order_number'::regclass) NOT NULL,
    customer bigint NOT NULL,
    status character varying(20) DEFAULT 'new'::character varying NOT NULL,
    amount numeric(10,2),
    currency public.currency DEFAULT 'EUR'::character varying,
    vat numeric(10,2) GENERATED ALWAYS AS ((amount * 0.2)) STORED,
    placed date NOT NULL,
    CONSTRAINT orders_amount_check CHECK (((amount >= (0)::numeric) AND (amount <= (1000)::numeric))),
    CONSTRAINT orders_status_check CHECK (((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying, 'sent'::character varying])::text[])))
);


ALTER TABLE public.orders_rest OWNER TO postgres;

--
-- Name: totals; Type: MATERIALIZED VIEW; Schema: public; Owner: postgres
--

CREATE MATERIALIZED VIEW public.totals AS
 SELECT orders.customer,
    sum(orders.amount) AS total
   FROM public.orders
  GROUP BY orders.customer
  WITH NO DATA;


ALTER TABLE public.totals OWNER TO postgres;

--
-- Name: orders_2025; Type: TABLE ATTACH; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.orders ATTACH PARTITION public.orders_2025 FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');


--
-- Name: orders_rest; Type: TABLE ATTACH; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.orders ATTACH PARTITION public.orders_rest DEFAULT;


--
-- Name: customer id; Type: DEFAULT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.customer ALTER COLUMN id SET DEFAULT nextval('public.customer_id_seq'::regclass);


--
-- Name: Log Entry Log Entry_during_excl; Type: CONSTRAINT; Schema: audit; Owner: postgres
--

ALTER TABLE ONLY audit."Log Entry"
    ADD CONSTRAINT "Log Entry_during_excl" EXCLUDE USING gist (during WITH &&);


--
-- Name: customer customer_email_key; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_email_key UNIQUE (email);


--
-- Name: customer customer_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.customer
    ADD CONSTRAINT customer_pkey PRIMARY KEY (id);


--
-- Name: orders orders_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.orders
    ADD CONSTRAINT orders_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_2025 orders_2025_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.orders_2025
    ADD CONSTRAINT orders_2025_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_rest orders_rest_pkey; Type: CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE ONLY public.orders_rest
    ADD CONSTRAINT orders_rest_pkey PRIMARY KEY (id, placed);


--
-- Name: orders_open; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX orders_open ON ONLY public.orders USING btree (customer) WHERE ((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[]));


--
-- Name: orders_2025_customer_idx; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX orders_2025_customer_idx ON public.orders_2025 USING btree (customer) WHERE ((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[]));


--
-- Name: orders_rest_customer_idx; Type: INDEX; Schema: public; Owner: postgres
--

CREATE INDEX orders_rest_customer_idx ON public.orders_rest USING btree (customer) WHERE ((status)::text = ANY ((ARRAY['new'::character varying, 'paid'::character varying])::text[]));


--
-- Name: totals_customer_idx; Type: INDEX; Schema: public; Owner: postgres
--

CREATE UNIQUE INDEX totals_customer_idx ON public.totals USING btree (customer);


--
-- Name: orders_2025_customer_idx; Type: INDEX ATTACH; Schema: public; Owner: postgres
--

ALTER INDEX public.orders_open ATTACH PARTITION public.orders_2025_customer_idx;


--
-- Name: orders_2025_pkey; Type: INDEX ATTACH; Schema: public; Owner: postgres
--

ALTER INDEX public.orders_pkey ATTACH PARTITION public.orders_2025_pkey;


--
-- Name: orders_rest_customer_idx; Type: INDEX ATTACH; Schema: public; Owner: postgres
--

ALTER INDEX public.orders_open ATTACH PARTITION public.orders_rest_customer_idx;


--
-- Name: orders_rest_pkey; Type: INDEX ATTACH; Schema: public; Owner: postgres
--

ALTER INDEX public.orders_pkey ATTACH PARTITION public.orders_rest_pkey;


--
-- Name: order_statistics; Type: STATISTICS; Schema: public; Owner: postgres
--

CREATE STATISTICS public.order_statistics ON status, currency FROM public.orders;


ALTER STATISTICS public.order_statistics OWNER TO postgres;

--
-- Name: Log Entry quiet; Type: RULE; Schema: audit; Owner: postgres
--

CREATE RULE quiet AS
    ON DELETE TO audit."Log Entry" DO INSTEAD NOTHING;


--
-- Name: customer touched; Type: TRIGGER; Schema: public; Owner: postgres
--

CREATE TRIGGER touched BEFORE UPDATE ON public.customer FOR EACH ROW WHEN ((old.* IS DISTINCT FROM new.*)) EXECUTE FUNCTION public.touch();


--
-- Name: orders orders_customer_fkey; Type: FK CONSTRAINT; Schema: public; Owner: postgres
--

ALTER TABLE public.orders
    ADD CONSTRAINT orders_customer_fkey FOREIGN KEY (customer) REFERENCES public.customer(id) ON DELETE CASCADE DEFERRABLE;


--
-- Name: customer; Type: ROW SECURITY; Schema: public; Owner: postgres
--

ALTER TABLE public.customer ENABLE ROW LEVEL SECURITY;

--
-- Name: customer own; Type: POLICY; Schema: public; Owner: postgres
--

CREATE POLICY own ON public.customer FOR SELECT USING ((((name)::text = CURRENT_USER) OR (email = ANY (ARRAY['a'::text, 'b'::text]))));


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: postgres
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;
GRANT ALL ON SCHEMA public TO PUBLIC;


--
-- Name: TABLE customer; Type: ACL; Schema: public; Owner: postgres
--

GRANT SELECT ON TABLE public.customer TO PUBLIC;


--
-- PostgreSQL database dump complete
--

\unrestrict bKLL9a8uCcFfbPdo9DEulraQu4EJvtU6uuwx8Y4cdh327Wm5ItJqKbVOQA2BvQI

