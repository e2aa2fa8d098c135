package io.github.dbadapter.schema.diff;

import java.util.List;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Column.NotNull;
import io.github.dbadapter.schema.Generated;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.View;
import io.github.dbadapter.schema.View.ViewColumn;
import org.jspecify.annotations.Nullable;

/**
 * Compares columns.
 */
final class ColumnComparison {

	private static final NotNull PLAIN = new NotNull(null, true, false, true, null);

	private final Comparison comparison;

	private final RequiredValues required;

	ColumnComparison(Comparison comparison) {
		this.comparison = comparison;
		this.required = new RequiredValues(comparison.actual());
	}

	void compare(TableMatch match) {
		this.comparison.differences()
			.oneSided(match.columns(), match.tables(), ColumnComparison::part,
					(column) -> Severities.extra(column, this.required));
		match.columns().pairs().forEach((pair) -> compare(match.tables(), pair));
		if (this.comparison.options().columnOrder()) {
			compareOrder(match);
		}
	}

	private void compareOrder(TableMatch match) {
		List<String> expected = match.columns().pairs().stream().map((pair) -> pair.expected().name()).toList();
		List<String> actual = match.tables()
			.actual()
			.columns()
			.stream()
			.map(Column::name)
			.filter(expected::contains)
			.toList();
		this.comparison.differences()
			.compare(SchemaPart.of(match.tables().expected()), SchemaPart.of(match.tables().actual()))
			.property(Property.COLUMN_ORDER, expected, actual);
	}

	private void compare(Matching.Pair<Table> tables, Matching.Pair<Column> columns) {
		Column expected = columns.expected();
		Column actual = columns.actual();
		Differences.PairComparison pair = this.comparison.differences()
			.compare(part(tables.expected(), expected), part(tables.actual(), actual));
		pair.property(Property.TYPE, expected.type(), actual.type(), Severities.type(expected.type(), actual.type()))
			.property(Property.COLLATION, expected.collation(), actual.collation())
			.property(Property.NULLABILITY, nullability(expected), nullability(actual),
					Severities.nullability(expected, actual, this.required))
			.defaultValue(this.comparison.renames().expression(expected.defaultExpression()),
					actual.defaultExpression(), Severities.defaultValue(expected, actual, this.required))
			.property(Property.STATISTICS_TARGET, expected.statisticsTarget(), actual.statisticsTarget())
			.property(Property.COMPRESSION, expected.compression(), actual.compression())
			.property(Property.OPTIONS, expected.options(), actual.options())
			.property(Property.FOREIGN_OPTIONS, expected.foreignOptions(), actual.foreignOptions())
			.comment(expected.comment(), actual.comment());
		if (expected.notNull() && actual.notNull()) {
			compareNotNull(pair, expected.notNullConstraint(), actual.notNullConstraint());
		}
		if (Inheritance.sameParents(tables.expected(), tables.actual())) {
			pair.property(Property.INHERITANCE, declared(expected), declared(actual));
		}
		compareIdentity(pair, tables, columns);
		compareGenerated(pair, expected, actual);
	}

	/**
	 * A name is harmless where the expected side left it open, as a partition does that
	 * has it from its parent; and so is whether the partition came by its constraint
	 * before or after it was attached.
	 */
	static void compareNotNull(Differences.PairComparison pair, @Nullable NotNull expected, @Nullable NotNull actual) {
		NotNull one = (expected != null) ? expected : PLAIN;
		NotNull other = (actual != null) ? actual : PLAIN;
		NotNull renamed = new NotNull(one.name(), other.validated(), other.noInherit(), one.local(), other.comment());
		boolean open = (one.name() == null || !one.local()) && one.equals(renamed);
		pair.property(Property.NOT_NULL_CONSTRAINT, one, other, open ? Severity.EXTRA : Severity.DRIFT);
	}

	private void compareIdentity(Differences.PairComparison pair, Matching.Pair<Table> tables,
			Matching.Pair<Column> columns) {
		Identity expected = columns.expected().identity();
		Identity actual = columns.actual().identity();
		Severity severity = Severities.identity(columns.expected(), columns.actual(), this.required);
		if (expected == null || actual == null) {
			pair.property(Property.IDENTITY, expected, actual, severity);
			return;
		}
		// A sequence follows its table's persistence unless it was altered by itself.
		Identity comparable = new Identity(actual.always(), expected.sequence(), actual.options(),
				actual.unlogged() ^ tables.actual().unlogged() ^ tables.expected().unlogged(), expected.comment());
		if (!expected.equals(comparable)) {
			pair.property(Property.IDENTITY, expected, actual, severity);
		}
		boolean open = SystemNames.matches(expected.sequence().name().value(), tables.expected().name().name().value(),
				List.of(columns.expected().name()), "seq");
		pair.property(Property.SEQUENCE_NAME, expected.sequence(), actual.sequence(),
				open ? Severity.EXTRA : Severity.DRIFT)
			.property(Property.SEQUENCE_COMMENT, expected.comment(), actual.comment(),
					(expected.comment() != null) ? Severity.DRIFT : Severity.EXTRA);
	}

	private void compareGenerated(Differences.PairComparison pair, Column expected, Column actual) {
		Generated one = expected.generated();
		Generated other = actual.generated();
		if (one != null && other != null && one.stored() == other.stored()) {
			pair.expression(Property.GENERATED, one.expression(), other.expression());
		}
		else {
			pair.property(Property.GENERATED, one, other, Severities.generated(expected, actual, this.required));
		}
	}

	static void compareViewColumns(Differences differences, View expected, View actual) {
		for (Matching.Pair<ViewColumn> pair : Matching.byName(expected.columns(), actual.columns(), ViewColumn::name)
			.pairs()) {
			ViewColumn one = pair.expected();
			ViewColumn other = pair.actual();
			differences
				.compare(SchemaPart.of(expected, ObjectKind.COLUMN, one.name(), one),
						SchemaPart.of(actual, ObjectKind.COLUMN, other.name(), other))
				.expression(Property.DEFAULT, one.defaultExpression(), other.defaultExpression())
				.property(Property.STATISTICS_TARGET, one.statisticsTarget(), other.statisticsTarget())
				.property(Property.COMPRESSION, one.compression(), other.compression())
				.property(Property.OPTIONS, one.options(), other.options())
				.comment(one.comment(), other.comment());
		}
	}

	private static SchemaPart<Column> part(SchemaObject owner, Column column) {
		return SchemaPart.of(owner, ObjectKind.COLUMN, column.name(), column);
	}

	private static String nullability(Column column) {
		return column.notNull() ? "not null" : "null";
	}

	private static String declared(Column column) {
		return column.local() ? "declared" : "inherited";
	}

}
