package io.github.dbadapter.schema.diff;

import java.util.List;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;

/**
 * Compares an expected with an actual schema, both rendered by servers of the same major
 * version. Two schemas are the same when {@code pg_dump -s -O -x} writes the same
 * statements for them, the order of columns aside. Pure and safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class SchemaComparator {

	private SchemaComparator() {
	}

	/**
	 * Compares two schemas. Texts of expressions are compared as they are: those that
	 * differ may still mean the same, see {@link SchemaDiff#unsettled()}.
	 * @param expected what the code needs
	 * @param actual what the database has
	 * @param options what to look at
	 * @return the differences
	 */
	public static SchemaDiff compare(DatabaseSchema expected, DatabaseSchema actual, ComparisonOptions options) {
		ObjectFilter filter = new ObjectFilter(options);
		Comparison comparison = new Comparison(filter.apply(expected), filter.apply(actual), options, new Differences(),
				new Renames());
		new ObjectComparison(comparison).compare();
		return diff(comparison.differences(), filter, comparison.expected());
	}

	/**
	 * Compares names of tables and columns only. Expected columns that are missing are
	 * {@link Severity#BREAKING}, all that was not expected is {@link Severity#EXTRA}.
	 * @param expected what the code needs
	 * @param actual what the database has
	 * @param options what to look at
	 * @return the differences
	 */
	public static SchemaDiff compare(ColumnMap expected, DatabaseSchema actual, ComparisonOptions options) {
		ObjectFilter filter = new ObjectFilter(options);
		Differences differences = new Differences();
		expected.compare(filter.apply(actual), differences);
		List<SchemaDifference> included = differences.collected()
			.stream()
			.filter((difference) -> filter.includes(difference) && filter.includes(difference.object()))
			.toList();
		return new SchemaDiff(included, expected.tables().size());
	}

	private static SchemaDiff diff(Differences differences, ObjectFilter filter, DatabaseSchema expected) {
		List<SchemaDifference> included = differences.collected().stream().filter(filter::includes).toList();
		return new SchemaDiff(Inheritance.withoutImplied(included), (int) expected.objects(Table.class).count());
	}

}
