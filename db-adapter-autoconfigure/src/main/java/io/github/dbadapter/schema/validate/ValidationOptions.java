package io.github.dbadapter.schema.validate;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * How a validation compares.
 *
 * @param schemas schemas to look at; empty for the search path's first and every one in
 * which something is expected; {@code *} for all that are not the system's
 * @param exclude patterns of qualified names that are left out
 * @param columnOrder whether the order of a table's columns counts
 * @param strict whether what is merely extra counts as drift
 * @param timeout longest time for the whole validation
 * @since 0.1.0
 */
public record ValidationOptions(Set<String> schemas, List<String> exclude, boolean columnOrder, boolean strict,
		Duration timeout) {

	/**
	 * What stands for all schemas that are not the system's.
	 */
	public static final String ALL_SCHEMAS = "*";

	private static final ValidationOptions DEFAULTS = new ValidationOptions(Set.of(), List.of(), false, false,
			Duration.ofSeconds(60));

	public ValidationOptions {
		schemas = Set.copyOf(schemas);
		exclude = List.copyOf(exclude);
	}

	/**
	 * Returns the defaults.
	 * @return options that exclude nothing and give up after 60 seconds
	 */
	public static ValidationOptions defaults() {
		return DEFAULTS;
	}

	public ValidationOptions withSchemas(Set<String> schemas) {
		return new ValidationOptions(schemas, this.exclude, this.columnOrder, this.strict, this.timeout);
	}

	public ValidationOptions withExclude(List<String> exclude) {
		return new ValidationOptions(this.schemas, exclude, this.columnOrder, this.strict, this.timeout);
	}

	public ValidationOptions withColumnOrder(boolean columnOrder) {
		return new ValidationOptions(this.schemas, this.exclude, columnOrder, this.strict, this.timeout);
	}

	public ValidationOptions withStrict(boolean strict) {
		return new ValidationOptions(this.schemas, this.exclude, this.columnOrder, strict, this.timeout);
	}

	public ValidationOptions withTimeout(Duration timeout) {
		return new ValidationOptions(this.schemas, this.exclude, this.columnOrder, this.strict, timeout);
	}

	boolean allSchemas() {
		return this.schemas.contains(ALL_SCHEMAS);
	}

}
