package io.github.dbadapter.schema.diff;

import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;

/**
 * An object of a model, or a part of one, with its identity and its place.
 *
 * @param reference identity
 * @param owner the stand-alone object that it is part of, or the object itself
 * @param model record of the model, for example a
 * {@link io.github.dbadapter.schema.Column}
 * @param <T> type of that record
 * @since 0.1.0
 */
public record SchemaPart<T>(ObjectReference reference, SchemaObject owner, T model) {

	static <T extends SchemaObject> SchemaPart<T> of(T object) {
		return new SchemaPart<>(object.reference(), object, object);
	}

	static <T> SchemaPart<T> of(SchemaObject owner, ObjectKind kind, String detail, T model) {
		return new SchemaPart<>(new ObjectReference(kind, owner.name(), detail), owner, model);
	}

	/**
	 * Returns the kind as the types of differences name it.
	 * @return for example {@code COLUMN}
	 */
	String kindName() {
		return (this.model instanceof CompositeType.Attribute) ? "ATTRIBUTE" : this.reference.kind().name();
	}

}
