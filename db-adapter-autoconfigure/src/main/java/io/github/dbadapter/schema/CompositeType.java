package io.github.dbadapter.schema;

import java.util.List;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A composite type of its own, not the row type of a relation.
 *
 * @param name the name
 * @param attributes attributes in order
 * @param comment comment
 * @since 0.1.0
 */
public record CompositeType(QualifiedName name, List<Attribute> attributes,
		@Nullable String comment) implements SchemaObject {

	public CompositeType {
		attributes = List.copyOf(attributes);
	}

	@Override
	public ObjectKind kind() {
		return ObjectKind.COMPOSITE_TYPE;
	}

	/**
	 * An attribute of a composite type.
	 *
	 * @param name the name
	 * @param type full type
	 * @param collation qualified and quoted collation when it is not the type's
	 * @param comment comment
	 */
	public record Attribute(String name, String type, @Nullable String collation, @Nullable String comment) {

	}

}
