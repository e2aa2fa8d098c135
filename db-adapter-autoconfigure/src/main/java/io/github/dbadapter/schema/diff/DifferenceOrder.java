package io.github.dbadapter.schema.diff;

import java.util.Comparator;

/**
 * Order in which differences are told.
 */
final class DifferenceOrder {

	static final Comparator<SchemaDifference> WORST_FIRST = Comparator.comparing(SchemaDifference::severity)
		.thenComparing(SchemaDifference::object)
		.thenComparing(SchemaDifference::type)
		.thenComparing(SchemaDifference::expected, Comparator.nullsFirst(Comparator.naturalOrder()))
		.thenComparing(SchemaDifference::actual, Comparator.nullsFirst(Comparator.naturalOrder()));

	private DifferenceOrder() {
	}

}
