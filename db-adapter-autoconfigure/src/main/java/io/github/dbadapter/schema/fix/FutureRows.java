package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
		List<String> values = new ArrayList<>();
		boolean same = true;
		for (Column column : after.columns()) {
			if (names.contains(column.name())) {
				String value = value(table, before.column(column.name()), column);
				if (value == null) {
					return null;
				}
				same &= value.equals(bare(column));
				values.add("%s AS %s".formatted(value, SqlText.quoted(column.name())));
			}
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
		String value = (before == null) ? added(after) : retyped
				? Cast.of(after.name(), before.type(), after.type(), this.planning.majorVersion()).conversion()
				: (after.generated() == null || after.generated().equals(before.generated())) ? bare(after) : null;
		String fill = this.planning.options().fill().get(reference);
		return (value != null && fill != null) ? "coalesce(%s, %s)".formatted(value, fill) : value;
	}

	private static @Nullable String added(Column column) {
		if (column.generated() != null || column.identity() != null) {
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
