-- With the members that belong to no operator class.
SELECT 'pg_opfamily'::regclass::oid, f.oid, 'OPERATOR FAMILY', f.opfnamespace,
  format('%I USING %I', f.opfname, m.amname),
  format('CREATE OPERATOR FAMILY %I.%I USING %I', n.nspname, f.opfname, m.amname)
  || COALESCE((SELECT format(E';\nALTER OPERATOR FAMILY %I.%I USING %I ADD\n    ', n.nspname, f.opfname, m.amname)
      || string_agg(e.text, E',\n    ' ORDER BY e.text COLLATE "C")
    FROM (SELECT format('OPERATOR %s %s%s', a.amopstrategy, a.amopopr::regoperator,
          COALESCE((SELECT format(' FOR ORDER BY %I.%I', sn.nspname, s.opfname)
            FROM pg_opfamily s JOIN pg_namespace sn ON sn.oid = s.opfnamespace WHERE s.oid = a.amopsortfamily), ''))
        FROM pg_amop a
        WHERE a.amopfamily = f.oid AND NOT EXISTS (SELECT FROM pg_depend d
          WHERE d.classid = 'pg_amop'::regclass AND d.objid = a.oid AND d.refclassid = 'pg_opclass'::regclass)
      UNION ALL
      SELECT format('FUNCTION %s (%s, %s) %s', p.amprocnum, format_type(p.amproclefttype, NULL),
          format_type(p.amprocrighttype, NULL), p.amproc::regprocedure)
        FROM pg_amproc p
        WHERE p.amprocfamily = f.oid AND NOT EXISTS (SELECT FROM pg_depend d
          WHERE d.classid = 'pg_amproc'::regclass AND d.objid = p.oid AND d.refclassid = 'pg_opclass'::regclass)
    ) e(text)), '')
FROM pg_opfamily f
JOIN pg_am m ON m.oid = f.opfmethod
JOIN pg_namespace n ON n.oid = f.opfnamespace
WHERE f.opfnamespace = ANY (?::oid[]) AND NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_opfamily'::regclass AND d.objid = f.oid AND d.deptype = 'e')
