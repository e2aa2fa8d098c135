package io.github.dbadapter.schema.validate;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.diff.ComparisonOptions;
import io.github.dbadapter.schema.introspect.IntrospectedSchema;
import io.github.dbadapter.schema.introspect.IntrospectionOptions;
import io.github.dbadapter.sql.Identifier;

/**
 * Which schemas of a database a validation reads and compares.
 */
final class Scope {

	private static final String PUBLIC = "public";

	private final ValidationOptions options;

	private final Set<String> expected;

	Scope(ValidationOptions options, Collection<String> expected) {
		this.options = options;
		this.expected = new TreeSet<>(expected);
	}

	/**
	 * Returns the schemas in which a model has objects, and those that it creates. Every
	 * new database has public, which says nothing.
	 */
	static Set<String> of(DatabaseSchema expected) {
		return expected.objects()
			.values()
			.stream()
			.map(Scope::schema)
			.filter((schema) -> !schema.isEmpty())
			.collect(Collectors.toUnmodifiableSet());
	}

	private static String schema(SchemaObject object) {
		if (object instanceof Namespace namespace) {
			String name = namespace.name().name().value();
			return name.equals(PUBLIC) ? "" : name;
		}
		Identifier schema = object.name().schema();
		return (schema != null) ? schema.value() : "";
	}

	IntrospectionOptions introspection() {
		if (this.options.allSchemas()) {
			return IntrospectionOptions.all();
		}
		return this.options.schemas().isEmpty() ? IntrospectionOptions.currentSchemaAnd(this.expected)
				: IntrospectionOptions.schemas(this.options.schemas());
	}

	ComparisonOptions comparison(IntrospectedSchema actual) {
		Set<String> schemas = new TreeSet<>(this.options.schemas());
		if (this.options.allSchemas()) {
			schemas.clear();
		}
		else if (schemas.isEmpty()) {
			schemas.addAll(actual.schemas());
			schemas.addAll(this.expected);
		}
		return new ComparisonOptions(this.options.columnOrder(), this.options.exclude(), schemas,
				actual.uncheckedSchemas());
	}

}
