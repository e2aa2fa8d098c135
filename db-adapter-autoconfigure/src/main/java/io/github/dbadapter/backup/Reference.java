package io.github.dbadapter.backup;

import java.util.List;

import io.github.dbadapter.sql.Identifier;

/**
 * A reference from a planned table to another table.
 *
 * @param columns referencing columns
 * @param target the referenced table
 * @param targetColumns referenced columns, in the same order
 * @param optional whether the reference becomes null when its target is missing, instead
 * of the row being left out
 * @param cascades whether deleting the target deletes the row
 */
record Reference(List<Identifier> columns, CatalogTable target, List<Identifier> targetColumns, boolean optional,
		boolean cascades) {

	Reference withOptional(boolean value) {
		return new Reference(this.columns, this.target, this.targetColumns, value, this.cascades);
	}

	String columnNames() {
		return String.join(", ", this.columns.stream().map(Identifier::value).toList());
	}

}
