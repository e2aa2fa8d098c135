package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A range type.
 *
 * @param name the name
 * @param subtype full element type
 * @param multirange name of its multirange type
 * @param operatorClass qualified and quoted operator class, {@code null} for the
 * subtype's default
 * @param collation qualified and quoted collation when it is not the subtype's
 * @param canonical qualified and quoted canonicalization function
 * @param subtypeDiff qualified and quoted difference function
 * @param comment comment
 * @since 0.1.0
 */
public record RangeType(QualifiedName name, String subtype, QualifiedName multirange, @Nullable String operatorClass,
		@Nullable String collation, @Nullable String canonical, @Nullable String subtypeDiff,
		@Nullable String comment) implements SchemaObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.RANGE_TYPE;
	}

}
