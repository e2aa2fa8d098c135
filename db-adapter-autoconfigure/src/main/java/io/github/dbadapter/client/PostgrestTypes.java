package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.dbadapter.client.ColumnType.Kind;
import io.github.dbadapter.sql.QualifiedName;
import io.r2dbc.postgresql.codec.PostgresqlObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Reads tables from the OpenAPI description that PostgREST gives of itself.
 */
final class PostgrestTypes {

	private static final Map<String, PostgresqlObjectId> KNOWN = Map.ofEntries(
			Map.entry("smallint", PostgresqlObjectId.INT2), Map.entry("integer", PostgresqlObjectId.INT4),
			Map.entry("bigint", PostgresqlObjectId.INT8), Map.entry("real", PostgresqlObjectId.FLOAT4),
			Map.entry("double precision", PostgresqlObjectId.FLOAT8), Map.entry("numeric", PostgresqlObjectId.NUMERIC),
			Map.entry("boolean", PostgresqlObjectId.BOOL), Map.entry("uuid", PostgresqlObjectId.UUID),
			Map.entry("text", PostgresqlObjectId.TEXT), Map.entry("character varying", PostgresqlObjectId.VARCHAR),
			Map.entry("character", PostgresqlObjectId.BPCHAR), Map.entry("bytea", PostgresqlObjectId.BYTEA),
			Map.entry("date", PostgresqlObjectId.DATE), Map.entry("time without time zone", PostgresqlObjectId.TIME),
			Map.entry("time with time zone", PostgresqlObjectId.TIMETZ),
			Map.entry("timestamp without time zone", PostgresqlObjectId.TIMESTAMP),
			Map.entry("timestamp with time zone", PostgresqlObjectId.TIMESTAMPTZ),
			Map.entry("json", PostgresqlObjectId.JSON), Map.entry("jsonb", PostgresqlObjectId.JSONB),
			Map.entry("oid", PostgresqlObjectId.OID));

	/** Their JSON form says all that there is to know. */
	private static final Set<String> TEXTUAL = Set.of("name", "interval", "inet", "cidr", "macaddr", "xml", "tsvector",
			"money", "bit", "bit varying");

	private PostgrestTypes() {
	}

	/**
	 * Reads one table.
	 * @param openApi the description
	 * @param name the table
	 * @return its metadata, or {@code null} if the description has no such table
	 */
	static @Nullable TableMetadata table(Map<String, @Nullable Object> openApi, QualifiedName name) {
		@Nullable Map<String, @Nullable Object> definition = member(member(openApi, "definitions"), name.name().value());
		if (definition == null) {
			return null;
		}
		Map<String, ColumnType> columns = new LinkedHashMap<>();
		List<String> primaryKey = new ArrayList<>();
		@Nullable Map<String, @Nullable Object> properties = member(definition, "properties");
		for (String column : (properties != null) ? properties.keySet() : Set.<String>of()) {
			@Nullable Map<String, @Nullable Object> property = member(properties, column);
			columns.put(column, type(String.valueOf((property != null) ? property.get("format") : "")));
			if (property != null && String.valueOf(property.get("description")).contains("<pk/>")) {
				primaryKey.add(column);
			}
		}
		return new TableMetadata(name, columns, Map.of(), primaryKey, List.of(), Map.of(), Map.of(),
				Integer.toHexString(definition.hashCode()));
	}

	private static ColumnType type(String format) {
		if (format.endsWith("[]")) {
			return ColumnType.arrayOf(0, type(format.substring(0, format.length() - 2)), ',');
		}
		String name = format.replaceAll("\\(.*\\)", "");
		@Nullable PostgresqlObjectId known = KNOWN.get(name);
		Kind kind = switch (name) {
			case "json" -> Kind.JSON;
			case "jsonb" -> Kind.JSONB;
			default -> name.endsWith("hstore") ? Kind.HSTORE : Kind.PLAIN;
		};
		return new ColumnType((known != null) ? known.getObjectId() : 0, name, kind, null, ',', Map.of());
	}

	/**
	 * Tells whether a column has to be asked for as text, because its JSON form differs
	 * from what a direct connection gives.
	 * @param type type of the column
	 * @return whether it is asked for as text
	 */
	static boolean isAskedAsText(ColumnType type) {
		ColumnType element = (type.element() != null) ? type.element() : type;
		return element.oid() == 0 && element.kind() == Kind.PLAIN && !TEXTUAL.contains(element.name());
	}

	static Set<String> names(Map<String, @Nullable Object> openApi) {
		@Nullable Map<String, @Nullable Object> definitions = member(openApi, "definitions");
		return (definitions != null) ? definitions.keySet() : Set.of();
	}

	@SuppressWarnings("unchecked")
	private static @Nullable Map<String, @Nullable Object> member(@Nullable Map<String, @Nullable Object> document,
			String name) {
		@Nullable Object member = (document != null) ? document.get(name) : null;
		return (member instanceof Map) ? (Map<String, @Nullable Object>) member : null;
	}

}
