package io.github.dbadapter.schema.introspect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * A query of the catalog, kept in a resource of its name. A line that ends in
 * {@code -- @from 17} or {@code -- @until 16}, or both, is for these major versions
 * alone. The only parameter, as often as it occurs, is the array of the schemas' oids. In
 * the order in which the results are read.
 */
enum CatalogQuery {

	COMMENTS, RELATIONS, OUTSIDE, INHERITANCE, SEQUENCES, NOT_NULLS(18), COLUMN_TYPES, COLUMNS, INDEXES, CONSTRAINTS,
	TRIGGERS, RULES, POLICIES, STATISTICS, ENUM_LABELS, DOMAIN_CONSTRAINTS, TYPES, RANGE_TYPES, ROUTINES, AGGREGATES,
	EXTENSIONS, BASE_TYPES, OPERATORS, OPERATOR_FAMILIES, OPERATOR_CLASSES, COLLATIONS, CONVERSIONS, TEXT_SEARCH, CASTS,
	LANGUAGES, TRANSFORMS, ACCESS_METHODS, FOREIGN_DATA, EVENT_TRIGGERS, PUBLICATIONS, SUBSCRIPTIONS, SECURITY_LABELS,
	EXTENSION_DEPENDENCIES, DEPENDENCIES;

	private static final Set<CatalogQuery> OF_THE_DATABASE = EnumSet.of(CASTS, LANGUAGES, TRANSFORMS, ACCESS_METHODS,
			FOREIGN_DATA, EVENT_TRIGGERS, PUBLICATIONS, SUBSCRIPTIONS, SECURITY_LABELS, EXTENSION_DEPENDENCIES);

	private static final Pattern CONDITION = Pattern.compile("-- @(from|until) (\\d+)");

	private final int from;

	private final Map<Integer, String> texts = new ConcurrentHashMap<>();

	CatalogQuery() {
		this(0);
	}

	CatalogQuery(int from) {
		this.from = from;
	}

	boolean appliesTo(int majorVersion, boolean databaseObjects) {
		return majorVersion >= this.from && (databaseObjects || !OF_THE_DATABASE.contains(this));
	}

	String text(int majorVersion) {
		return this.texts.computeIfAbsent(majorVersion, (version) -> load(name(), version));
	}

	static String load(String name, int majorVersion) {
		String resource = name.toLowerCase(Locale.ROOT) + ".sql";
		try (@Nullable
		InputStream stream = CatalogQuery.class.getResourceAsStream(resource)) {
			if (stream == null) {
				throw new IllegalStateException("Resource " + resource + " is missing");
			}
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> isFor(line, majorVersion))
				.map((line) -> line.contains("--") ? line.substring(0, line.indexOf("--")) : line)
				.map(String::strip)
				.filter((line) -> !line.isEmpty())
				.collect(Collectors.joining("\n"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not read " + resource, ex);
		}
	}

	private static boolean isFor(String line, int majorVersion) {
		return CONDITION.matcher(line).results().allMatch((condition) -> {
			int version = Integer.parseInt(condition.group(2));
			return condition.group(1).equals("from") ? majorVersion >= version : majorVersion <= version;
		});
	}

}
