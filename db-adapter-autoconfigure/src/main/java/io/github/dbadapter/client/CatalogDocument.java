package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.dbadapter.client.ColumnType.Kind;
import io.github.dbadapter.client.TableMetadata.Generation;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Reads the documents of {@link CatalogQueries}.
 */
final class CatalogDocument {

	private final String text;

	private final Map<String, @Nullable Object> document;

	private final Map<Long, Map<String, @Nullable Object>> described = new HashMap<>();

	private final Map<Long, ColumnType> types = new HashMap<>();

	CatalogDocument(String text) {
		this.text = text;
		this.document = JsonText.readObject(text);
		for (Map<String, @Nullable Object> type : members(this.document, "types")) {
			this.described.put(number(type, "oid"), type);
		}
	}

	TableMetadata table(QualifiedName name) {
		Map<String, ColumnType> columns = new LinkedHashMap<>();
		Map<String, String> declared = new LinkedHashMap<>();
		Map<String, Generation> generated = new HashMap<>();
		boolean needsDeclaration = !Boolean.TRUE.equals(this.document.get("is_own_type"));
		for (Map<String, @Nullable Object> column : members(this.document, "columns")) {
			long oid = number(column, "type");
			columns.put(string(column, "name"), type(oid));
			declared.put(string(column, "name"), string(column, "declared"));
			if (Boolean.TRUE.equals(column.get("computed"))) {
				generated.put(string(column, "name"), Generation.EXPRESSION);
			}
			if (Boolean.TRUE.equals(column.get("numbered"))) {
				generated.put(string(column, "name"), Generation.IDENTITY);
			}
			needsDeclaration |= isDomain(oid);
		}
		List<String> primaryKey = List.of();
		List<List<String>> uniqueKeys = new ArrayList<>();
		Map<String, List<String>> constraints = new HashMap<>();
		for (Map<String, @Nullable Object> key : members(this.document, "keys")) {
			constraints.put(string(key, "name"), strings(key, "columns"));
			if (Boolean.TRUE.equals(key.get("primary"))) {
				primaryKey = strings(key, "columns");
			}
			else if (Boolean.TRUE.equals(key.get("plain"))) {
				uniqueKeys.add(strings(key, "columns"));
			}
		}
		for (Map<String, @Nullable Object> constraint : members(this.document, "constraints")) {
			constraints.putIfAbsent(string(constraint, "name"), strings(constraint, "columns"));
		}
		return new TableMetadata(name, columns, generated, primaryKey, uniqueKeys, constraints,
				needsDeclaration ? declared : Map.of(), Integer.toHexString(this.text.hashCode()));
	}

	Collection<ColumnType> types() {
		this.described.keySet().forEach(this::type);
		return this.types.values();
	}

	private boolean isDomain(long oid) {
		Map<String, @Nullable Object> described = this.described.get(oid);
		return described != null && string(described, "kind").equals("d");
	}

	private ColumnType type(long oid) {
		@Nullable ColumnType known = this.types.get(oid);
		if (known != null) {
			return known;
		}
		Map<String, @Nullable Object> described = this.described.get(oid);
		if (described == null) {
			return ColumnType.plain(oid, "unknown");
		}
		ColumnType type = isDomain(oid) ? type(number(described, "base")) : type(oid, described);
		this.types.put(oid, type);
		return type;
	}

	private ColumnType type(long oid, Map<String, @Nullable Object> described) {
		String name = string(described, "name");
		long element = number(described, "element");
		if (element != 0) {
			char delimiter = this.described.containsKey(element)
					? string(Objects.requireNonNull(this.described.get(element)), "delimiter").charAt(0) : ',';
			return new ColumnType(oid, name, Kind.ARRAY, type(element), delimiter, Map.of());
		}
		Map<String, ColumnType> attributes = new LinkedHashMap<>();
		for (Map<String, @Nullable Object> attribute : members(described, "attributes")) {
			attributes.put(string(attribute, "name"), type(number(attribute, "type")));
		}
		return new ColumnType(oid, name, kind(string(described, "short"), string(described, "kind")), null, ',',
				attributes);
	}

	private static Kind kind(String name, String typeKind) {
		if (typeKind.equals("c")) {
			return Kind.COMPOSITE;
		}
		return switch (name) {
			case "json" -> Kind.JSON;
			case "jsonb" -> Kind.JSONB;
			case "hstore" -> Kind.HSTORE;
			default -> Kind.PLAIN;
		};
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, @Nullable Object>> members(Map<String, @Nullable Object> document, String name) {
		@Nullable Object members = document.get(name);
		return (members != null) ? (List<Map<String, @Nullable Object>>) members : List.of();
	}

	@SuppressWarnings("unchecked")
	private static List<String> strings(Map<String, @Nullable Object> document, String name) {
		@Nullable Object strings = document.get(name);
		return (strings != null) ? (List<String>) strings : List.of();
	}

	private static String string(Map<String, @Nullable Object> document, String name) {
		return String.valueOf(document.get(name));
	}

	/** OIDs come as strings. */
	private static long number(Map<String, @Nullable Object> document, String name) {
		@Nullable Object number = document.get(name);
		return (number != null) ? Long.parseLong(number.toString()) : 0;
	}

}
