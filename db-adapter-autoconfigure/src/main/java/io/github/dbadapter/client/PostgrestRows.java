package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Rows between PostgREST's JSON and the Java values of a direct connection.
 */
final class PostgrestRows {

	private final TableMetadata table;

	PostgrestRows(TableMetadata table) {
		this.table = table;
	}

	List<Map<String, @Nullable Object>> read(String body) {
		List<Map<String, @Nullable Object>> rows = new ArrayList<>();
		if (body.isBlank()) {
			return rows;
		}
		for (Object row : (List<?>) JsonText.read(body)) {
			Map<String, @Nullable Object> read = new LinkedHashMap<>();
			((Map<?, ?>) row).forEach((name, value) -> read.put((String) name, value((String) name, value)));
			rows.add(read);
		}
		return rows;
	}

	private @Nullable Object value(String column, @Nullable Object value) {
		@Nullable ColumnType type = this.table.columns().get(column);
		return (value == null || type == null) ? value : value(type, value);
	}

	private static @Nullable Object value(ColumnType type, Object value) {
		if (type.isJson()) {
			return JsonText.natural(value);
		}
		if (type.element() != null) {
			return array(type.element(), value);
		}
		return (type.kind() == ColumnType.Kind.HSTORE) ? value : TypeReaders.fromText((int) type.oid(), text(value));
	}

	private static Object array(ColumnType element, Object value) {
		if (value instanceof String text) {
			return ArrayText.read(text, ',', (part) -> TypeReaders.fromText((int) element.oid(), part));
		}
		List<@Nullable Object> list = new ArrayList<>();
		for (Object part : (List<?>) value) {
			list.add((part == null) ? null : (part instanceof List && !element.isJson()) ? array(element, part)
					: element.isJson() ? JsonText.naturalElement(part) : value(element, part));
		}
		return list;
	}

	private static String text(Object value) {
		return (value instanceof Boolean bool) ? (bool ? "t" : "f") : value.toString();
	}

	/**
	 * Writes a row.
	 * @param data values by column
	 * @return a JSON object
	 */
	String write(Map<String, ? extends @Nullable Object> data) {
		if (!this.table.isKnown()) {
			TableStatements.requireData(this.table, data);
			return JsonText.write(data);
		}
		@Nullable String json = BulkRow.of(this.table, data).json();
		if (json == null) {
			throw new InvalidInputException(
					"PostgREST cannot write JSON's null into a column of '%s': it becomes SQL's NULL. Use a direct connection"
						.formatted(this.table.name()));
		}
		return json;
	}

}
