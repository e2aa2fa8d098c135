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
 * @param notNullConstraint what is unusual about the not-null constraint, where the
 * server keeps one (from 18); {@code null} for nothing
 * @param defaultExpression default, {@code null} for none, for identity and for generated
 * columns
 * @param identity identity property, {@code null} for none
 * @param generated generation expression, {@code null} for none
 * @param local whether the table itself declares it, rather than only a parent
 * @param statisticsTarget target of {@code SET STATISTICS}, {@code null} for the default
 * @param compression method of {@code SET COMPRESSION}, {@code null} for the default
 * @param options options of the attribute, for example {@code n_distinct}
 * @param foreignOptions options for the wrapper of a foreign table
 * @param comment comment
 * @since 0.1.0
 */
public record Column(String name, String type, @Nullable String collation, boolean notNull,
		@Nullable NotNull notNullConstraint, @Nullable String defaultExpression, @Nullable Identity identity,
		@Nullable Generated generated, boolean local, @Nullable Integer statisticsTarget, @Nullable String compression,
		Map<String, String> options, Map<String, String> foreignOptions, @Nullable String comment) {

	public Column {
		options = Table.ordered(options);
		foreignOptions = Table.ordered(foreignOptions);
	}

	/**
	 * What a not-null constraint has beyond the plain {@code NOT NULL}.
	 *
	 * @param name its name when it is not the one that PostgreSQL would choose
	 * @param validated whether existing rows have been checked
	 * @param noInherit whether children do not inherit it
	 * @param local whether the table itself declares it, rather than only a parent
	 * @param comment comment
	 */
	public record NotNull(@Nullable String name, boolean validated, boolean noInherit, boolean local,
			@Nullable String comment) {

	}

}
