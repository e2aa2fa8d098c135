package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.schema.DatabaseSchema;
import org.jspecify.annotations.Nullable;

/**
 * What code needs of a database.
 *
 * @param description where it comes from, for people
 * @param contentHash {@code sha256:} and the hash of what it was made from, {@code null}
 * where there is nothing but the result
 * @param schema the model, {@code null} when no more than names of columns is known
 * @param columns names of columns by table, which may be qualified; empty when there is a
 * model
 * @param skipped statements of scripts that were left out
 * @since 0.1.0
 */
public record ExpectedSchema(String description, @Nullable String contentHash, @Nullable DatabaseSchema schema,
		Map<String, Set<String>> columns, List<SkippedStatement> skipped) {

	public ExpectedSchema {
		columns = Map.copyOf(columns);
		skipped = List.copyOf(skipped);
	}

	static ExpectedSchema of(String description, @Nullable String contentHash, DatabaseSchema schema,
			List<SkippedStatement> skipped) {
		return new ExpectedSchema(description, contentHash, schema, Map.of(), skipped);
	}

	static ExpectedSchema ofColumns(String description, Map<String, Set<String>> columns) {
		return new ExpectedSchema(description, ContentHash.of(columns.toString()), null, columns, List.of());
	}

}
