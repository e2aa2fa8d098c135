-- Formatted once for each type and modifier, not once for each column: that is most of the cost of columns.
SELECT x.atttypid, x.atttypmod, format_type(x.atttypid, x.atttypmod)
FROM (SELECT DISTINCT a.atttypid, a.atttypmod FROM pg_attribute a WHERE a.attnum > 0 AND NOT a.attisdropped) x
