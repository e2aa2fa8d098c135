package io.github.dbadapter.schema.introspect;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of a database is read. Schemas of the system, temporary objects, objects of
 * extensions and the tables of Flyway and Liquibase are never read.
 *
 * @param allSchemas whether every schema is read, whatever {@code schemas} holds
 * @param currentSchema whether the first existing schema of the connection's
 * {@code search_path} is read besides {@code schemas}
 * @param schemas schemas that are read
 * @param exclude patterns on qualified names of what is left out, {@code *} for any
 * characters and {@code ?} for one; a pattern without a dot is also held against the
 * unqualified name
 * @param databaseObjects whether objects without a schema are read as well: extensions,
 * casts, event triggers, foreign servers, publications and so on
 * @since 0.1.0
 */
public record IntrospectionOptions(boolean allSchemas, boolean currentSchema, Set<String> schemas, List<String> exclude,
		boolean databaseObjects) {

	public IntrospectionOptions {
		schemas = Set.copyOf(schemas);
		exclude = List.copyOf(exclude);
	}

	/**
	 * Everything that is not the system's.
	 * @return options without excludes
	 */
	public static IntrospectionOptions all() {
		return new IntrospectionOptions(true, false, Set.of(), List.of(), true);
	}

	/**
	 * The given schemas; one that does not exist gives a notice.
	 * @param schemas names of schemas
	 * @return options without excludes
	 */
	public static IntrospectionOptions schemas(Collection<String> schemas) {
		return new IntrospectionOptions(false, false, Set.copyOf(schemas), List.of(), true);
	}

	/**
	 * The first existing schema of the connection's {@code search_path} and those given.
	 * @param more names of further schemas
	 * @return options without excludes
	 */
	public static IntrospectionOptions currentSchemaAnd(Collection<String> more) {
		return new IntrospectionOptions(false, true, Set.copyOf(more), List.of(), true);
	}

	public IntrospectionOptions excluding(Collection<String> patterns) {
		return new IntrospectionOptions(this.allSchemas, this.currentSchema, this.schemas, List.copyOf(patterns),
				this.databaseObjects);
	}

	public IntrospectionOptions withoutDatabaseObjects() {
		return new IntrospectionOptions(this.allSchemas, this.currentSchema, this.schemas, this.exclude, false);
	}

	boolean includes(String schema, boolean current) {
		return this.allSchemas || this.schemas.contains(schema) || (current && this.currentSchema);
	}

	Set<String> missing(Set<String> existing) {
		Set<String> missing = new TreeSet<>(this.schemas);
		missing.removeAll(existing);
		return missing;
	}

}
