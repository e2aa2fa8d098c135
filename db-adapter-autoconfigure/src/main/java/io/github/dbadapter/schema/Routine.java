package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A function, procedure or aggregate.
 *
 * @param kind {@code FUNCTION}, {@code PROCEDURE} or {@code AGGREGATE}
 * @param name the name
 * @param identityArguments argument types that identify it
 * @param result result type as of {@code pg_get_function_result}, {@code null} for a
 * procedure
 * @param definition complete {@code CREATE OR REPLACE} statement without a final
 * semicolon
 * @param comment comment
 * @since 0.1.0
 */
public record Routine(ObjectKind kind, QualifiedName name, String identityArguments, @Nullable String result,
		String definition, @Nullable String comment) implements SchemaObject {

	@Override
	public ObjectReference reference() {
		return new ObjectReference(this.kind, this.name, this.identityArguments);
	}

}
