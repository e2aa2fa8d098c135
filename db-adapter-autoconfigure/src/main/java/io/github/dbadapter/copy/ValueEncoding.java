package io.github.dbadapter.copy;

import java.util.Arrays;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * How the values of a column stand in JSON. SQL NULL is {@code null} in each of them, and
 * what the encoding cannot say natively is a string that holds PostgreSQL's own text.
 *
 * @since 0.1.0
 */
public enum ValueEncoding {

	/** A string with PostgreSQL's text. */
	TEXT("text"),

	/** A number, digit for digit; NaN and the infinities are strings. */
	NUMBER("number"),

	/** {@code true} or {@code false}. */
	BOOLEAN("boolean"),

	/**
	 * The document itself; a document that is a string, the JSON null or nested deeper
	 * than {@value CopyJsonEncoder#MAX_NATIVE_DEPTH} levels is a string with its text.
	 */
	JSON("json"),

	/** An array of strings; bounds other than 1 make it a string with the text. */
	TEXT_ARRAY("text[]"),

	/** An array of numbers, otherwise as {@link #TEXT_ARRAY}. */
	NUMBER_ARRAY("number[]"),

	/** An array of booleans, otherwise as {@link #TEXT_ARRAY}. */
	BOOLEAN_ARRAY("boolean[]");

	private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "float4", "float8", "numeric");

	private final String id;

	ValueEncoding(String id) {
		this.id = id;
	}

	/**
	 * Returns the name used in files.
	 * @return for example {@code number[]}
	 */
	public String id() {
		return this.id;
	}

	public static @Nullable ValueEncoding of(String id) {
		return Arrays.stream(values()).filter((encoding) -> encoding.id.equals(id)).findFirst().orElse(null);
	}

	/**
	 * Chooses the encoding of a type. The type {@code json} keeps its text, because white
	 * space and repeated keys belong to its value.
	 * @param type internal name of the type, domains resolved, for example {@code int4}
	 * @param element internal name of the element type when the type is an array written
	 * with commas, domains resolved, otherwise {@code null}
	 * @return the encoding
	 */
	public static ValueEncoding forType(String type, @Nullable String element) {
		if (element != null) {
			return switch (scalar(element)) {
				case NUMBER -> NUMBER_ARRAY;
				case BOOLEAN -> BOOLEAN_ARRAY;
				default -> TEXT_ARRAY;
			};
		}
		return scalar(type);
	}

	private static ValueEncoding scalar(String type) {
		if (NUMBERS.contains(type)) {
			return NUMBER;
		}
		return switch (type) {
			case "bool" -> BOOLEAN;
			case "jsonb" -> JSON;
			default -> TEXT;
		};
	}

}
