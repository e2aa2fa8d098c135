package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * Decides which tables take part, in which order and by which keys, from a declaration or
 * from the catalog alone. Pure.
 */
final class DataPlanner {

	private static final Set<String> MIGRATION_HISTORIES = Set.of("flyway_schema_history", "databasechangelog",
			"databasechangeloglock");

	private static final Comparator<Reference> BEST_PARENT = Comparator
		.comparing((Reference reference) -> !reference.cascades())
		.thenComparingInt((reference) -> reference.columns().size())
		.thenComparing(Reference::columnNames);

	private final Catalog catalog;

	private final boolean byOwner;

	private final TableResolver resolver;

	private final List<String> notices = new ArrayList<>();

	/**
	 * Creates a planner.
	 * @param catalog the database
	 * @param byOwner whether the rows of one owner are wanted
	 */
	DataPlanner(Catalog catalog, boolean byOwner) {
		this.catalog = catalog;
		this.byOwner = byOwner;
		this.resolver = new TableResolver(catalog);
	}

	/**
	 * Plans the tables of a declaration.
	 * @param schema the declaration, {@code null} to derive everything
	 * @param only names of the tables wanted, empty for all
	 * @return the plan
	 */
	DataPlan plan(@Nullable BackupSchema schema, List<String> only) {
		Map<Long, PlannedTable> tables = new LinkedHashMap<>();
		if (schema != null) {
			schema.tables().forEach((definition) -> {
				PlannedTable table = this.resolver.declared(definition);
				if (tables.putIfAbsent(table.table().oid(), table) != null) {
					throw new InvalidInputException(
							"The backup schema declares table '%s' twice".formatted(definition.name()));
				}
			});
		}
		else {
			this.catalog.tables()
				.stream()
				.filter((table) -> !MIGRATION_HISTORIES.contains(table.name().name().value()))
				.forEach((table) -> tables.put(table.oid(), this.resolver.derived(table)));
			if (this.byOwner) {
				ownerTables(tables);
			}
			parents(tables);
		}
		Set<Long> wanted = wanted(tables, only);
		List<PlannedTable> chosen = tables.values()
			.stream()
			.filter((table) -> wanted.contains(table.table().oid()))
			.filter((table) -> schema != null || !only.isEmpty() || isTaken(table))
			.toList();
		return new DataPlan(TableOrder.of(chosen), lookups(chosen), List.copyOf(tables.values()), this.notices);
	}

	private Set<Long> wanted(Map<Long, PlannedTable> tables, List<String> only) {
		if (only.isEmpty()) {
			return tables.keySet();
		}
		List<Long> oids = new ArrayList<>();
		for (String name : only) {
			CatalogTable table = this.resolver.table(name);
			if (!tables.containsKey(table.oid())) {
				throw new InvalidInputException("Table '%s' is not part of the backup schema".formatted(name));
			}
			oids.add(table.oid());
		}
		return Set.copyOf(oids);
	}

	private boolean isTaken(PlannedTable table) {
		if (!this.byOwner || table.owner() != null || table.parent() != null) {
			return true;
		}
		this.notices.add("%s is left out: it has neither an owner nor a parent that has one".formatted(table.key()));
		return false;
	}

	/** The table that owner columns refer to is owned by the row itself. */
	private void ownerTables(Map<Long, PlannedTable> tables) {
		for (PlannedTable table : List.copyOf(tables.values())) {
			for (Reference reference : table.references()) {
				PlannedTable target = tables.get(reference.target().oid());
				if (target != null && target.owner() == null && table.owner() != null
						&& reference.columns().equals(List.of(table.owner()))
						&& reference.targetColumns().equals(target.identity())) {
					Identifier identity = target.identity().get(0);
					tables.put(target.table().oid(), this.resolver.with(target, identity, null,
							"owner is %s, because %s.%s refers to it".formatted(identity, table.key(), table.owner())));
				}
			}
		}
	}

	/** With an owner wanted, tables become reachable from the owned ones outwards. */
	private void parents(Map<Long, PlannedTable> tables) {
		boolean changed = true;
		while (changed) {
			changed = false;
			for (PlannedTable table : List.copyOf(tables.values())) {
				if (table.parent() == null) {
					Reference parent = parent(table, tables);
					if (parent != null) {
						tables.put(table.table().oid(), this.resolver.with(table, table.owner(), parent,
								"parent is %s by (%s)".formatted(parent.target().key(), parent.columnNames())));
						changed = true;
					}
				}
			}
		}
	}

	private @Nullable Reference parent(PlannedTable table, Map<Long, PlannedTable> tables) {
		List<Reference> candidates = table.references()
			.stream()
			.filter((reference) -> reference.target().oid() != table.table().oid())
			.filter((reference) -> tables.containsKey(reference.target().oid()))
			.filter((reference) -> !this.byOwner || isOwned(tables.get(reference.target().oid())))
			.sorted(BEST_PARENT)
			.toList();
		Reference required = candidates.stream().filter((reference) -> !reference.optional()).findFirst().orElse(null);
		boolean followed = this.byOwner && table.owner() == null;
		return (required == null && followed && !candidates.isEmpty()) ? candidates.get(0) : required;
	}

	private boolean isOwned(@Nullable PlannedTable table) {
		return table != null && (table.owner() != null || table.parent() != null);
	}

	private List<PlannedTable> lookups(List<PlannedTable> chosen) {
		Map<Long, PlannedTable> lookups = new LinkedHashMap<>();
		for (PlannedTable table : chosen) {
			for (Reference reference : table.references()) {
				CatalogTable target = reference.target();
				if (chosen.stream().noneMatch((other) -> other.table().oid() == target.oid())
						&& !lookups.containsKey(target.oid())) {
					PlannedTable lookup = this.resolver.lookup(reference);
					if (lookup != null) {
						lookups.put(target.oid(), lookup);
						this.notices.add("%s is not part: rows that %s refers to are looked up by (%s)"
							.formatted(target.key(), table.key(), TableKeys.names(lookup.naturalKey())));
					}
					else {
						this.notices.add("%s is not part: (%s) of %s keeps its values".formatted(target.key(),
								reference.columnNames(), table.key()));
					}
				}
			}
		}
		return List.copyOf(lookups.values());
	}

}
