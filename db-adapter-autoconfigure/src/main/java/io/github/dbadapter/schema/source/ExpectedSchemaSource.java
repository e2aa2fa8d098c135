package io.github.dbadapter.schema.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.schema.introspect.SchemaIntrospector;
import io.github.dbadapter.sql.AdministrativeDatabase;
import org.springframework.core.io.ResourceLoader;
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
	 * with {@link InvalidInputException} for a file that cannot be read
	 */
	Mono<ExpectedSchema> load(SchemaScratch scratch);

	/**
	 * What files say: SQL, or one snapshot, which is told by a name that ends with
	 * {@code .json}.
	 * @param locations paths of files and folders, or resources that begin with
	 * {@code classpath:}
	 * @param resources finds the resources
	 * @return the source
	 * @throws InvalidInputException if a snapshot is not the only file
	 */
	static ExpectedSchemaSource ofFiles(List<String> locations, ResourceLoader resources) {
		String snapshot = locations.stream().filter(SnapshotSource::isSnapshot).findFirst().orElse(null);
		if (snapshot == null) {
			return new ScriptSource(locations, resources);
		}
		if (locations.size() > 1) {
			throw new InvalidInputException(
					"The snapshot '%s' is a whole schema and cannot be mixed with other schema files (%s)"
						.formatted(snapshot, String.join(", ", locations)));
		}
		return new SnapshotSource(snapshot, resources);
	}

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
