package io.github.dbadapter.schema.introspect;

import java.sql.SQLException;

import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads functions, procedures, aggregates and extensions.
 */
final class RoutineReader {

	private final Catalog catalog;

	RoutineReader(Catalog catalog) {
		this.catalog = catalog;
	}

	void readRoutines(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			QualifiedName name = this.catalog.name(rows.number(), rows.text());
			if (!this.catalog.scope().excludes(name)) {
				ObjectKind kind = kind(rows.character());
				this.catalog.add(CatalogId.PROC, oid, new Routine(kind, name, rows.text(), rows.textOrNull(),
						rows.text().strip(), this.catalog.comment(CatalogId.PROC, oid)));
			}
		}
	}

	private static ObjectKind kind(char kind) {
		return switch (kind) {
			case 'a' -> ObjectKind.AGGREGATE;
			case 'p' -> ObjectKind.PROCEDURE;
			default -> ObjectKind.FUNCTION;
		};
	}

	void readExtensions(Rows rows) throws SQLException {
		while (rows.next()) {
			long oid = rows.number();
			Extension extension = new Extension(QualifiedName.of(rows.text()), rows.text(), rows.text(),
					unless(rows.textOrNull(), this.catalog.comment(CatalogId.EXTENSION, oid)));
			if (this.catalog.scope().databaseObjects() && !this.catalog.scope().excludes(extension.name())) {
				this.catalog.add(CatalogId.EXTENSION, oid, extension);
			}
		}
	}

	private static @Nullable String unless(@Nullable String own, @Nullable String comment) {
		return (comment == null || comment.equals(own)) ? null : comment;
	}

}
