package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;
import org.jspecify.annotations.Nullable;

/**
 * How to find the rows that constraints and keys would refuse, with the values that they
 * will have. {@code null} where the rows cannot be told before the plan runs.
 */
final class RowChecks {

	private final Planning planning;

	private final FutureRows rows;

	RowChecks(Planning planning) {
		this.planning = planning;
		this.rows = new FutureRows(planning);
	}

	/** Whether each row will have a number of its own in a key. */
	boolean isNumbered(Table table, Constraint key) {
		Table before = this.planning.actual().schema().table(table.name());
		return before != null && key.type() != Constraint.Type.EXCLUSION
				&& key.columns()
					.stream()
					.map(table::column)
					.anyMatch((column) -> column != null && before.column(column.name()) == null && isNumbered(column));
	}

	private static boolean isNumbered(Column column) {
		return column.identity() != null
				|| column.defaultExpression() != null && column.defaultExpression().startsWith("nextval(");
	}

	/** Rows that stand in each other's way under a key or an exclusion constraint. */
	@Nullable DataCheck conflicts(Table table, Constraint constraint) {
		String definition = constraint.definition();
		if (constraint.type() == Constraint.Type.EXCLUSION) {
			List<IndexKey> keys = IndexKey.of(definition);
			return keys.stream().allMatch((key) -> key.operator() != null)
					? conflicts(table.name(), constraint.name(), keys, SqlText.parenthesized(definition, "where"))
					: null;
		}
		String equal = definition.contains(" NULLS NOT DISTINCT ") ? IndexKey.SAME : "=";
		List<IndexKey> keys = constraint.columns().stream().map((column) -> IndexKey.of(column, equal)).toList();
		if (constraint.type() != Constraint.Type.PRIMARY_KEY) {
			return conflicts(table.name(), constraint.name(), keys, null);
		}
		String from = this.rows.of(table.name(), constraint.columns());
		List<String> nulls = constraint.columns().stream().map((column) -> column(column) + " IS NULL").toList();
		DataCheck check = conflicts(table.name(), constraint.name(), keys, null);
		return (from == null || check == null) ? null
				: DataCheck.where(table.name(), check.condition() + " OR " + in(from, String.join(" OR ", nulls)));
	}

	/** Rows that a unique index would not tell apart. */
	@Nullable DataCheck conflicts(QualifiedName table, Index index) {
		String definition = index.definition();
		String equal = definition.toUpperCase(Locale.ROOT).contains(" NULLS NOT DISTINCT") ? IndexKey.SAME : "=";
		List<IndexKey> keys = IndexKey.of(definition).stream().map((key) -> key.with(equal)).toList();
		return conflicts(table, index.name(), keys, SqlText.parenthesized(definition, "where"));
	}

	/** Expressions and predicates name bare columns, so they get a query of their own. */
	private @Nullable DataCheck conflicts(QualifiedName table, String name, List<IndexKey> keys,
			@Nullable String predicate) {
		Set<String> names = new HashSet<>((predicate != null) ? SqlText.identifiers(predicate) : Set.of());
		keys.forEach((key) -> names.addAll(SqlText.identifiers(key.expression())));
		String from = stands(table, name) ? this.rows.of(table, names) : null;
		if (from == null || keys.isEmpty()) {
			return null;
		}
		List<String> values = new ArrayList<>();
		StringBuilder same = new StringBuilder();
		for (int i = 0; i < keys.size(); i++) {
			values.add("%s AS k%d".formatted(keys.get(i).expression(), i));
			same.append(" AND o.k%d %s y.k%d".formatted(i, keys.get(i).operator(), i));
		}
		String keyed = "(SELECT %s, %s FROM %s y%s)".formatted(FutureRows.PLACE, String.join(", ", values), from,
				(predicate != null) ? " WHERE " + predicate : "");
		return DataCheck.where(table,
				in(keyed, "EXISTS (SELECT FROM %s o WHERE (o.db_adapter_table, o.db_adapter_place) <> (%s)%s)"
					.formatted(keyed, FutureRows.PLACE, same)));
	}

	/** Rows that a check refuses. */
	@Nullable DataCheck refused(Table table, Constraint check) {
		String expression = SqlText.parenthesized(check.definition(), "check");
		return (expression != null && stands(table.name(), check.name()))
				? where(table.name(), SqlText.identifiers(expression), "NOT (%s)".formatted(expression)) : null;
	}

	/** Rows whose values a domain will refuse. */
	@Nullable DataCheck refused(SchemaPart<?> column, DomainType.Check check) {
		String expression = SqlText.parenthesized(check.definition(), "check");
		if (expression == null) {
			return null;
		}
		StringBuilder condition = new StringBuilder(expression);
		List<SqlToken> tokens = SqlScript.tokens(expression);
		for (int i = tokens.size() - 1; i >= 0; i--) {
			if (tokens.get(i).isWord("value")) {
				condition.replace(tokens.get(i).start(), tokens.get(i).end(),
						"(r." + SqlText.quoted(Comments.detail(column)) + ")");
			}
		}
		return DataCheck.where(column.owner().name(), "NOT (%s)".formatted(condition));
	}

	/** Rows for which an expression gives NULL. */
	@Nullable DataCheck computesNull(QualifiedName table, String expression) {
		return where(table, SqlText.identifiers(expression), "(%s) IS NULL".formatted(expression));
	}

	/** Rows outside of the bounds of a partition, where these are plain. */
	@Nullable DataCheck outside(QualifiedName table, @Nullable String key, String bound) {
		return bounds(table, key, bound, "(%s) IS NOT TRUE");
	}

	/** Rows within the bounds of a partition, where these are plain. */
	@Nullable DataCheck inside(QualifiedName table, @Nullable String key, String bound) {
		return bounds(table, key, bound, "%s");
	}

	private @Nullable DataCheck bounds(QualifiedName table, @Nullable String key, String bound, String sought) {
		PartitionBounds bounds = (key != null) ? PartitionBounds.of(key, bound) : null;
		return (bounds != null) ? where(table, bounds.columns(), sought.formatted(bounds.inside())) : null;
	}

	/** Rows whose reference leads nowhere. */
	@Nullable DataCheck orphans(Table table, Constraint key) {
		QualifiedName target = key.references();
		if (target == null) {
			return null;
		}
		List<String> columns = key.columns().stream().map(RowChecks::column).toList();
		String all = String.join(" IS NOT NULL AND ", columns) + " IS NOT NULL";
		String partly = key.definition().contains(" MATCH FULL") && columns.size() > 1
				? " OR num_nulls(%s) BETWEEN 1 AND %d".formatted(String.join(", ", columns), columns.size() - 1) : "";
		if (this.planning.isNew(target)) {
			return where(table.name(), key.columns(), all + partly);
		}
		String parents = this.rows.of(target, key.referencedColumns());
		List<String> same = new ArrayList<>();
		for (int i = 0; i < columns.size(); i++) {
			same.add("o.%s = %s".formatted(SqlText.quoted(key.referencedColumns().get(i)), columns.get(i)));
		}
		return (parents != null) ? where(table.name(), key.columns(), "%s AND NOT EXISTS (SELECT FROM %s o WHERE %s)%s"
			.formatted(all, parents, String.join(" AND ", same), partly)) : null;
	}

	private @Nullable DataCheck where(QualifiedName table, Collection<String> names, String condition) {
		String from = this.rows.of(table, names);
		return (from != null) ? DataCheck.where(table, in(from, condition)) : null;
	}

	private static String in(String from, String condition) {
		return "(r.tableoid, r.ctid) IN (SELECT %s FROM %s y WHERE %s)".formatted(FutureRows.PLACE, from, condition);
	}

	private static String column(String name) {
		return "y." + SqlText.quoted(name);
	}

	/** Whether what its expression calls is there already. */
	private boolean stands(QualifiedName table, String name) {
		return List.of(ObjectKind.CONSTRAINT, ObjectKind.INDEX)
			.stream()
			.allMatch((kind) -> this.rows
				.stand(this.planning.expected().needsOf(new ObjectReference(kind, table, name))));
	}

}
