package io.github.dbadapter.schema;

import java.util.List;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An enumerated type.
 *
 * @param name the name
 * @param labels labels in their sort order
 * @param comment comment
 * @since 0.1.0
 */
public record EnumType(QualifiedName name, List<String> labels, @Nullable String comment) implements SchemaObject {

	public EnumType {
		labels = List.copyOf(labels);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.ENUM;
	}

}
