package io.github.dbadapter.schema.diff;

import java.util.List;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;

/**
 * A table on both sides with those parts paired whose names PostgreSQL may have chosen.
 */
record TableMatch(Matching.Pair<Table> tables, Matching<Column> columns, Matching<Constraint> constraints,
		Matching<Index> indexes, Matching<Statistics> statistics) {

	static TableMatch of(Table expected, Table actual) {
		return new TableMatch(new Matching.Pair<>(expected, actual),
				Matching.byName(expected.columns(), actual.columns(), Column::name),
				constraints(expected, actual.constraints()),
				indexes(expected.name(), expected.indexes(), actual.indexes()),
				statistics(expected.name(), expected.statistics(), actual.statistics()));
	}

	private static Matching<Constraint> constraints(Table expected, List<Constraint> actual) {
		return Matching.byName(expected.constraints(), actual, Constraint::name)
			.thenByStructure((constraint) -> isOpen(constraint, expected.name().name().value()),
					(one, other) -> one.type() == other.type() && one.definition().equals(other.definition()));
	}

	/**
	 * Pairs the indexes of a table or materialized view.
	 * @param relation its name
	 * @param expected expected indexes
	 * @param actual actual indexes
	 * @return the pairs
	 */
	static Matching<Index> indexes(QualifiedName relation, List<Index> expected, List<Index> actual) {
		return Matching.byName(expected, actual, Index::name)
			.thenByStructure((index) -> isOpen(index, relation.name().value()),
					(one, other) -> one.unique() == other.unique() && one.definition().equals(other.definition()));
	}

	static Matching<Statistics> statistics(QualifiedName relation, List<Statistics> expected, List<Statistics> actual) {
		return Matching.byName(expected, actual, Statistics::name)
			.thenByStructure(
					(statistics) -> SystemNames.matches(statistics.name().name().value(), relation.name().value(), null,
							"stat"),
					(one, other) -> DefinitionText.afterName(one.definition())
						.equals(DefinitionText.afterName(other.definition())));
	}

	static boolean isOpen(Index index, String relation) {
		return index.parent() != null || SystemNames.matches(index.name(), relation, null, "idx");
	}

	static boolean isOpen(Constraint constraint, String table) {
		String name = constraint.name();
		List<String> columns = constraint.columns();
		return !constraint.local() || switch (constraint.type()) {
			case PRIMARY_KEY -> SystemNames.matches(name, table, List.of(), "pkey");
			case UNIQUE ->
				SystemNames.matches(name, table, constraint.definition().contains(" INCLUDE ") ? null : columns, "key");
			case EXCLUSION -> SystemNames.matches(name, table, null, "excl");
			case CHECK -> SystemNames.matches(name, table, (columns.size() == 1) ? columns : List.of(), "check");
			case FOREIGN_KEY -> SystemNames.matches(name, table, columns, "fkey");
		};
	}

}
