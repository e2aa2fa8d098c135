package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ColumnDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Plans a column that a table gets, with values for the rows there are.
 */
final class NewColumn {

	private final Planning planning;

	private final Columns columns;

	private final Hazards hazards;

	private final RowChecks checks;

	NewColumn(Planning planning, Columns columns) {
		this.planning = planning;
		this.columns = columns;
		this.hazards = new Hazards(planning);
		this.checks = new RowChecks(planning);
	}

	void plan(Change change) {
		Table table = (Table) change.target().owner();
		Column column = Columns.expected(change);
		if (isInherited(change, table)) {
			differ(change, table, column);
			return;
		}
		boolean plain = column.generated() == null && column.identity() == null;
		String expression = plain ? this.planning.fill(change.reference()) : null;
		boolean fills = expression != null && !this.hazards.none(table.name());
		boolean constant = fills && expression != null && SqlText.isConstant(expression)
				&& column.defaultExpression() == null;
		String definition = ColumnDdl.define(table, column);
		if (constant) {
			definition += " DEFAULT " + expression;
		}
		else if (fills && column.notNull()) {
			Column nullable = withoutNotNull(column);
			definition = ColumnDdl.define(table, nullable);
		}
		Step step = added(change, table, column, "ADD COLUMN " + definition);
		addHazards(step, table.name(), column, fills);
		List<String> more = ColumnDdl.complete(table, column);
		if (constant) {
			Step dropped = this.columns
				.clause(change, Rank.COLUMN, table.name(), Columns.alter(column) + " DROP DEFAULT")
				.alone();
			dropped.after(step);
		}
		else if (fills && expression != null) {
			new ColumnFill(this.planning).fillNew(change, table, column, expression, step);
		}
		if (!more.isEmpty()) {
			this.planning
				.add(Step.statement(Rank.PUT_BACK, change.reference(), "completes " + this.columns.name(change), more)
					.after(step)
					.differences(change.differences()));
		}
	}

	/** What a parent has comes to its children by itself. */
	private boolean isInherited(Change change, Table table) {
		Table before = this.planning.actual().schema().table(table.name());
		return !Columns.expected(change).local() && before != null && !this.planning.isDetached(table.name())
				&& this.planning.expected()
					.parents(table)
					.stream()
					.filter(this.planning.actual().parents(before)::contains)
					.map((parent) -> this.planning
						.knownExpected(new ObjectReference(ObjectKind.COLUMN, parent, Columns.expected(change).name())))
					.anyMatch((parent) -> parent != null && parent.actual() == null
							|| parent != null && parent.isTakenDown());
	}

	/** What a child has of its own beside the column of its parent. */
	private void differ(Change change, Table table, Column column) {
		List<Node> needed = List.of(Node.expected(change.reference()));
		Column parent = this.planning.expected()
			.parents(table)
			.stream()
			.map((name) -> this.planning.expected().schema().table(name))
			.map((above) -> (above != null) ? above.column(column.name()) : null)
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(column);
		if (!Objects.equals(parent.defaultExpression(), column.defaultExpression())) {
			this.columns
				.clause(change, Rank.COLUMN, table.name(), Columns.alter(column) + ((column.defaultExpression() != null)
						? " SET DEFAULT " + column.defaultExpression() : " DROP DEFAULT"))
				.needs(needed);
		}
		if (column.notNull() && !parent.notNull()) {
			String fill = this.planning.fill(change.reference());
			Step filled = (fill != null && !this.hazards.none(table.name()))
					? new ColumnFill(this.planning).fillExisting(change, table, column, fill, null).needs(needed)
					: null;
			Step closed = this.columns
				.clause(change, Rank.COLUMN, table.name(), ColumnSettings.setNotNull(table, column))
				.needs(needed)
				.after(filled)
				.hazard(this.hazards.readersWait(table.name(), "all rows are looked at for NULL", false));
			if (filled == null && parent.defaultExpression() == null) {
				closed.hazard(this.hazards.mayFail(table.name(), "the rows have NULL in " + change.reference(),
						RemedyText.format("%s gives them a value", Remedy.fill(table.name(), column.name())),
						DataCheck.where(table.name(), "true")));
			}
		}
		ColumnDdl.complete(table, column)
			.forEach((sql) -> this.planning
				.add(Step.statement(Rank.PUT_BACK, change.reference(), "completes " + this.columns.name(change), sql)
					.needs(needed)
					.differences(change.differences())));
	}

	private Step added(Change change, Table table, Column column, String clause) {
		Step step = this.columns.clause(change, Rank.COLUMN, table.name(), clause);
		step.explanation("adds " + this.columns.name(change));
		change.create(step);
		step.needs(this.planning.needs(change))
			.provides(Node.expected(change.reference()))
			.provides(Node.expected(change.reference()).with(Node.Aspect.DEFAULT))
			.takes(Names.of(change.target()));
		if (column.identity() != null) {
			step.takes(List.of("relation " + column.identity().sequence()));
		}
		provideBelow(step, table.name(), column.name());
		return step;
	}

	private void provideBelow(Step step, QualifiedName table, String column) {
		this.planning.expected()
			.descendants(table)
			.forEach((child) -> step
				.provides(Node.expected(new ObjectReference(ObjectKind.COLUMN, child.name(), column))));
	}

	private void addHazards(Step step, QualifiedName table, Column column, boolean fills) {
		boolean stored = column.generated() != null && column.generated().stored();
		boolean computed = column.identity() != null
				|| column.defaultExpression() != null && Columns.isVolatile(column.defaultExpression());
		if (stored || computed) {
			step.hazard(this.hazards.rewrite(table));
		}
		if (column.notNull() && column.generated() != null) {
			step.hazard(this.hazards.mayFail(table,
					"%s computes NULL for rows of %s, but is NOT NULL".formatted(column.name(), table),
					"correct those rows first", this.checks.computesNull(table, column.generated().expression())));
		}
		if (!fills) {
			step.hazard(this.columns.withoutValue(table, column));
		}
	}

	private static Column withoutNotNull(Column column) {
		return new Column(column.name(), column.type(), column.collation(), false, null, column.defaultExpression(),
				column.identity(), column.generated(), column.local(), column.statisticsTarget(), column.compression(),
				column.options(), column.foreignOptions(), column.comment());
	}

}
