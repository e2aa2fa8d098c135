package io.github.dbadapter.schema.source;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * All of a live database that what comes of a script may depend on.
 */
record ScratchPlace(int version, Map<String, String> extensions, String searchPath, @Nullable String currentSchema,
		String localeClause, @Nullable String server) {

}
