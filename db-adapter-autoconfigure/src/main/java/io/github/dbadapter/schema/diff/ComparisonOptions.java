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
 * @param uncheckedSchemas schemas of which the actual model knows nothing, so that
 * nothing of them is missing
 * @since 0.1.0
 */
public record ComparisonOptions(boolean columnOrder, List<String> exclude, Set<String> schemas,
		Set<String> uncheckedSchemas) {

	private static final ComparisonOptions DEFAULTS = new ComparisonOptions(false, List.of(), Set.of(), Set.of());

	public ComparisonOptions {
		exclude = List.copyOf(exclude);
		schemas = Set.copyOf(schemas);
		uncheckedSchemas = Set.copyOf(uncheckedSchemas);
	}

	public static ComparisonOptions defaults() {
		return DEFAULTS;
	}

	public ComparisonOptions withColumnOrder(boolean columnOrder) {
		return new ComparisonOptions(columnOrder, this.exclude, this.schemas, this.uncheckedSchemas);
	}

	public ComparisonOptions withExclude(List<String> exclude) {
		return new ComparisonOptions(this.columnOrder, exclude, this.schemas, this.uncheckedSchemas);
	}

	public ComparisonOptions withSchemas(Set<String> schemas) {
		return new ComparisonOptions(this.columnOrder, this.exclude, schemas, this.uncheckedSchemas);
	}

	public ComparisonOptions withUncheckedSchemas(Set<String> uncheckedSchemas) {
		return new ComparisonOptions(this.columnOrder, this.exclude, this.schemas, uncheckedSchemas);
	}

}
