package io.github.dbadapter.backup;

import java.util.List;

/**
 * What a backup would take and why.
 *
 * @param schema the tables in order, to start a declaration from
 * @param decisions what was decided about each table, in the same order
 * @param lookups tables outside the backup whose rows are told by natural key
 * @param notices what is left out or is worth knowing, for a person
 * @since 0.1.0
 */
public record BackupExplanation(BackupSchema schema, List<Decision> decisions, List<String> lookups,
		List<String> notices) {

	public BackupExplanation {
		decisions = List.copyOf(decisions);
		lookups = List.copyOf(lookups);
		notices = List.copyOf(notices);
	}

	static BackupExplanation of(DataPlan plan) {
		List<Decision> decisions = plan.units()
			.stream()
			.flatMap((unit) -> unit.stream().map((table) -> Decision.of(table, unit)))
			.toList();
		return new BackupExplanation(plan.schema(), decisions, plan.lookups().stream().map(PlannedTable::key).toList(),
				plan.notices());
	}

	/**
	 * Decisions about one table.
	 *
	 * @param table its name
	 * @param references tables that it refers to, each with the columns
	 * @param cycle other tables that it forms a cycle with
	 * @param reasons what was decided and why
	 */
	public record Decision(String table, List<String> references, List<String> cycle, List<String> reasons) {

		public Decision {
			references = List.copyOf(references);
			cycle = List.copyOf(cycle);
			reasons = List.copyOf(reasons);
		}

		private static Decision of(PlannedTable table, List<PlannedTable> unit) {
			List<String> references = table.references()
				.stream()
				.map((reference) -> "%s by (%s)%s".formatted(reference.target().key(), reference.columnNames(),
						reference.optional() ? ", optional" : ""))
				.toList();
			List<String> cycle = unit.stream().filter((other) -> other != table).map(PlannedTable::key).toList();
			return new Decision(table.key(), references, cycle, table.reasons());
		}

	}

}
