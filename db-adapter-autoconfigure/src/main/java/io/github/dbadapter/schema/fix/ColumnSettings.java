package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans what of a column touches no row: statistics target, compression, options,
 * comment, the name of a not-null constraint.
 */
final class ColumnSettings {

	private final Planning planning;

	private final Columns columns;

	ColumnSettings(Planning planning, Columns columns) {
		this.planning = planning;
		this.columns = columns;
	}

	void plan(Change change, Table table, Column expected, Column actual) {
		String alter = Columns.alter(expected);
		if (change.has(Property.STATISTICS_TARGET)) {
			clause(change, table,
					alter + " SET STATISTICS " + Objects.requireNonNullElse(expected.statisticsTarget(), -1),
					Property.STATISTICS_TARGET);
		}
		if (change.has(Property.COMPRESSION)) {
			clause(change, table,
					alter + " SET COMPRESSION " + Objects.requireNonNullElse(expected.compression(), "default"),
					Property.COMPRESSION);
		}
		if (change.has(Property.OPTIONS)) {
			Views.optionClauses(expected.options(), actual.options())
				.forEach((options) -> clause(change, table, alter + " " + options, Property.OPTIONS));
		}
		if (change.has(Property.FOREIGN_OPTIONS)) {
			clause(change, table, alter + " OPTIONS " + foreign(expected.foreignOptions(), actual.foreignOptions()),
					Property.FOREIGN_OPTIONS);
		}
		if (change.has(Property.NOT_NULL_CONSTRAINT)) {
			notNull(change, table, expected, actual);
		}
		if (change.has(Property.COMMENT)) {
			this.columns.comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

	private void clause(Change change, Table table, String clause, Property property) {
		Change known = change;
		this.columns.clause(known, Rank.COLUMN, table.name(), clause, property)
			.needs(List.of(Node.expected(change.reference())));
	}

	/** From version 18 a not-null constraint has a name and can wait for validation. */
	private void notNull(Change change, Table table, Column expected, Column actual) {
		String before = name(table, actual, actual.notNullConstraint());
		String after = name(table, expected, expected.notNullConstraint());
		if (!before.equals(after)) {
			// A child is renamed once it stands alone, a table before it becomes a child.
			List<QualifiedName> parents = (change.target().owner() instanceof Table owner)
					? this.planning.expected().parents(owner) : List.of();
			boolean alone = parents.isEmpty() && !this.planning.actual().parents(table).isEmpty();
			this.planning.add(Step
				.statement(alone ? Rank.COLUMN : Rank.RENAME, change.reference(),
						"renames the not-null constraint of " + change.reference(),
						"ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(table.name().quoted(),
								SqlText.quoted(before), SqlText.quoted(after)))
				.needs(parents.stream()
					.map((parent) -> Node.expected(ObjectReference.of(ObjectKind.TABLE, parent)))
					.toList())
				.differences(change.differences()));
		}
		Column.NotNull one = expected.notNullConstraint();
		Column.NotNull other = actual.notNullConstraint();
		if ((one == null || one.validated()) && other != null && !other.validated()) {
			clause(change, table, "VALIDATE CONSTRAINT " + SqlText.quoted(after), Property.NOT_NULL_CONSTRAINT);
		}
		boolean noInherit = one != null && one.noInherit();
		if (noInherit != (other != null && other.noInherit())) {
			clause(change, table,
					"ALTER CONSTRAINT " + SqlText.quoted(after) + (noInherit ? " NO INHERIT" : " INHERIT"),
					Property.NOT_NULL_CONSTRAINT);
		}
		if (!Objects.equals(comment(one), comment(other))) {
			this.columns.comment(change, io.github.dbadapter.schema.CommentDdl
				.set("CONSTRAINT " + SqlText.quoted(after) + " ON " + table.name().quoted(), comment(one)));
		}
	}

	private static @Nullable String comment(Column.@Nullable NotNull notNull) {
		return (notNull != null) ? notNull.comment() : null;
	}

	/** What makes a column refuse NULL, under the name that the constraint shall have. */
	static String setNotNull(Table table, Column column) {
		Column.NotNull constraint = column.notNullConstraint();
		boolean plain = constraint == null
				|| (constraint.name() == null && constraint.validated() && !constraint.noInherit());
		if (constraint == null || plain) {
			return Columns.alter(column) + " SET NOT NULL";
		}
		return "ADD CONSTRAINT %s NOT NULL %s%s%s".formatted(SqlText.quoted(name(table, column, constraint)),
				SqlText.quoted(column.name()), constraint.noInherit() ? " NO INHERIT" : "",
				constraint.validated() ? "" : " NOT VALID");
	}

	/** From version 18, the name of a not-null constraint that nobody has chosen. */
	static String name(Table table, Column column, Column.@Nullable NotNull notNull) {
		return (notNull != null && notNull.name() != null) ? notNull.name()
				: table.name().name().value() + "_" + column.name() + "_not_null";
	}

	static String foreign(Map<String, String> expected, Map<String, String> actual) {
		List<String> options = new ArrayList<>();
		expected.forEach((name, value) -> {
			if (!value.equals(actual.get(name))) {
				options.add((actual.containsKey(name) ? "SET " : "ADD ") + SqlText.quoted(name) + " "
						+ SqlText.literal(value));
			}
		});
		actual.keySet()
			.stream()
			.filter((name) -> !expected.containsKey(name))
			.forEach((name) -> options.add("DROP " + SqlText.quoted(name)));
		return "(" + String.join(", ", options) + ")";
	}

}
