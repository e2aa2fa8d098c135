package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;

import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Reads all that is compared as a whole. The queries give for each object its catalog,
 * oid, type, schema (NULL for none), name and the statements that create it.
 */
final class OtherReader {

	private final Catalog catalog;

	OtherReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			int catalogOid = rows.integer();
			long oid = rows.number();
			String type = rows.text();
			long schema = rows.number();
			QualifiedName name = (schema != 0) ? this.catalog.name(schema, rows.text()) : QualifiedName.of(rows.text());
			if (!this.catalog.scope().excludes(name)) {
				OtherObject object = new OtherObject(type, name, rows.text(), this.catalog.comment(catalogOid, oid));
				if (oid != 0) {
					this.catalog.add(catalogOid, oid, object);
				}
				else {
					this.catalog.add(object);
				}
			}
		}
	}

}
