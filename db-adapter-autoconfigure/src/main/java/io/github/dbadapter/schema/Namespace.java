package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A schema in the sense of {@code CREATE SCHEMA}.
 *
 * @param name the name, without a schema part
 * @param comment comment
 * @since 0.1.0
 */
public record Namespace(QualifiedName name, @Nullable String comment) implements SchemaObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.SCHEMA;
	}

}
