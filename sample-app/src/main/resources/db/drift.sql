-- What somebody did by hand to the live database: run by --demo.drift=true on a database of its own.
ALTER TABLE product DROP CONSTRAINT IF EXISTS product_price_check;
ALTER TABLE product ALTER COLUMN price TYPE text USING price::text;
ALTER TABLE product ALTER COLUMN tags DROP DEFAULT;
DROP INDEX IF EXISTS product_category_idx;
ALTER TABLE customer_order DROP COLUMN IF EXISTS status;
CREATE TABLE IF NOT EXISTS tmp_import (line text);
