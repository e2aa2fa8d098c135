package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A sequence that is not an identity column's.
 *
 * @param name the name
 * @param options type, bounds and steps
 * @param ownedBy column that it belongs to, {@code null} for none
 * @param unlogged whether it is unlogged
 * @param comment comment
 * @since 0.1.0
 */
public record Sequence(QualifiedName name, SequenceOptions options, @Nullable ObjectReference ownedBy, boolean unlogged,
		@Nullable String comment) implements SchemaObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.SEQUENCE;
	}

}
