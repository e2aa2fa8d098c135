package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.CatalogTable.CatalogForeignKey;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Brings a table of the catalog together with what was declared about it.
 */
final class TableResolver {

	private final Catalog catalog;

	TableResolver(Catalog catalog) {
		this.catalog = catalog;
	}

	CatalogTable table(String name) {
		CatalogTable table = this.catalog.find(name);
		if (table == null) {
			throw new InvalidInputException("There is no table '%s'. Known are %s".formatted(name, known()));
		}
		return table;
	}

	private String known() {
		List<String> keys = this.catalog.tables().stream().map(CatalogTable::key).limit(20).toList();
		return keys.isEmpty() ? "none" : String.join(", ", keys);
	}

	PlannedTable derived(CatalogTable table) {
		List<String> reasons = new ArrayList<>();
		List<Identifier> natural = TableKeys.natural(table, reasons);
		Identifier owner = null;
		if (table.column(TableDef.DEFAULT_USER) != null) {
			owner = new Identifier(TableDef.DEFAULT_USER);
			reasons.add("owner is " + owner);
		}
		return new PlannedTable(table, TableKeys.identity(table), natural, owner, null, references(table, List.of()),
				false, false, reasons);
	}

	PlannedTable with(PlannedTable planned, @Nullable Identifier owner, @Nullable Reference parent, String reason) {
		return new PlannedTable(planned.table(), planned.identity(), planned.naturalKey(), owner, parent,
				planned.references(), planned.lookup(), planned.filteredByParent(),
				Stream.concat(planned.reasons().stream(), Stream.of(reason)).toList());
	}

	PlannedTable declared(TableDef definition) {
		CatalogTable table = table(definition.name());
		List<String> reasons = new ArrayList<>(List.of("declared"));
		List<Identifier> identity = TableKeys.identity(table);
		if (identity.isEmpty()) {
			identity = columns(table, definition.pk(), TableDef.DEFAULT_PK);
		}
		List<Identifier> natural = columns(table, definition.slugField(), TableDef.DEFAULT_SLUG);
		if (natural.isEmpty()) {
			natural = TableKeys.natural(table, reasons);
		}
		List<Identifier> owner = (definition.userField() != null)
				? columns(table, List.of(definition.userField()), TableDef.DEFAULT_USER) : List.of();
		List<Reference> declared = new ArrayList<>();
		definition.optionalRefs().forEach((reference) -> declared.add(reference(table, reference, true)));
		Reference parent = null;
		if (definition.parent() != null) {
			parent = reference(table, definition.parent(), false);
			declared.add(parent);
		}
		return new PlannedTable(table, identity, natural, owner.isEmpty() ? null : owner.get(0), parent,
				references(table, declared), false, parent != null, reasons);
	}

	private static List<Identifier> columns(CatalogTable table, List<String> names, String absent) {
		for (String name : names) {
			if (table.column(name) == null) {
				if (names.equals(List.of(absent))) {
					return List.of();
				}
				throw new InvalidInputException(
						"Table '%s' has no column '%s', which the backup schema names".formatted(table.key(), name));
			}
		}
		return names.stream().map(Identifier::new).toList();
	}

	private Reference reference(CatalogTable table, ForeignKey declared, boolean optional) {
		CatalogTable target = table(declared.table());
		List<Identifier> columns = columns(table, declared.fields(), "");
		for (CatalogForeignKey key : table.foreignKeys()) {
			if (key.referencedOid() == target.oid() && key.columns().equals(columns)) {
				return new Reference(columns, target, key.referencedColumns(), optional, key.cascades());
			}
		}
		List<Identifier> identity = TableKeys.identity(target);
		if (identity.size() != columns.size()) {
			throw new InvalidInputException("(%s) of table '%s' cannot refer to table '%s', whose key is (%s)"
				.formatted(TableKeys.names(columns), table.key(), target.key(), TableKeys.names(identity)));
		}
		return new Reference(columns, target, identity, optional, false);
	}

	/**
	 * Declared references first, then the catalog's foreign keys on other columns. One by
	 * period names no single row: its columns keep their values.
	 */
	private List<Reference> references(CatalogTable table, List<Reference> declared) {
		List<Reference> references = new ArrayList<>(declared);
		for (CatalogForeignKey key : table.foreignKeys()) {
			CatalogTable target = this.catalog.find(key.referencedOid());
			boolean known = declared.stream()
				.anyMatch((reference) -> reference.columns().equals(key.columns())
						&& reference.target().oid() == key.referencedOid());
			if (target != null && !known && !key.period()) {
				references.add(new Reference(key.columns(), target, key.referencedColumns(),
						!table.isNotNull(key.columns()), key.cascades()));
			}
		}
		return references;
	}

	/**
	 * A table outside the data, or {@code null} when its keys mean the same everywhere.
	 */
	@Nullable PlannedTable lookup(Reference reference) {
		CatalogTable target = reference.target();
		List<Identifier> natural = TableKeys.natural(target, new ArrayList<>());
		boolean references = target.foreignKeys()
			.stream()
			.anyMatch((key) -> key.columns().stream().anyMatch(natural::contains));
		if (natural.isEmpty() || references || natural.equals(reference.targetColumns())) {
			return null;
		}
		return new PlannedTable(target, reference.targetColumns(), natural, null, null, List.of(), true, false,
				List.of("looked up only"));
	}

}
