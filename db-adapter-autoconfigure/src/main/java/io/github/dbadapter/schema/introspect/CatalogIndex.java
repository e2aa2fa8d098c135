package io.github.dbadapter.schema.introspect;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A row of {@code pg_index}. Without a definition it is the index of a constraint.
 */
record CatalogIndex(long oid, CatalogRelation relation, String name, boolean unique, boolean clustered, boolean valid,
		int[] keys, boolean hasExpressions, @Nullable String definition, Map<String, String> options,
		@Nullable String tablespace) {

}
