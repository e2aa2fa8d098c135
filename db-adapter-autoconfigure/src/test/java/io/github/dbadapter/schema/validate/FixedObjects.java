package io.github.dbadapter.schema.validate;

import java.util.List;

import io.github.dbadapter.schema.validate.RandomSchema.Mutation;

/**
 * What is in every {@link RandomSchema}, one object of each kind, and changes to it.
 */
final class FixedObjects {

	static final String SCRIPT = """
			CREATE TYPE mood AS ENUM ('sad', 'ok');
			CREATE TYPE pair AS (a int, b text);
			CREATE DOMAIN amount AS numeric CHECK (VALUE >= 0);
			CREATE TYPE span AS RANGE (SUBTYPE = float8);
			CREATE SEQUENCE counter;
			CREATE SCHEMA aside;
			CREATE VIEW v AS SELECT 1 AS x;
			CREATE MATERIALIZED VIEW kept AS SELECT 1 AS x, 'a'::varchar AS y;
			CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END';
			CREATE FUNCTION half(i int DEFAULT 4) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i / 2';
			CREATE PROCEDURE work(INOUT n int) LANGUAGE plpgsql AS 'BEGIN n := n + 1; END';
			CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = '');
			CREATE TABLE parted (day date NOT NULL, n int DEFAULT 1, PRIMARY KEY (day)) PARTITION BY RANGE (day);
			CREATE TABLE part_old PARTITION OF parted FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
			CREATE TABLE part_rest PARTITION OF parted DEFAULT;
			CREATE INDEX parted_by_n ON parted (n) WHERE n > 0;
			CREATE STATISTICS known (ndistinct) ON day, n FROM parted;
			CREATE TRIGGER routed AFTER INSERT ON parted FOR EACH ROW EXECUTE FUNCTION touch();
			CREATE TABLE made (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int,
				twice int GENERATED ALWAYS AS (n * 2) STORED, during int4range, body text,
				CONSTRAINT apart EXCLUDE USING gist (during WITH &&));
			CREATE POLICY seen ON made USING (n > 0);
			CREATE RULE quiet AS ON DELETE TO made WHERE old.n = 1 DO INSTEAD NOTHING;
			CREATE TABLE ancestor (a int);
			CREATE TABLE heir (b int) INHERITS (ancestor);
			""";

	static final List<Mutation> MUTATIONS = List.of(
			Mutation.of("VIEW", "DEFINITION_CHANGED", "CREATE OR REPLACE VIEW v AS SELECT 2 AS x"),
			Mutation.of("VIEW", "OPTIONS_CHANGED", "ALTER VIEW v SET (security_barrier)"),
			Mutation.of("VIEW", "MISSING", "DROP VIEW v"),
			Mutation.of("COLUMN", "DEFAULT_CHANGED", "ALTER VIEW v ALTER x SET DEFAULT 3"),
			Mutation.of("FUNCTION", "DEFINITION_CHANGED",
					"CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN old; END'"),
			Mutation.of("FUNCTION", "DEFINITION_CHANGED", "ALTER FUNCTION half(int) STABLE"),
			Mutation.of("FUNCTION", "DEFINITION_CHANGED", "ALTER FUNCTION half(int) SET search_path = pg_catalog"),
			Mutation.of("FUNCTION", "DEFINITION_CHANGED",
					"CREATE OR REPLACE FUNCTION half(i int DEFAULT 5) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT i / 2'"),
			Mutation.of("FUNCTION", "EXTRA", "CREATE FUNCTION f(i int) RETURNS int LANGUAGE sql AS 'SELECT i'"),
			Mutation.of("FUNCTION", "EXTRA", "CREATE FUNCTION half(i bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'"),
			Mutation.of("FUNCTION", "COMMENT_CHANGED", "COMMENT ON FUNCTION half(int) IS 'x'"),
			Mutation.of("PROCEDURE", "DEFINITION_CHANGED", "ALTER PROCEDURE work(int) SECURITY DEFINER"),
			Mutation.of("PROCEDURE", "MISSING", "DROP PROCEDURE work"),
			Mutation.of("AGGREGATE", "DEFINITION_CHANGED",
					"CREATE OR REPLACE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text, INITCOND = 'x')"),
			Mutation.of("AGGREGATE", "MISSING", "DROP AGGREGATE joined(text)"),
			Mutation.of("AGGREGATE", "EXTRA", "CREATE AGGREGATE most(int) (SFUNC = int4larger, STYPE = int)"),
			Mutation.of("ENUM", "VALUES_CHANGED", "ALTER TYPE mood ADD VALUE 'new' BEFORE 'ok'"),
			Mutation.of("ENUM", "VALUES_CHANGED", "ALTER TYPE mood RENAME VALUE 'ok' TO 'okay'"),
			Mutation.of("ENUM", "COMMENT_CHANGED", "COMMENT ON TYPE mood IS 'x'"),
			Mutation.of("DOMAIN", "NULLABILITY_CHANGED", "ALTER DOMAIN amount SET NOT NULL"),
			Mutation.of("DOMAIN", "DEFAULT_CHANGED", "ALTER DOMAIN amount SET DEFAULT 3"),
			Mutation.of("CONSTRAINT", "EXTRA", "ALTER DOMAIN amount ADD CHECK (VALUE < 9)"),
			Mutation.of("CONSTRAINT", "MISSING", "ALTER DOMAIN amount DROP CONSTRAINT amount_check"),
			Mutation.of("CONSTRAINT", "COMMENT_CHANGED", "COMMENT ON CONSTRAINT amount_check ON DOMAIN amount IS 'x'"),
			Mutation.of("RANGE_TYPE", "DEFINITION_CHANGED",
					"DROP TYPE span; CREATE TYPE span AS RANGE (SUBTYPE = float8, SUBTYPE_DIFF = float8mi)"),
			Mutation.of("RANGE_TYPE", "TYPE_CHANGED",
					"DROP TYPE span; CREATE TYPE span AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = span_multirange)"),
			Mutation.of("RANGE_TYPE", "MISSING", "DROP TYPE span"),
			Mutation.of("ATTRIBUTE", "EXTRA", "ALTER TYPE pair ADD ATTRIBUTE c int"),
			Mutation.of("ATTRIBUTE", "TYPE_CHANGED", "ALTER TYPE pair ALTER ATTRIBUTE a TYPE bigint"),
			Mutation.of("SEQUENCE", "OPTIONS_CHANGED", "ALTER SEQUENCE counter INCREMENT 5"),
			Mutation.of("SEQUENCE", "OPTIONS_CHANGED", "ALTER SEQUENCE counter AS smallint"),
			Mutation.of("SEQUENCE", "COMMENT_CHANGED", "COMMENT ON SEQUENCE counter IS 'x'"),
			Mutation.of("SCHEMA", "EXTRA", "CREATE SCHEMA more"),
			Mutation.of("SCHEMA", "COMMENT_CHANGED", "COMMENT ON SCHEMA aside IS 'x'"),
			Mutation.of("MATERIALIZED_VIEW", "EXTRA", "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x"),
			Mutation.of("MATERIALIZED_VIEW", "OPTIONS_CHANGED", "ALTER MATERIALIZED VIEW kept SET (fillfactor = 50)"),
			Mutation.of("INDEX", "EXTRA", "CREATE INDEX ON kept (x)"),
			Mutation.of("COLUMN", "STATISTICS_TARGET_CHANGED", "ALTER MATERIALIZED VIEW kept ALTER x SET STATISTICS 9"),
			Mutation.of("STATISTICS", "DEFINITION_CHANGED",
					"DROP STATISTICS known; CREATE STATISTICS known ON day, n FROM parted"),
			Mutation.of("STATISTICS", "STATISTICS_TARGET_CHANGED", "ALTER STATISTICS known SET STATISTICS 9"),
			Mutation.of("STATISTICS", "COMMENT_CHANGED", "COMMENT ON STATISTICS known IS 'x'"),
			Mutation.of("TABLE", "PARTITION_CHANGED", "ALTER TABLE parted DETACH PARTITION part_rest"),
			Mutation.of("TABLE", "EXTRA",
					"CREATE TABLE part_new PARTITION OF parted FOR VALUES FROM ('2027-01-01') TO ('2028-01-01')"),
			Mutation.of("TABLE", "OPTIONS_CHANGED", "ALTER TABLE part_old SET (fillfactor = 50)"),
			Mutation.of("INDEX", "EXTRA", "CREATE INDEX ON part_old (n)"),
			Mutation.of("INDEX", "MISSING", "DROP INDEX parted_by_n"),
			Mutation.of("COLUMN", "DEFAULT_CHANGED", "ALTER TABLE ONLY part_old ALTER n SET DEFAULT 9"),
			Mutation.of("COLUMN", "EXTRA", "ALTER TABLE parted ADD more int"),
			Mutation.of("CONSTRAINT", "EXTRA", "ALTER TABLE part_old ADD CHECK (n > 3)"),
			Mutation.of("CONSTRAINT", "EXTRA", "ALTER TABLE parted ADD CHECK (n > 3)"),
			Mutation.of("TRIGGER", "EXTRA", "ALTER TABLE part_old DISABLE TRIGGER routed"),
			Mutation.of("TRIGGER", "MISSING", "DROP TRIGGER routed ON parted"),
			Mutation.of("COLUMN", "GENERATED_CHANGED",
					"ALTER TABLE made DROP twice; ALTER TABLE made ADD twice int GENERATED ALWAYS AS (n * 3) STORED"),
			Mutation.of("COLUMN", "IDENTITY_CHANGED", "ALTER TABLE made ALTER id SET GENERATED BY DEFAULT"),
			Mutation.of("COLUMN", "IDENTITY_CHANGED", "ALTER TABLE made ALTER id SET INCREMENT 7"),
			Mutation.of("COLUMN", "COMPRESSION_CHANGED", "ALTER TABLE made ALTER body SET COMPRESSION pglz"),
			Mutation.of("CONSTRAINT", "DEFINITION_CHANGED",
					"ALTER TABLE made DROP CONSTRAINT apart, ADD CONSTRAINT apart EXCLUDE USING gist (during WITH &&) WHERE (n > 4)"),
			Mutation.of("CONSTRAINT", "OPTIONS_CHANGED", "ALTER INDEX made_pkey SET (fillfactor = 50)"),
			Mutation.of("TABLE", "PERSISTENCE_CHANGED", "ALTER TABLE made SET UNLOGGED"),
			Mutation.of("POLICY", "PERMISSIVE_CHANGED",
					"DROP POLICY seen ON made; CREATE POLICY seen ON made AS RESTRICTIVE USING (n > 0)"),
			Mutation.of("POLICY", "COMMAND_CHANGED",
					"DROP POLICY seen ON made; CREATE POLICY seen ON made FOR SELECT USING (n > 0)"),
			Mutation.of("POLICY", "ROLES_CHANGED", "ALTER POLICY seen ON made TO pg_monitor"),
			Mutation.of("POLICY", "COMMENT_CHANGED", "COMMENT ON POLICY seen ON made IS 'x'"),
			Mutation.of("RULE", "DEFINITION_CHANGED",
					"CREATE OR REPLACE RULE quiet AS ON DELETE TO made WHERE old.n = 2 DO INSTEAD NOTHING"),
			Mutation.of("RULE", "FIRING_CHANGED", "ALTER TABLE made DISABLE RULE quiet"),
			Mutation.of("RULE", "MISSING", "DROP RULE quiet ON made"),
			Mutation.of("TABLE", "INHERITANCE_CHANGED", "ALTER TABLE heir NO INHERIT ancestor"));

	private FixedObjects() {
	}

}
