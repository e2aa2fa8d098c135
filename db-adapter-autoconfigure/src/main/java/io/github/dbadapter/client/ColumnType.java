package io.github.dbadapter.client;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Type of a column as far as reading and writing its values needs it. Domains are
 * replaced by what they are made of.
 *
 * @param oid OID of the type
 * @param name name as {@code format_type} gives it, without length or precision
 * @param kind how values are written and read
 * @param element type of an array's elements, {@code null} unless an array
 * @param delimiter what stands between an array's elements
 * @param attributes types of a composite's attributes in order, empty otherwise
 */
record ColumnType(long oid, String name, Kind kind, @Nullable ColumnType element, char delimiter,
		Map<String, ColumnType> attributes) {

	enum Kind {

		/** The text that PostgreSQL reads is all there is to it. */
		PLAIN,

		JSON,

		JSONB,

		HSTORE,

		ARRAY,

		COMPOSITE;

		boolean isJson() {
			return this == JSON || this == JSONB;
		}

	}

	/** Stands for a parameter of which nothing is known. */
	static final ColumnType UNKNOWN = plain(0, "unknown");

	static ColumnType plain(long oid, String name) {
		return new ColumnType(oid, name, Kind.PLAIN, null, ',', Map.of());
	}

	static ColumnType arrayOf(long oid, ColumnType element, char delimiter) {
		return new ColumnType(oid, element.name() + "[]", Kind.ARRAY, element, delimiter, Map.of());
	}

	boolean isJson() {
		return this.kind.isJson();
	}

	boolean isArray() {
		return this.kind == Kind.ARRAY;
	}

}
