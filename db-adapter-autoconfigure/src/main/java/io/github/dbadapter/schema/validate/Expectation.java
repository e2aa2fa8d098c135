package io.github.dbadapter.schema.validate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.dbadapter.schema.DatabaseSchema;
import org.jspecify.annotations.Nullable;

/**
 * What a database is expected to hold.
 *
 * @param description where it comes from, for people
 * @param schema the expected model, {@code null} when only names of columns are expected
 * @param columns names of columns by table, empty when there is a model
 * @param notices what was left out on the way, a sentence each
 * @since 0.1.0
 */
public record Expectation(String description, @Nullable DatabaseSchema schema, Map<String, Set<String>> columns,
		List<String> notices) {

	public Expectation {
		columns = Map.copyOf(columns);
		notices = List.copyOf(notices);
	}

	public static Expectation of(String description, DatabaseSchema schema, List<String> notices) {
		return new Expectation(description, schema, Map.of(), notices);
	}

	/**
	 * Expects tables and columns by name only.
	 * @param description where the names come from, for people
	 * @param columns names of columns by table, which may be qualified
	 * @return the expectation
	 */
	public static Expectation ofColumns(String description, Map<String, Set<String>> columns) {
		return new Expectation(description, null, new TreeMap<>(columns), List.of());
	}

}
