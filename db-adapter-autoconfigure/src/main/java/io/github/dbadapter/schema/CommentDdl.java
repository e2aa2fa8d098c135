package io.github.dbadapter.schema;

import java.util.List;

import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code COMMENT ON} and how an object is named there and in {@code DROP}.
 *
 * @since 0.1.0
 */
public final class CommentDdl {

	private CommentDdl() {
	}

	/**
	 * Returns how SQL addresses an object of its own.
	 * @param object the object
	 * @return kind and quoted name, for example {@code FUNCTION "public"."f"(integer)}
	 */
	public static String address(SchemaObject object) {
		String name = object.name().quoted();
		if (object instanceof Table table) {
			return (table.foreign() != null) ? "FOREIGN TABLE " + name : "TABLE " + name;
		}
		if (object instanceof Routine routine) {
			return routine.kind().words().toUpperCase(java.util.Locale.ROOT) + " " + name + "(" + arguments(routine)
					+ ")";
		}
		if (object instanceof OtherObject other) {
			return other.type() + " " + identity(other);
		}
		return switch (object.kind()) {
			case ENUM, COMPOSITE_TYPE, RANGE_TYPE -> "TYPE " + name;
			default -> object.kind().words().toUpperCase(java.util.Locale.ROOT) + " " + name;
		};
	}

	private static String arguments(Routine routine) {
		boolean none = routine.kind() == ObjectKind.AGGREGATE && routine.identityArguments().isEmpty();
		return none ? "*" : routine.identityArguments();
	}

	/** What is identified by more than a name holds it ready for SQL. */
	private static String identity(OtherObject other) {
		QualifiedName name = other.name();
		return switch (other.type()) {
			case "CAST", "TRANSFORM", "USER MAPPING", "SECURITY LABEL", "EXTENSION DEPENDENCY" -> name.name().value();
			case "OPERATOR", "OPERATOR CLASS", "OPERATOR FAMILY" ->
				(name.schema() != null) ? name.schema().quoted() + "." + name.name().value() : name.name().value();
			default -> name.quoted();
		};
	}

	/**
	 * Writes {@code COMMENT ON} an object of its own.
	 * @param object the object
	 * @return the statement, none without a comment
	 */
	public static List<String> of(SchemaObject object) {
		return on(address(object), object.comment());
	}

	/**
	 * Writes {@code COMMENT ON}.
	 * @param address what SQL calls the object, for example {@code COLUMN "t"."c"}
	 * @param comment the comment
	 * @return the statement, none without a comment
	 */
	static List<String> on(String address, @Nullable String comment) {
		return (comment == null) ? List.of() : List.of(set(address, comment));
	}

	/**
	 * Writes {@code COMMENT ON}, also to remove one.
	 * @param address what SQL calls the object, for example {@code COLUMN "t"."c"}
	 * @param comment the comment, {@code null} to remove it
	 * @return the statement
	 */
	public static String set(String address, @Nullable String comment) {
		return "COMMENT ON " + address + " IS " + ((comment != null) ? DdlText.literal(comment) : "NULL");
	}

}
