package io.github.dbadapter.schema.introspect;

import org.jspecify.annotations.Nullable;

/**
 * Something about the database that its model cannot show.
 *
 * @param kind what it is about
 * @param schema the schema that it is about
 * @param relation the table or view that it is about, {@code null} for the whole schema
 * @param message sentence for a person
 * @since 0.1.0
 */
public record IntrospectionNotice(Kind kind, String schema, @Nullable String relation, String message) {

	static IntrospectionNotice schemaMissing(String schema) {
		return new IntrospectionNotice(Kind.SCHEMA_MISSING, schema, null, "schema " + schema + " does not exist");
	}

	static IntrospectionNotice noUsage(String schema, String role) {
		return new IntrospectionNotice(Kind.NOT_CHECKED, schema, null,
				"not checked %s.*: role %s has no USAGE".formatted(schema, role));
	}

	static IntrospectionNotice noSelect(String schema, String relation, String role) {
		return new IntrospectionNotice(Kind.NO_SELECT, schema, relation,
				"%s.%s was checked by the catalog, but role %s may not SELECT from it".formatted(schema, relation,
						role));
	}

	/**
	 * What a notice is about.
	 */
	public enum Kind {

		/** A schema that was asked for does not exist. */
		SCHEMA_MISSING,

		/**
		 * The role has no USAGE on a schema: nothing of it is in the model, and nothing
		 * of it must be called missing.
		 */
		NOT_CHECKED,

		/**
		 * The role may not SELECT from a relation, which is in the model all the same.
		 */
		NO_SELECT

	}

}
