package io.github.dbadapter.schema;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * An object of a kind that is compared as a whole: collation, cast, operator, text search
 * configuration, event trigger, foreign server, publication and so on.
 *
 * @param type kind in the words of SQL, for example {@code TEXT SEARCH CONFIGURATION}
 * @param name the name; for kinds without a schema, and for those identified by more than
 * a name, the whole identity as {@code pg_identify_object} gives it
 * @param definition canonical text of all its properties
 * @param comment comment
 * @since 0.1.0
 */
public record OtherObject(String type, QualifiedName name, String definition,
		@Nullable String comment) implements SchemaObject {

	@Override
	public ObjectKind kind() {
		return ObjectKind.OTHER;
	}

	/**
	 * Has the type as its detail, because an operator class and its family, for example,
	 * may have the same name.
	 */
	@Override
	public ObjectReference reference() {
		return new ObjectReference(kind(), this.name, this.type);
	}

}
