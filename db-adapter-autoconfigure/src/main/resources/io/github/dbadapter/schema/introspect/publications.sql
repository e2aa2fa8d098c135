SELECT 'pg_publication'::regclass::oid, p.oid, 'PUBLICATION', NULL, p.pubname,
  format('CREATE PUBLICATION %I%s WITH (publish = %L%s)', p.pubname,
    CASE WHEN p.puballtables THEN ' FOR ALL TABLES' ELSE '' END,
    concat_ws(', ', CASE WHEN p.pubinsert THEN 'insert' END, CASE WHEN p.pubupdate THEN 'update' END,
      CASE WHEN p.pubdelete THEN 'delete' END, CASE WHEN p.pubtruncate THEN 'truncate' END),
    CASE WHEN p.pubviaroot THEN ', publish_via_partition_root = true' ELSE '' END
    || CASE p.pubgencols WHEN 's' THEN ', publish_generated_columns = stored' ELSE '' END -- @from 18
  )
  || COALESCE((SELECT string_agg(format(E';\nALTER PUBLICATION %I ADD TABLES IN SCHEMA %I', p.pubname, n.nspname), '' -- @from 15
      ORDER BY n.nspname) -- @from 15
    FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid), '') -- @from 15
  || COALESCE((SELECT string_agg(format(E';\nALTER PUBLICATION %I ADD TABLE ONLY %I.%I%s%s', p.pubname, n.nspname,
        c.relname,
        '', '' -- @until 14
        COALESCE((SELECT ' (' || string_agg(quote_ident(a.attname), ', ' ORDER BY a.attnum) || ')' -- @from 15
          FROM pg_attribute a WHERE a.attrelid = r.prrelid AND a.attnum = ANY (r.prattrs)), ''), -- @from 15
        COALESCE(' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')', '') -- @from 15
      ),
      '' ORDER BY n.nspname, c.relname)
    FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE r.prpubid = p.oid), '')
FROM pg_publication p
WHERE NOT EXISTS (SELECT FROM pg_depend d
  WHERE d.classid = 'pg_publication'::regclass AND d.objid = p.oid AND d.deptype = 'e')
