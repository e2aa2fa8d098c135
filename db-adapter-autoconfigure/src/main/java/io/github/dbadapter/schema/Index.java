package io.github.dbadapter.schema;

import java.util.List;
import java.util.Map;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An index that no constraint owns.
 *
 * @param name the name, in the schema of its relation
 * @param unique whether it is unique
 * @param definition as of {@code pg_get_indexdef} from {@code USING} on: method, keys,
 * included columns, options, predicate
 * @param columns plain columns among its keys, in order
 * @param hasExpressions whether a key or the predicate is an expression
 * @param valid whether it can be used; an interrupted concurrent build leaves an invalid
 * one
 * @param clustered whether {@code CLUSTER ON} names it
 * @param parent index of the partitioned table that it is attached to
 * @param statisticsTargets targets of expression keys by their number, from 1
 * @param tablespace tablespace when it is not the database's
 * @param comment comment
 * @since 0.1.0
 */
public record Index(String name, boolean unique, String definition, List<String> columns, boolean hasExpressions,
		boolean valid, boolean clustered, @Nullable QualifiedName parent, Map<Integer, Integer> statisticsTargets,
		@Nullable String tablespace, @Nullable String comment) {

	public Index {
		columns = List.copyOf(columns);
		statisticsTargets = Map.copyOf(statisticsTargets);
	}

}
