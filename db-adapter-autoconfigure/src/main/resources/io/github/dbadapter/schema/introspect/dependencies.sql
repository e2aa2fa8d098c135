-- Normal dependencies; what is part of something else (i) or of an extension (e); what belongs to an
-- operator class or family, and what that needs; the other table of a constraint trigger.
SELECT classid, objid, objsubid, refclassid, refobjid, refobjsubid,
  CASE WHEN deptype = 'a' AND (classid IN ('pg_opclass'::regclass, 'pg_trigger'::regclass)
    OR refclassid IN ('pg_proc'::regclass, 'pg_operator'::regclass)) THEN 'n' ELSE deptype END
FROM pg_depend
WHERE objid >= 16384 AND refobjid >= 16384 AND refclassid <> 'pg_namespace'::regclass
  AND (deptype IN ('n', 'e') OR deptype = 'i' AND classid <> 'pg_trigger'::regclass
    OR deptype = 'a' AND classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass, 'pg_opclass'::regclass)
    OR deptype = 'a' AND classid = 'pg_trigger'::regclass AND refclassid = 'pg_class'::regclass
    -- The columns that a generated column reads.
    OR deptype = 'a' AND classid = 'pg_class'::regclass AND objsubid > 0 AND refclassid = 'pg_class'::regclass -- @until 14
  )
