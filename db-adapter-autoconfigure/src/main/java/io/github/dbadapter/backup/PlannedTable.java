package io.github.dbadapter.backup;

import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.backup.CatalogTable.CatalogForeignKey;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * A table with all that backup and restore decided about it.
 *
 * @param table the table
 * @param identity columns that identify a row inside its database: the primary key, else
 * a unique key; empty for none
 * @param naturalKey columns that identify a row across databases, empty for none
 * @param owner column of the owner, {@code null} for none
 * @param parent the reference that rows follow, one of {@code references}
 * @param references all references, the declared ones and the catalog's
 * @param lookup whether its rows only tell which row of another database is meant
 * @param filteredByParent whether rows follow their parents although they have an owner
 * @param reasons what was decided and why, for a person
 */
record PlannedTable(CatalogTable table, List<Identifier> identity, List<Identifier> naturalKey,
		@Nullable Identifier owner, @Nullable Reference parent, List<Reference> references, boolean lookup,
		boolean filteredByParent, List<String> reasons) {

	PlannedTable {
		identity = List.copyOf(identity);
		naturalKey = List.copyOf(naturalKey);
		references = List.copyOf(references);
		reasons = List.copyOf(reasons);
	}

	String key() {
		return this.table.key();
	}

	/** The parent that tells whose a row is, {@code null} if the row itself does. */
	@Nullable Reference followed() {
		return (this.owner == null || this.filteredByParent || this.table.column(this.owner) == null) ? this.parent
				: null;
	}

	/** Tables whose rows have to be there before its own, by their identifiers. */
	List<Long> needed() {
		return Stream
			.concat(this.references.stream().map((reference) -> reference.target().oid()),
					this.table.foreignKeys()
						.stream()
						.filter(CatalogForeignKey::period)
						.map(CatalogForeignKey::referencedOid))
			.toList();
	}

	/** Columns that stand in a file. */
	List<CatalogColumn> columns() {
		if (!this.lookup) {
			return this.table.writableColumns();
		}
		return this.table.columns()
			.stream()
			.filter((column) -> Stream.concat(this.identity.stream(), this.naturalKey.stream())
				.anyMatch(column.name()::equals))
			.toList();
	}

	/** Whether the owner is the row itself, as in a table of users. */
	boolean isOwnerTable() {
		return this.owner != null && this.identity.equals(List.of(this.owner));
	}

	TableDef definition() {
		return new TableDef(key(), values(this.identity), values(this.naturalKey),
				(this.owner != null) ? this.owner.value() : null,
				(this.parent != null) ? foreignKey(this.parent) : null,
				this.references.stream()
					.filter((reference) -> reference.optional() && !reference.equals(this.parent))
					.map(PlannedTable::foreignKey)
					.toList());
	}

	private static ForeignKey foreignKey(Reference reference) {
		return new ForeignKey(reference.target().key(), values(reference.columns()));
	}

	private static List<String> values(List<Identifier> names) {
		return names.stream().map(Identifier::value).toList();
	}

}
