package io.github.dbadapter.schema.source;

import java.util.List;

import io.github.dbadapter.schema.DatabaseSchema;

/**
 * What scripts make of an empty database.
 *
 * @param schema the model, with the scripts' own names
 * @param skipped statements that were left out
 * @param place where the scripts were read, never {@link ScratchMode#AUTO}
 * @since 0.1.0
 */
public record LoadedSchema(DatabaseSchema schema, List<SkippedStatement> skipped, ScratchMode place) {

	public LoadedSchema {
		skipped = List.copyOf(skipped);
	}

}
