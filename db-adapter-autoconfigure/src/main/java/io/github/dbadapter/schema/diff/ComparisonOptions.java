package io.github.dbadapter.schema.diff;

import java.util.List;
import java.util.Set;

/**
 * What a comparison looks at.
 *
 * @param columnOrder whether the order of a table's columns counts
 * @param exclude patterns of qualified names that are left out on both sides: {@code *}
 * stands for any characters but a dot, {@code ?} for one; a pattern without a dot is
 * compared with the name alone, one with two dots with the parts of relations
 * @param schemas schemas to look at, empty for all that the models hold
 * @since 0.1.0
 */
public record ComparisonOptions(boolean columnOrder, List<String> exclude, Set<String> schemas) {

	private static final ComparisonOptions DEFAULTS = new ComparisonOptions(false, List.of(), Set.of());

	public ComparisonOptions {
		exclude = List.copyOf(exclude);
		schemas = Set.copyOf(schemas);
	}

	public static ComparisonOptions defaults() {
		return DEFAULTS;
	}

	public ComparisonOptions withColumnOrder(boolean columnOrder) {
		return new ComparisonOptions(columnOrder, this.exclude, this.schemas);
	}

	public ComparisonOptions withExclude(List<String> exclude) {
		return new ComparisonOptions(this.columnOrder, exclude, this.schemas);
	}

	public ComparisonOptions withSchemas(Set<String> schemas) {
		return new ComparisonOptions(this.columnOrder, this.exclude, schemas);
	}

}
