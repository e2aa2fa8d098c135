package io.github.dbadapter.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One row of many, ready to travel in a JSON document. The server reads each member by
 * the type of its column, which is much faster than a parameter for each value.
 *
 * @param columns the row's columns in order
 * @param json the row as a JSON object, {@code null} if it cannot be one
 * @param data the row as it was given
 */
record BulkRow(List<String> columns, @Nullable String json, Map<String, ? extends @Nullable Object> data) {

	static BulkRow of(TableMetadata table, Map<String, ? extends @Nullable Object> data) {
		TableStatements.requireData(table, data);
		List<String> columns = List.copyOf(data.keySet());
		StringBuilder json = new StringBuilder(32 * columns.size()).append('{');
		boolean travels = true;
		for (Map.Entry<String, ? extends @Nullable Object> entry : data.entrySet()) {
			ColumnType type = table.column(entry.getKey());
			@Nullable String text = ValueWriter.write(entry.getValue(), type, entry.getKey());
			json.append((json.length() > 1) ? "," : "");
			JsonText.appendString(json, entry.getKey());
			json.append(':');
			if (text == null) {
				json.append("null");
			}
			else if (type.isJson()) {
				// JSON's null inside the document would arrive as SQL's
				travels &= !JsonText.isNull(text);
				json.append(document(entry.getKey(), type, entry.getValue(), text));
			}
			else {
				JsonText.appendString(json, text);
			}
		}
		return new BulkRow(columns, travels ? json.append('}').toString() : null, data);
	}

	static List<BulkRow> all(TableMetadata table, Iterable<? extends Map<String, ? extends @Nullable Object>> rows) {
		List<BulkRow> all = new ArrayList<>();
		rows.forEach((row) -> all.add(of(table, row)));
		return all;
	}

	private static String document(String column, ColumnType type, @Nullable Object value, String text) {
		if (value instanceof CharSequence && !JsonText.isDocument(text)) {
			throw InvalidValueException.notJson(column, type);
		}
		return text;
	}

	boolean travels() {
		return this.json != null;
	}

	int size() {
		return (this.json != null) ? this.json.length() : 0;
	}

	boolean hasSameShapeAs(BulkRow other) {
		return travels() && other.travels() && this.columns.equals(other.columns);
	}

}
