package io.github.dbadapter.schema.fix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.sql.QualifiedName;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Definitions of columns as the Python library reads them: an object whose keys are
 * {@code table.column} or {@code schema.table.column} and whose values are what follows
 * the name in {@code ADD COLUMN}. An object of columns for each table is understood too.
 *
 * @since 0.1.0
 */
public final class ColumnDefs {

	private ColumnDefs() {
	}

	/**
	 * Reads a file.
	 * @param file JSON in UTF-8
	 * @return definitions by column, for {@link FixOptions#withColumnDefs}; tables that
	 * are named without a schema are found as any other
	 * @throws InvalidInputException if the file cannot be read or says something else
	 */
	public static Map<ObjectReference, String> read(Path file) {
		String name = "Column definitions '%s'".formatted(file);
		try {
			return parse(name, Files.readString(file));
		}
		catch (IOException ex) {
			throw new InvalidInputException("%s cannot be read: %s".formatted(name, FileProblem.reading(ex)), ex);
		}
	}

	static Map<ObjectReference, String> parse(String name, String json) {
		JsonNode root;
		try {
			root = JsonMapper.shared().readTree(json);
		}
		catch (JacksonException ex) {
			throw new InvalidInputException("%s is not JSON: %s".formatted(name, ex.getOriginalMessage()), ex);
		}
		if (!root.isObject()) {
			throw malformed(name, "the whole");
		}
		Map<ObjectReference, String> definitions = new TreeMap<>();
		root.properties().forEach((entry) -> {
			if (entry.getValue().isObject()) {
				QualifiedName table = QualifiedName.parse(entry.getKey());
				entry.getValue()
					.properties()
					.forEach((column) -> add(name, definitions,
							new ObjectReference(ObjectKind.COLUMN, table, column.getKey()), column.getValue()));
			}
			else {
				add(name, definitions, column(name, entry.getKey()), entry.getValue());
			}
		});
		return definitions;
	}

	private static ObjectReference column(String name, String key) {
		int dot = key.endsWith("\"") ? key.lastIndexOf("\"", key.length() - 2) - 1 : key.lastIndexOf('.');
		if (dot < 1 || key.charAt(dot) != '.') {
			throw malformed(name, "'" + key + "'");
		}
		String column = key.substring(dot + 1);
		return new ObjectReference(ObjectKind.COLUMN, QualifiedName.parse(key.substring(0, dot)),
				column.startsWith("\"") ? column.substring(1, column.length() - 1) : column);
	}

	private static void add(String name, Map<ObjectReference, String> definitions, ObjectReference column,
			JsonNode definition) {
		if (!definition.isString()) {
			throw malformed(name, "'" + column + "'");
		}
		definitions.put(column,
				SqlText.fragment("%s: the definition of %s".formatted(name, column), definition.asString()));
	}

	private static InvalidInputException malformed(String name, String what) {
		return new InvalidInputException(
				"%s: %s is not of the form {\"table.column\": \"TYPE DEFAULT …\"}".formatted(name, what));
	}

}
