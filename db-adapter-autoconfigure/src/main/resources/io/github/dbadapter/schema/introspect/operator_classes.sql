SELECT 'pg_opclass'::regclass::oid, c.oid, 'OPERATOR CLASS', c.opcnamespace,
  format('%I USING %I', c.opcname, m.amname),
  format(E'CREATE OPERATOR CLASS %I.%I%s\n    FOR TYPE %s USING %I FAMILY %I.%I AS\n    ', n.nspname, c.opcname,
    CASE WHEN c.opcdefault THEN ' DEFAULT' ELSE '' END, format_type(c.opcintype, NULL), m.amname,
    fn.nspname, f.opfname)
  || concat_ws(E',\n    ',
    CASE WHEN c.opckeytype <> 0 THEN 'STORAGE ' || format_type(c.opckeytype, NULL)
      -- A class without any member needs something to write.
      WHEN NOT EXISTS (SELECT FROM pg_depend d WHERE d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid
        AND d.classid IN ('pg_amop'::regclass, 'pg_amproc'::regclass))
      THEN 'STORAGE ' || format_type(c.opcintype, NULL) END,
    (SELECT string_agg(format('OPERATOR %s %s%s', a.amopstrategy, a.amopopr::regoperator,
        COALESCE((SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
          FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = a.amopsortfamily), '')),
        E',\n    ' ORDER BY a.amopstrategy)
      FROM pg_depend d JOIN pg_amop a ON a.oid = d.objid
      WHERE d.classid = 'pg_amop'::regclass AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid),
    (SELECT string_agg(format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
        format_type(p.amprocrighttype, NULL), p.amproc::regprocedure),
        E',\n    ' ORDER BY p.amprocnum, p.amproc::regprocedure::text COLLATE "C")
      FROM pg_depend d JOIN pg_amproc p ON p.oid = d.objid
      WHERE d.classid = 'pg_amproc'::regclass AND d.refclassid = 'pg_opclass'::regclass AND d.refobjid = c.oid))
FROM pg_opclass c
JOIN pg_am m ON m.oid = c.opcmethod
JOIN pg_namespace n ON n.oid = c.opcnamespace
JOIN pg_opfamily f ON f.oid = c.opcfamily
JOIN pg_namespace fn ON fn.oid = f.opfnamespace
WHERE c.opcnamespace = ANY (?::oid[]) AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_opclass'::regclass AND d.objid = c.oid AND d.deptype = 'e')
