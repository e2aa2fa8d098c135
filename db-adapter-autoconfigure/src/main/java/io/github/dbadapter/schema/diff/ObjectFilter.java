package io.github.dbadapter.schema.diff;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Decides which objects take part in a comparison, by {@link ComparisonOptions}. The
 * tables in which Flyway and Liquibase keep their state never do.
 */
final class ObjectFilter {

	private static final Set<String> MIGRATION_TABLES = Set.of("flyway_schema_history", "databasechangelog",
			"databasechangeloglock");

	private final Set<String> schemas;

	private final Set<String> unchecked;

	private final List<Pattern> onQualified;

	private final List<Pattern> onName;

	ObjectFilter(ComparisonOptions options) {
		this.schemas = options.schemas();
		this.unchecked = options.uncheckedSchemas();
		this.onQualified = options.exclude().stream().map(ObjectFilter::glob).toList();
		this.onName = options.exclude()
			.stream()
			.filter((pattern) -> !pattern.contains("."))
			.map(ObjectFilter::glob)
			.toList();
	}

	DatabaseSchema apply(DatabaseSchema schema) {
		return DatabaseSchema.of(schema.serverVersion(), schema.objects().values().stream().filter(this::includes),
				schema.dependencies());
	}

	boolean includes(SchemaDifference difference) {
		return difference.object().detail() == null || !excluded(difference.object().toString());
	}

	private boolean includes(SchemaObject object) {
		if (object instanceof Sequence sequence && sequence.ownedBy() != null && !includes(sequence.ownedBy())) {
			return false;
		}
		if (object instanceof Namespace namespace) {
			return inScope(namespace.name().name().value()) && !excludedSchema(namespace.name());
		}
		if (object instanceof Extension) {
			return !excludedName(object.name());
		}
		return includes(object.reference());
	}

	boolean includes(ObjectReference reference) {
		QualifiedName name = reference.name();
		boolean scoped = name.schema() == null || inScope(name.schema().value());
		return scoped && !excludedName(name) && !MIGRATION_TABLES.contains(name.name().value());
	}

	private boolean inScope(String schema) {
		return !this.unchecked.contains(schema) && (this.schemas.isEmpty() || this.schemas.contains(schema));
	}

	private boolean excludedSchema(QualifiedName name) {
		return excludedName(name) || excluded(name.name().value() + ".");
	}

	private boolean excludedName(QualifiedName name) {
		return excluded(name.toString()) || matches(this.onName, name.name().value());
	}

	private boolean excluded(String text) {
		return matches(this.onQualified, text);
	}

	private static boolean matches(List<Pattern> patterns, String text) {
		return patterns.stream().anyMatch((pattern) -> pattern.matcher(text).matches());
	}

	private static Pattern glob(String pattern) {
		return Pattern.compile(pattern.chars().mapToObj((character) -> switch (character) {
			case '*' -> "[^.]*";
			case '?' -> "[^.]";
			default -> Pattern.quote(Character.toString(character));
		}).collect(Collectors.joining()));
	}

}
