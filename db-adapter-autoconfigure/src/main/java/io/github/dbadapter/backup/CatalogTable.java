package io.github.dbadapter.backup;

import java.util.List;

import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A table as the catalog describes it. Lists of column names are in key order.
 *
 * @param oid its object identifier
 * @param key its name in backup files and schemas
 * @param name its qualified name
 * @param partitioned whether its rows live in partitions
 * @param readable whether the role may read it
 * @param filtered whether row-level security hides rows from the role
 * @param estimatedRows rows by the last statistics, -1 if unknown
 * @param columns columns in order, dropped ones left out
 * @param primaryKey columns of the primary key, empty for none
 * @param uniqueKeys other unique constraints and plain unique indexes, by name
 * @param foreignKeys foreign keys, by name
 * @param triggers enabled user triggers, those of its partitions included, by name
 * @param rules whether it may have rules
 */
record CatalogTable(long oid, String key, QualifiedName name, boolean partitioned, boolean readable, boolean filtered,
		long estimatedRows, List<CatalogColumn> columns, List<Identifier> primaryKey, List<UniqueKey> uniqueKeys,
		List<CatalogForeignKey> foreignKeys, List<UserTrigger> triggers, boolean rules) {

	CatalogTable {
		columns = List.copyOf(columns);
		primaryKey = List.copyOf(primaryKey);
		uniqueKeys = List.copyOf(uniqueKeys);
		foreignKeys = List.copyOf(foreignKeys);
		triggers = List.copyOf(triggers);
	}

	@Nullable CatalogColumn column(Identifier column) {
		return this.columns.stream().filter((candidate) -> candidate.name().equals(column)).findFirst().orElse(null);
	}

	@Nullable CatalogColumn column(String column) {
		return this.columns.stream()
			.filter((candidate) -> candidate.name().value().equals(column))
			.findFirst()
			.orElse(null);
	}

	/** Columns whose values are data of their own. */
	List<CatalogColumn> writableColumns() {
		return this.columns.stream().filter((column) -> !column.generated()).toList();
	}

	/** Whether no row holds NULL in one of these columns. */
	boolean isNeverNull(List<Identifier> names) {
		return names.stream().map(this::column).allMatch((column) -> column != null && column.neverNull());
	}

	/** Whether NULL is refused in each of these columns. */
	boolean isNotNull(List<Identifier> names) {
		return names.stream().map(this::column).allMatch((column) -> column != null && column.notNull());
	}

	/** Whether the column can be given a value on insert only. */
	boolean isAlwaysIdentity(Identifier name) {
		CatalogColumn column = column(name);
		return column != null && column.alwaysIdentity();
	}

	/** Whether at most one row can have given values in these columns. */
	boolean isUnique(List<Identifier> names) {
		return (!this.primaryKey.isEmpty() && names.containsAll(this.primaryKey)) || this.uniqueKeys.stream()
			.anyMatch((key) -> names.containsAll(key.columns()) && isNeverNull(key.columns()));
	}

	/** Whether a trigger or rule may change what an update does. */
	boolean isUpdateWatched() {
		return this.rules || this.triggers.stream().anyMatch(UserTrigger::onUpdate);
	}

	/** Whether a trigger or rule may act on rows that are written. */
	boolean isWatched() {
		return this.rules || !this.triggers.isEmpty();
	}

	/**
	 * How rows of the table are read, without those of tables that inherit from it.
	 */
	String from() {
		return this.partitioned ? this.name.quoted() : "ONLY " + this.name.quoted();
	}

	/**
	 * A unique constraint or index.
	 *
	 * @param name name of the constraint or index
	 * @param columns its columns
	 */
	record UniqueKey(String name, List<Identifier> columns) {

	}

	/**
	 * A foreign key.
	 *
	 * @param name name of the constraint
	 * @param columns referencing columns
	 * @param referencedOid the referenced table
	 * @param referencedColumns referenced columns, in the same order
	 * @param cascades whether deleting the parent deletes the row
	 * @param period whether the last column refers to any rows that cover its period
	 */
	record CatalogForeignKey(String name, List<Identifier> columns, long referencedOid,
			List<Identifier> referencedColumns, boolean cascades, boolean period) {

	}

	/**
	 * A user trigger.
	 *
	 * @param table the table that has it, which may be a partition
	 * @param name its name
	 * @param always how it is enabled: {@code O} or {@code A}
	 * @param onInsert whether it fires on INSERT
	 * @param onUpdate whether it fires on UPDATE
	 * @param onDelete whether it fires on DELETE
	 */
	record UserTrigger(QualifiedName table, Identifier name, String always, boolean onInsert, boolean onUpdate,
			boolean onDelete) {

	}

}
