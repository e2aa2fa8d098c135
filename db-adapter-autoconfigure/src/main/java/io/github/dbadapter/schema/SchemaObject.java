package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An object that stands by itself in a database, unlike the parts of a relation.
 *
 * @since 0.1.0
 */
public sealed interface SchemaObject permits Namespace, Extension, EnumType, CompositeType, DomainType, RangeType,
		Sequence, Table, View, Routine, OtherObject {

	ObjectKind kind();

	QualifiedName name();

	/**
	 * Returns the text of {@code COMMENT ON}.
	 * @return the comment, {@code null} for none
	 */
	@Nullable String comment();

	default ObjectReference reference() {
		return ObjectReference.of(kind(), name());
	}

}
