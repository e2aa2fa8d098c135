package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the constraints of tables, not-null ones apart.
 */
final class ConstraintReader {

	private final Catalog catalog;

	ConstraintReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void read(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			CatalogRelation table = this.catalog.relation(rows.number());
			if (table == null) {
				continue;
			}
			String name = rows.text();
			Constraint.Type type = type(rows.character());
			List<String> columns = table.columnNames(rows.integers());
			CatalogRelation referenced = this.catalog.anyRelation(rows.number());
			int[] referencedColumns = rows.integers();
			boolean validated = rows.flag();
			boolean local = rows.flag();
			long indexOid = rows.number();
			CatalogIndex index = owns(type) ? this.catalog.indexes().index(indexOid) : null;
			boolean key = index != null && type != Constraint.Type.EXCLUSION;
			table.constraints
				.add(new Constraint(name, type, rows.text(), columns, (referenced != null) ? referenced.name : null,
						(referenced != null) ? referenced.columnNames(referencedColumns) : List.of(), validated, local,
						index != null && index.clustered(), parent(index), key ? index.options() : Map.of(),
						(index != null) ? index.tablespace() : null,
						(index != null) ? this.catalog.comment(CatalogId.CLASS, indexOid) : null,
						this.catalog.comment(CatalogId.CONSTRAINT, oid)));
			this.catalog.register(CatalogId.CONSTRAINT, oid, table.reference(ObjectKind.CONSTRAINT, name));
		}
	}

	private @Nullable QualifiedName parent(@Nullable CatalogIndex index) {
		return (index != null) ? this.catalog.indexes().parent(index.oid()) : null;
	}

	private static boolean owns(Constraint.Type type) {
		return type != Constraint.Type.CHECK && type != Constraint.Type.FOREIGN_KEY;
	}

	private static Constraint.Type type(char type) {
		return switch (type) {
			case 'p' -> Constraint.Type.PRIMARY_KEY;
			case 'u' -> Constraint.Type.UNIQUE;
			case 'x' -> Constraint.Type.EXCLUSION;
			case 'c' -> Constraint.Type.CHECK;
			default -> Constraint.Type.FOREIGN_KEY;
		};
	}

}
