package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An installed extension. The version is told, never compared, as {@code pg_dump} does
 * not write it either.
 *
 * @param name the name, without a schema part
 * @param schema schema that holds its objects
 * @param version installed version
 * @param comment comment, {@code null} also when it is the extension's own
 * @since 0.1.0
 */
public record Extension(QualifiedName name, String schema, String version,
		@Nullable String comment) implements SchemaObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.EXTENSION;
	}

}
