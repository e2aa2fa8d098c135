CREATE TABLE t (a name, b oid, c regclass, d xid8, e pg_lsn, f "char", g bit(3), h bit varying(5), i timestamp(3), j timestamptz(0), k time(2) with time zone, l interval year to month, m interval(3), n interval day to second(2),
  o numeric, p numeric(5), q macaddr8, r tsquery, s jsonpath, t box, u line, v lseg, w path, x polygon, y circle, z cidr, aa character varying, ab character, ac bpchar, ad float(10), ae float(30), af money, ag xml, ah txid_snapshot, ai pg_snapshot,
  aj int2vector, ak oidvector, al regproc, am regtype[], an timestamp(3)[][], ao varchar(5)[], ap bit[], aq numeric(6,3)[], ar refcursor, at tid, au regnamespace, av regrole, aw regcollation, ax interval hour to minute[]);
-- change: COLUMN_TYPE_CHANGED
ALTER TABLE t ALTER n TYPE interval day to second(3);
