package io.github.dbadapter.schema.validate;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.source.ExpectedSchema;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * An expected schema that is at hand, to be compared with what a database has, more than
 * once if need be. Safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface SchemaComparison {

	/**
	 * Returns what is expected.
	 * @return the expected schema, as its source gave it
	 */
	ExpectedSchema expectation();

	/**
	 * Returns what has to be read of a database.
	 * @return options for the introspection
	 */
	IntrospectionOptions scope();

	/**
	 * Compares, expressions at their fixed point. Cold.
	 * @param actual what the database has
	 * @return the outcome, once
	 */
	Mono<Result> compare(IntrospectedSchema actual);

	/**
	 * Outcome of a comparison.
	 *
	 * @param expected the expected model as a server of the actual one's version renders
	 * it, {@code null} when only names of columns are expected
	 * @param diff the differences
	 */
	record Result(@Nullable DatabaseSchema expected, SchemaDiff diff) {

	}

}
