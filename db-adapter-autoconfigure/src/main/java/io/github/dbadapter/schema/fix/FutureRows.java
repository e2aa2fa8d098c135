package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The rows of tables with the values that the plan will give them, for checks that are
 * made before it runs.
 */
final class FutureRows {

	/** Columns that tell which row it is. */
	static final String PLACE = "y.db_adapter_table, y.db_adapter_place";

	private final Planning planning;

	FutureRows(Planning planning) {
		this.planning = planning;
	}

	/**
	 * Returns a query of rows.
	 * @param table table that there is before the plan and afterwards
	 * @param names names of the columns that are needed, and maybe of something else
	 * @return the query in parentheses, {@code null} if the values are not known before
	 */
	@Nullable String of(QualifiedName table, Collection<String> names) {
		Table before = this.planning.actual().schema().table(table);
		Table after = this.planning.expected().schema().table(table);
		if (before == null || after == null) {
			return null;
		}
		List<Column> needed = after.columns().stream().filter((column) -> names.contains(column.name())).toList();
		List<Column> computed = needed.stream().filter((column) -> isComputedAnew(before, after, column)).toList();
		if (computed.isEmpty()) {
			return plain(table, before, needed);
		}
		Set<String> inputs = new HashSet<>();
		for (Column column : computed) {
			inputs.addAll(SqlText.identifiers(expression(column)));
		}
		List<Column> given = after.columns()
			.stream()
			.filter((column) -> column.generated() == null || !computed.contains(column))
			.filter((column) -> names.contains(column.name()) || inputs.contains(column.name()))
			.toList();
		String from = plain(table, before, given);
		boolean stand = computed.stream()
			.allMatch((column) -> stand(this.planning.expected()
				.needs(Node.expected(new ObjectReference(ObjectKind.COLUMN, table, column.name())))));
		return (from == null || !stand) ? null : computed(from, given, computed);
	}

	/** What a generated column will hold comes from what its row will hold. */
	private static String computed(String from, List<Column> given, List<Column> computed) {
		List<String> values = new ArrayList<>();
		given.forEach((column) -> values.add("y." + SqlText.quoted(column.name())));
		computed.forEach((column) -> values
			.add("(%s)::%s AS %s".formatted(expression(column), column.type(), SqlText.quoted(column.name()))));
		return "(SELECT %s, %s FROM %s y)".formatted(PLACE, String.join(", ", values), from);
	}

	private static String expression(Column column) {
		return Objects.requireNonNull(column.generated()).expression();
	}

	private boolean isComputedAnew(Table before, Table after, Column column) {
		Column own = before.column(column.name());
		if (column.generated() == null) {
			return false;
		}
		if (own == null || !own.type().equals(column.type()) || !column.generated().equals(own.generated())) {
			return true;
		}
		Set<String> inputs = SqlText.identifiers(expression(column));
		return after.columns()
			.stream()
			.filter((other) -> other.generated() == null && inputs.contains(other.name()))
			.anyMatch((other) -> !bare(other).equals(value(after.name(), before.column(other.name()), other)));
	}

	private @Nullable String plain(QualifiedName table, Table before, List<Column> columns) {
		List<String> values = new ArrayList<>();
		boolean same = true;
		for (Column column : columns) {
			String value = value(table, before.column(column.name()), column);
			if (value == null) {
				return null;
			}
			same &= value.equals(bare(column));
			values.add("%s AS %s".formatted(value, SqlText.quoted(column.name())));
		}
		return "(SELECT r.tableoid AS db_adapter_table, r.ctid AS db_adapter_place, %s FROM %s r)"
			.formatted((same || values.isEmpty()) ? "r.*" : String.join(", ", values), table.quoted());
	}

	private static String bare(Column column) {
		return "r." + SqlText.quoted(column.name());
	}

	private @Nullable String value(QualifiedName table, @Nullable Column before, Column after) {
		ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, table, after.name());
		boolean retyped = before != null && !before.type().equals(after.type());
		if ((before == null || retyped) && !stand(this.planning.expected().needs(Node.expected(reference)))) {
			return null;
		}
		String value = (before == null) ? added(after)
				: retyped
						? Cast.of(after.name(), before.type(), after.type(), this.planning.majorVersion()).conversion()
						: bare(after);
		String fill = this.planning.options().fill().get(reference);
		return (value != null && fill != null) ? "coalesce(%s, %s)".formatted(value, fill) : value;
	}

	private static @Nullable String added(Column column) {
		if (column.identity() != null) {
			return null;
		}
		return (column.defaultExpression() != null) ? "(" + column.defaultExpression() + ")" : "NULL::" + column.type();
	}

	/** Whether types and routines are there before the plan, as they will be. */
	boolean stand(Collection<Node> needed) {
		return needed.stream()
			.filter((node) -> ObjectKinds.isType(node.reference().kind())
					|| ObjectKinds.isRoutine(node.reference().kind()))
			.map((node) -> this.planning.knownExpected(node.reference()))
			.allMatch((change) -> change == null || change.mode() == Change.Mode.KEEP);
	}

}
