package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.AdministrativeDatabase;
import reactor.core.publisher.Mono;

/**
 * Where an expected schema comes from. Implementations are safe for concurrent use.
 *
 * @since 0.1.0
 */
public interface ExpectedSchemaSource {

	/**
	 * Returns where it comes from.
	 * @return text for people, without secrets
	 */
	String description();

	/**
	 * Makes the expected schema. Cold; what is expensive is done once for the same
	 * content, server version and set of extensions.
	 * @param scratch where PostgreSQL reads what has to be read
	 * @return the expected schema, once; fails as {@link SchemaScratch#load} does, and
	 * with {@link io.github.dbadapter.InvalidInputException} for a file that cannot be
	 * read
	 */
	Mono<ExpectedSchema> load(SchemaScratch scratch);

	/**
	 * Names of tables and columns, as the Python library had them.
	 * @param description where they come from, for people
	 * @param columns names of columns by table, which may be qualified
	 * @return the source
	 */
	static ExpectedSchemaSource ofColumns(String description, Map<String, Set<String>> columns) {
		Map<String, Set<String>> ordered = new TreeMap<>();
		columns.forEach((table, names) -> ordered.put(table, new TreeSet<>(names)));
		ExpectedSchema expected = ExpectedSchema.ofColumns(description, ordered);
		return of(description, Mono.just(expected));
	}

	/**
	 * The schema that another database has at the time of asking.
	 * @param description which one it is, for people
	 * @param database the database
	 * @param options what of it is read
	 * @return the source
	 */
	static ExpectedSchemaSource ofDatabase(String description, AdministrativeDatabase database,
			IntrospectionOptions options) {
		return of(description, new SchemaIntrospector().introspect(database, options)
			.map((read) -> ExpectedSchema.of(description, null, read.schema(), List.of())));
	}

	private static ExpectedSchemaSource of(String description, Mono<ExpectedSchema> expected) {
		return new ExpectedSchemaSource() {

			@Override
			public String description() {
				return description;
			}

			@Override
			public Mono<ExpectedSchema> load(SchemaScratch scratch) {
				return expected;
			}

		};
	}

}
