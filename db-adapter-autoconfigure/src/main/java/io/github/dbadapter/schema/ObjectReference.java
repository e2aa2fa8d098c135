package io.github.dbadapter.schema;

import java.util.Comparator;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Identity of a database object. Ordered by qualified name, then kind, then detail, so
 * that a table is followed by its columns, constraints and so on.
 *
 * @param kind kind of the object
 * @param name the object's own name or, for a part of a relation (column, constraint,
 * index, trigger, policy, rule), the relation's name; schemas and extensions have no
 * schema part
 * @param detail name of the part, or the identity arguments of a routine as
 * {@code pg_get_function_identity_arguments} renders them, or the type of an
 * {@link OtherObject}; {@code null} for others
 * @since 0.1.0
 */
public record ObjectReference(ObjectKind kind, QualifiedName name,
		@Nullable String detail) implements Comparable<ObjectReference> {

	private static final Comparator<ObjectReference> ORDER = Comparator.comparing(ObjectReference::name)
		.thenComparing(ObjectReference::kind)
		.thenComparing(ObjectReference::detail, Comparator.nullsFirst(Comparator.naturalOrder()));

	public static ObjectReference of(ObjectKind kind, QualifiedName name) {
		return new ObjectReference(kind, name, null);
	}

	@Override
	public int compareTo(ObjectReference other) {
		return ORDER.compare(this, other);
	}

	/**
	 * Returns the name for people: {@code public.product.price} for a part,
	 * {@code public.total(integer)} for a routine.
	 */
	@Override
	public String toString() {
		if (this.detail == null) {
			return this.name.toString();
		}
		return switch (this.kind) {
			case FUNCTION, PROCEDURE, AGGREGATE -> this.name + "(" + this.detail + ")";
			case OTHER -> this.name.toString();
			default -> this.name + "." + this.detail;
		};
	}

}
