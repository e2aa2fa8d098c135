package io.github.dbadapter.schema.diff;

import io.github.dbadapter.schema.View;
import io.github.dbadapter.schema.View.ViewColumn;

/**
 * Compares views and materialized views.
 */
final class ViewComparison {

	private final Comparison comparison;

	private final RelationParts parts;

	ViewComparison(Comparison comparison) {
		this.comparison = comparison;
		this.parts = new RelationParts(comparison);
	}

	void compare(View expected, View actual) {
		this.comparison.differences()
			.compare(SchemaPart.of(expected), SchemaPart.of(actual))
			.expression(Property.DEFINITION, expected.definition(), actual.definition(), severity(expected, actual))
			.property(Property.OPTIONS, expected.options(), actual.options())
			.property(Property.ACCESS_METHOD, expected.accessMethod(), actual.accessMethod())
			.property(Property.TABLESPACE, expected.tablespace(), actual.tablespace())
			.comment(expected.comment(), actual.comment());
		ColumnComparison.compareViewColumns(this.comparison.differences(), expected, actual);
		Matching.Pair<View> views = new Matching.Pair<>(expected, actual);
		this.parts.indexes(views, TableMatch.indexes(expected.name(), expected.indexes(), actual.indexes()));
		this.parts.triggers(views, expected.triggers(), actual.triggers());
		this.parts.rules(views, expected.rules(), actual.rules());
		this.parts.statistics(views,
				TableMatch.statistics(expected.name(), expected.statistics(), actual.statistics()));
	}

	private static Severity severity(View expected, View actual) {
		Matching<ViewColumn> columns = Matching.byName(expected.columns(), actual.columns(), ViewColumn::name);
		boolean readable = columns.missing().isEmpty() && columns.pairs()
			.stream()
			.allMatch((pair) -> Severities.type(pair.expected().type(), pair.actual().type()) == Severity.DRIFT);
		return readable ? Severity.DRIFT : Severity.BREAKING;
	}

}
