package io.github.dbadapter.schema;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A column of a table.
 *
 * @param name the name
 * @param type full type as of {@code format_type}, qualified unless in {@code pg_catalog}
 * @param collation qualified and quoted collation when it is not the type's
 * @param notNull whether NULL is refused, by a constraint of its own or inherited
 * @param notNullName name of the not-null constraint where the server keeps one (from 18)
 * and it is not the one that PostgreSQL would choose
 * @param defaultExpression default, {@code null} for none, for identity and for generated
 * columns
 * @param identity identity property, {@code null} for none
 * @param generated generation expression, {@code null} for none
 * @param local whether the table itself declares it, rather than only a parent
 * @param statisticsTarget target of {@code SET STATISTICS}, {@code null} for the default
 * @param compression method of {@code SET COMPRESSION}, {@code null} for the default
 * @param options options of the attribute and, for a foreign table, of its wrapper
 * @param comment comment
 * @since 0.1.0
 */
public record Column(String name, String type, @Nullable String collation, boolean notNull,
		@Nullable String notNullName, @Nullable String defaultExpression, @Nullable Identity identity,
		@Nullable Generated generated, boolean local, @Nullable Integer statisticsTarget, @Nullable String compression,
		Map<String, String> options, @Nullable String comment) {

	public Column {
		options = Table.ordered(options);
	}

}
