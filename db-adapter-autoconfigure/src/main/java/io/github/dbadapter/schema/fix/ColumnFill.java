package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.sql.NearestNames;
import org.jspecify.annotations.Nullable;

/**
 * Gives the rows that are there a value, without firing triggers.
 */
final class ColumnFill {

	private final Planning planning;

	ColumnFill(Planning planning) {
		this.planning = planning;
	}

	/**
	 * Refuses values for columns that take none: most likely another column was meant.
	 */
	static void refuseNeedless(Planning planning) {
		List<String> fillable = planning.fillable().stream().map(ObjectReference::toString).toList();
		for (ObjectReference column : planning.options().fill().keySet()) {
			if (!planning.fillable().contains(column) && !isFilled(planning, column)
					&& !isUnresolved(planning, column)) {
				List<String> nearest = NearestNames.of(column.toString(), fillable);
				throw new InvalidInputException(
						"There is a value to fill %s with, but the plan neither adds it as a plain column nor makes it NOT NULL%s"
							.formatted(column,
									(nearest.isEmpty() && !fillable.isEmpty())
											? ". Values are asked for " + String.join(", ", fillable)
											: NearestNames.sentence(nearest, fillable)));
			}
		}
	}

	/** No row, or an earlier run has given them all a value. */
	private static boolean isFilled(Planning planning, ObjectReference column) {
		return planning.isNew(column.name()) || Stream.of(planning.actual(), planning.expected())
			.map((graph) -> graph.part(column))
			.allMatch((part) -> part != null && part.model() instanceof Column known && known.notNull());
	}

	private static boolean isUnresolved(Planning planning, ObjectReference column) {
		return planning.unresolved().keySet().stream().anyMatch((difference) -> difference.object().equals(column));
	}

	/**
	 * Values of a new column come by a conversion of it: that fires no trigger and leaves
	 * no dead rows.
	 */
	void fillNew(Change change, Table table, Column column, String expression, Step added) {
		Step filled;
		if (SqlText.identifiers(expression).contains("select")) {
			filled = update(change, table, column, expression, added);
		}
		else {
			filled = this.planning.add(Step
				.clause(Rank.FILL, table.name(), change.reference(), "fills column " + change.reference(),
						Columns.alter(column) + " TYPE " + column.type() + collation(column) + " USING (" + expression
								+ ")")
				.alone());
			filled.hazard(new Hazards(this.planning).rewrite(table.name()));
		}
		filled.after(added).differences(change.differences());
		if (column.notNull()) {
			this.planning
				.add(Step.clause(Rank.COLUMN, table.name(), change.reference(), "closes column " + change.reference(),
						ColumnSettings.setNotNull(table, column))
					.differences(change.differences())
					.after(filled));
		}
		change.create(filled);
		filled.provides(Node.expected(change.reference()));
	}

	Step fillExisting(Change change, Table table, Column column, String expression, @Nullable Step previous) {
		return update(change, table, column, expression, previous);
	}

	private Step update(Change change, Table table, Column column, String expression, @Nullable Step previous) {
		String name = SqlText.quoted(column.name());
		List<String> sql = new ArrayList<>();
		List<String> triggers = table.triggers()
			.stream()
			.filter((trigger) -> trigger.firing() == Trigger.Firing.ORIGIN || trigger.firing() == Trigger.Firing.ALWAYS)
			.map((trigger) -> SqlText.quoted(trigger.name())
					+ ((trigger.firing() == Trigger.Firing.ALWAYS) ? " always" : ""))
			.toList();
		switchTriggers(sql, table, triggers, false);
		sql.add("UPDATE %s SET %s = (%s) WHERE %s IS NULL".formatted(table.name().quoted(), name, expression, name));
		switchTriggers(sql, table, triggers, true);
		return this.planning
			.add(Step.statement(Rank.FILL, change.reference(), "fills column " + change.reference(), sql)
				.touches(table.name())
				.differences(change.differences())
				.hazard(new Hazards(this.planning).writersWait(table.name(), "the rows are updated", false))
				.after(previous));
	}

	private static void switchTriggers(List<String> sql, Table table, List<String> triggers, boolean on) {
		for (String trigger : triggers) {
			boolean always = trigger.endsWith(" always");
			String name = always ? trigger.substring(0, trigger.length() - " always".length()) : trigger;
			sql.add("ALTER TABLE %s %s TRIGGER %s".formatted(table.name().quoted(),
					!on ? "DISABLE" : always ? "ENABLE ALWAYS" : "ENABLE", name));
		}
	}

	private static String collation(Column column) {
		return (column.collation() != null) ? " COLLATE " + column.collation() : "";
	}

}
