CREATE TYPE "order" AS ENUM ('asc', 'desc');
CREATE TABLE "select" ("from" int PRIMARY KEY, "where" text, "order" "order", "user" text, "table" int REFERENCES "select", value int, "values" int[], "all" boolean, "default" int DEFAULT 1, "check" int CHECK ("check" > 0), time time, "timestamp" timestamp, "interval" interval, "row" int, "end" int, "case" int, "when" int, "current_user" text);
CREATE TABLE "user" ("select" int REFERENCES "select" ("from"), "group" text, "limit" int, "offset" int, "window" int, "primary" int, "unique" int UNIQUE, year int, "grant" text);
CREATE INDEX "index" ON "select" ("where", "order" DESC, "user") WHERE "all";
CREATE FUNCTION "end"("case" int, "else" text DEFAULT 'then') RETURNS int LANGUAGE sql AS 'SELECT "case"';
CREATE VIEW "view" AS SELECT "select"."from", "select"."where" AS "as", CASE WHEN "all" THEN "case" ELSE "end" END AS "when", "user"."group" AS "having", "end"(1) AS "end", "current_user", CURRENT_USER AS real FROM "select" JOIN "user" ON "user"."select" = "select"."from" ORDER BY "order", "user"."limit";
CREATE TRIGGER "before" BEFORE UPDATE OF "from", "where" ON "select" FOR EACH ROW WHEN (OLD."all" AND NOT NEW."all") EXECUTE FUNCTION suppress_redundant_updates_trigger();
CREATE SEQUENCE "sequence" OWNED BY "user"."limit";
CREATE POLICY "policy" ON "user" FOR SELECT USING ("group" = CURRENT_USER);
-- change: COLUMN_TYPE_CHANGED
ALTER TABLE "user" ALTER "offset" TYPE smallint;
