package io.github.dbadapter.backup;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.sql.Identifier;
import org.jspecify.annotations.Nullable;

/**
 * The COPY statements of a backup. The owner wanted is a setting of the transaction,
 * which indexes can be used with.
 */
final class BackupQueries {

	static final String OWNER = "db_adapter.user_id";

	/**
	 * One owner's rows are few and lie anywhere: reading them by index must not look as
	 * dear as on a rotating disk, and workers would cost more than they bring.
	 */
	private static final Map<String, String> BY_INDEX = Map.of("random_page_cost", "1.1",
			"max_parallel_workers_per_gather", "0");

	private final DataPlan plan;

	private final boolean byOwner;

	private final Masking masking;

	BackupQueries(DataPlan plan, boolean byOwner, Masking masking) {
		this.plan = plan;
		this.byOwner = byOwner;
		this.masking = masking;
	}

	/** Settings of the transaction that the statements expect. */
	static Map<String, String> settings(@Nullable String userId) {
		Map<String, String> settings = new HashMap<>((userId != null) ? BY_INDEX : Map.of());
		settings.put(OWNER, (userId != null) ? userId : "");
		return settings;
	}

	String copy(PlannedTable table) {
		String condition = table.lookup() ? referenced(table) : condition(table, "t", new LinkedHashSet<>());
		if (condition == null && !table.table().partitioned() && !this.masking.isMasked(table.table())
				&& !table.columns().isEmpty()) {
			return "COPY %s (%s) TO STDOUT".formatted(table.table().name().quoted(),
					table.columns().stream().map((column) -> column.name().quoted()).collect(Collectors.joining(", ")));
		}
		String values = table.columns()
			.stream()
			.map((column) -> this.masking.value(table.table(), column.name()))
			.collect(Collectors.joining(", "));
		return "COPY (SELECT %s FROM %s AS t%s) TO STDOUT".formatted(values, table.table().from(),
				(condition != null) ? " WHERE " + condition : "");
	}

	/** What is read of a table, as FROM and WHERE over {@code t}. */
	String from(PlannedTable table) {
		String condition = table.lookup() ? referenced(table) : condition(table, "t", new LinkedHashSet<>());
		return "FROM %s AS t WHERE %s".formatted(table.table().from(), (condition != null) ? condition : "true");
	}

	private @Nullable String condition(PlannedTable table, String alias, Set<Long> path) {
		if (!this.byOwner) {
			return null;
		}
		if (!path.add(table.table().oid())) {
			throw new InvalidInputException("The parents of table '%s' form a circle".formatted(table.key()));
		}
		List<String> conditions = new ArrayList<>();
		CatalogColumn owner = (table.owner() != null) ? table.table().column(table.owner()) : null;
		if (owner != null) {
			conditions.add("%s.%s = pg_catalog.current_setting('%s')::%s".formatted(alias, owner.name().quoted(), OWNER,
					owner.type()));
		}
		Reference parent = table.followed();
		if (parent != null) {
			conditions.add(ofParent(parent, alias, path));
		}
		path.remove(table.table().oid());
		return conditions.isEmpty() ? null : String.join(" AND ", conditions);
	}

	private String ofParent(Reference parent, String alias, Set<Long> path) {
		String parentAlias = "p" + path.size();
		PlannedTable planned = this.plan.context()
			.stream()
			.filter((table) -> table.table().oid() == parent.target().oid())
			.findFirst()
			.orElse(null);
		List<String> conditions = new ArrayList<>();
		for (int i = 0; i < parent.columns().size(); i++) {
			conditions.add("%s.%s = %s.%s".formatted(parentAlias, parent.targetColumns().get(i).quoted(), alias,
					parent.columns().get(i).quoted()));
		}
		String further = (planned != null) ? condition(planned, parentAlias, path) : null;
		if (further != null) {
			conditions.add(further);
		}
		return "EXISTS (SELECT FROM %s AS %s WHERE %s)".formatted(parent.target().from(), parentAlias,
				String.join(" AND ", conditions));
	}

	/** Rows of a table outside the data that rows inside refer to. */
	private String referenced(PlannedTable lookup) {
		List<String> references = new ArrayList<>();
		for (PlannedTable table : this.plan.tables()) {
			for (Reference reference : table.references()) {
				if (reference.target().oid() == lookup.table().oid()
						&& reference.targetColumns().equals(lookup.identity())) {
					String condition = condition(table, "r", new LinkedHashSet<>());
					references.add("SELECT %s FROM %s AS r%s".formatted(columns("r", reference.columns()),
							table.table().from(), (condition != null) ? " WHERE " + condition : ""));
				}
			}
		}
		return "(%s) IN (%s)".formatted(columns("t", lookup.identity()), String.join(" UNION ", references));
	}

	private static String columns(String alias, List<Identifier> columns) {
		return columns.stream().map((column) -> alias + "." + column.quoted()).collect(Collectors.joining(", "));
	}

}
