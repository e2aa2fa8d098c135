CREATE TABLE "with ""quotes""" ("a.b" int, "c\d" text DEFAULT 'x\y', "größe €" numeric, "🐘" int, "select" boolean, " lead" int, "trail " int, "%s %1$s" text,
  "it's" text, "a,b" int, "(x)" int, "$1" int, "$$" int, "--" int, "/*" int, "{}" int, "NULL" int, "line
break" int, "tab	" int, CONSTRAINT "Primary ""Key"".x" PRIMARY KEY ("a.b", "🐘"));
CREATE TYPE "My.Type" AS ENUM ('a"b', 'c.d', '', ' ', 'x\', '🐘', '%', 'it''s', '$$');
CREATE TYPE "Composite ""T""" AS ("x.y" int, "select" "My.Type", "it's" text);
CREATE DOMAIN "Do main" AS text CONSTRAINT "che'ck" CHECK (VALUE <> '''\"');
CREATE TABLE "Up.Low" (id int, "🐘" int, "T" "My.Type" DEFAULT 'x\', c "Composite ""T""" DEFAULT '(1,"x\\",)', d "Do main"[] DEFAULT '{"a\\b","c\"d"}', "user" name DEFAULT CURRENT_USER,
  FOREIGN KEY (id, "🐘") REFERENCES "with ""quotes""" ("a.b", "🐘") DEFERRABLE, CHECK ((c)."x.y" > 0 AND ((c)."it's") <> 'x'));
CREATE INDEX "in.dex ""1""" ON "with ""quotes""" ("c\d" text_pattern_ops, lower("it's"), "größe €" DESC) INCLUDE ("(x)") WHERE "select" AND "%s %1$s" <> 'it''s';
CREATE FUNCTION "Fun.c ""tion"""("arg.1" int, "arg ""2""" "My.Type" DEFAULT 'x\', OUT "out put" text) LANGUAGE plpgsql AS $fun$ BEGIN "out put" := $$it's \ $$ || "arg.1"; END $fun$;
CREATE FUNCTION "Trig ger"() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER "on.change ""x""" AFTER UPDATE OF "c\d" ON "with ""quotes""" FOR EACH ROW WHEN (OLD."it's" <> NEW."it's") EXECUTE FUNCTION "Trig ger"('it''s', '\', '"', '$$');
CREATE POLICY "po.licy ""x""" ON "with ""quotes""" USING ("it's" = 'it''s');
CREATE RULE "ru.le ""x""" AS ON INSERT TO "Up.Low" WHERE NEW."T" = 'a"b' DO NOTHING;
CREATE VIEW "vi.ew ""x""" ("col.1", "col ""2""") AS SELECT w."a.b", w."it's" || '\' FROM "with ""quotes""" AS w JOIN "Up.Low" AS "al.ias ""x""" ON "al.ias ""x""".id = w."a.b";
CREATE MATERIALIZED VIEW "mat.view ""x""" AS SELECT "col.1" AS "a.b" FROM "vi.ew ""x""" WITH NO DATA;
CREATE UNIQUE INDEX ON "mat.view ""x""" ("a.b");
CREATE SEQUENCE "se.quence ""x""" OWNED BY "with ""quotes"""."c\d";
ALTER TABLE "with ""quotes""" ALTER "(x)" SET DEFAULT nextval('"se.quence ""x"""');
CREATE STATISTICS "stat.s ""x""" ON "a.b", "it's" FROM "with ""quotes""";
CREATE SCHEMA "Sch.ema ""x""";
CREATE TABLE "Sch.ema ""x"""."with ""quotes""" (LIKE public."with ""quotes""" INCLUDING ALL);
CREATE VIEW "Sch.ema ""x"""."vi.ew" AS SELECT "Fun.c ""tion"""(1), 'c.d'::"My.Type" AS t;
COMMENT ON TABLE "with ""quotes""" IS E'it''s a \\ "comment"\nwith $$ and -- and /* and 🐘';
COMMENT ON COLUMN "with ""quotes"""."c\d" IS 'c\d';
COMMENT ON CONSTRAINT "Primary ""Key"".x" ON "with ""quotes""" IS 'key';
-- change: COLUMN_COMMENT_CHANGED
COMMENT ON COLUMN "with ""quotes"""."c\d" IS 'c\\d';
