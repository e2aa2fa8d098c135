package io.github.dbadapter.schema.introspect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.sql.Identifier;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Which schemas are read, what of them is left out, and what cannot be read.
 */
final class CatalogScope {

	private static final Set<String> MIGRATION_TABLES = Set.of("flyway_schema_history", "databasechangelog",
			"databasechangeloglock");

	private static final String PUBLIC = "public";

	private static final String PUBLIC_COMMENT = "standard public schema";

	private final IntrospectionOptions options;

	private final int serverVersion;

	private final String role;

	private final @Nullable String currentSchema;

	private final List<Pattern> onQualified;

	private final List<Pattern> onName;

	private final Map<Long, Identifier> names = new HashMap<>();

	private final Map<Long, Identifier> declared = new HashMap<>();

	private final Set<String> existing = new TreeSet<>();

	private final TreeMap<QualifiedName, IntrospectionNotice> notices = new TreeMap<>();

	CatalogScope(IntrospectionOptions options, int serverVersion, String role, @Nullable String currentSchema) {
		this.options = options;
		this.serverVersion = serverVersion;
		this.role = role;
		this.currentSchema = currentSchema;
		this.onQualified = options.exclude().stream().map(CatalogScope::glob).toList();
		this.onName = options.exclude()
			.stream()
			.filter((pattern) -> !pattern.contains("."))
			.map(CatalogScope::glob)
			.toList();
	}

	private static Pattern glob(String pattern) {
		return Pattern.compile(pattern.chars().mapToObj((character) -> switch (character) {
			case '*' -> ".*";
			case '?' -> ".";
			default -> Pattern.quote(Character.toString(character));
		}).collect(Collectors.joining()), Pattern.DOTALL);
	}

	void add(long oid, String name, boolean usage, boolean extensions) {
		this.existing.add(name);
		if (!this.options.includes(name, name.equals(this.currentSchema)) || matches(this.onQualified, name + ".")) {
			return;
		}
		if (!usage) {
			this.notices.put(QualifiedName.of(name), IntrospectionNotice.noUsage(name, this.role));
			return;
		}
		Identifier identifier = new Identifier(name);
		this.names.put(oid, identifier);
		if (!extensions && !matches(this.onQualified, name)) {
			this.declared.put(oid, identifier);
		}
	}

	void addMissing() {
		this.options.missing(this.existing)
			.forEach((name) -> this.notices.put(QualifiedName.of(name), IntrospectionNotice.schemaMissing(name)));
	}

	void addNotReadable(QualifiedName relation) {
		String schema = (relation.schema() != null) ? relation.schema().value() : "";
		this.notices.put(relation, IntrospectionNotice.noSelect(schema, relation.name().value(), this.role));
	}

	boolean databaseObjects() {
		return this.options.databaseObjects();
	}

	int serverVersion() {
		return this.serverVersion;
	}

	int majorVersion() {
		return this.serverVersion / 10000;
	}

	@Nullable String currentSchema() {
		return this.currentSchema;
	}

	/**
	 * Returns the oids of the schemas that are read.
	 * @return literal of an array
	 */
	String oids() {
		return this.names.keySet().stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
	}

	boolean contains(long namespace) {
		return this.names.containsKey(namespace);
	}

	QualifiedName name(long namespace, String name) {
		return new QualifiedName(this.names.get(namespace), new Identifier(name));
	}

	boolean excludes(QualifiedName name) {
		return MIGRATION_TABLES.contains(name.name().value()) || matches(this.onQualified, name.toString())
				|| matches(this.onName, name.name().value());
	}

	private static boolean matches(List<Pattern> patterns, String text) {
		for (Pattern pattern : patterns) {
			if (pattern.matcher(text).matches()) {
				return true;
			}
		}
		return false;
	}

	SortedSet<String> schemas() {
		return this.names.values().stream().map(Identifier::value).collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Returns the schemas as objects. The comment that initdb gives to public counts as
	 * none, its absence as an empty one, as for pg_dump.
	 */
	List<Namespace> namespaces(CommentReader comments) {
		List<Namespace> namespaces = new ArrayList<>();
		this.declared.forEach((oid, name) -> {
			String comment = comments.of(CatalogId.NAMESPACE, oid, 0);
			if (name.value().equals(PUBLIC)) {
				comment = PUBLIC_COMMENT.equals(comment) ? null : (comment != null) ? comment : "";
			}
			namespaces.add(new Namespace(new QualifiedName(null, name), comment));
		});
		return namespaces;
	}

	List<IntrospectionNotice> notices() {
		return List.copyOf(this.notices.values());
	}

}
