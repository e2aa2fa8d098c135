package io.github.dbadapter.schema.diff;

import io.github.dbadapter.schema.DatabaseSchema;

/**
 * What every step of one comparison needs.
 */
record Comparison(DatabaseSchema expected, DatabaseSchema actual, ComparisonOptions options, Differences differences,
		Renames renames) {

}
