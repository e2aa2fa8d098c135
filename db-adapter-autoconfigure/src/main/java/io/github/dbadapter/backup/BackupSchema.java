package io.github.dbadapter.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;

/**
 * The tables of a backup with their keys and references. Written and read as JSON in the
 * form of the Python library: {@code {"tables": [{"name": "books", "pk": "id",
 * "slug_field": "slug", "user_field": "user_id", "parent": {"table": "authors", "field":
 * "author_id"}, "optional_refs": []}]}}. Keys of several columns are arrays.
 *
 * @param tables the tables, parents first where that is possible
 * @since 0.1.0
 */
public record BackupSchema(List<TableDef> tables) {

	public BackupSchema {
		tables = List.copyOf(tables);
	}

	/**
	 * Reads a declaration.
	 * @param json the text
	 * @return the schema
	 * @throws InvalidInputException if the text is no such declaration
	 */
	public static BackupSchema parse(String json) {
		return BackupSchemaJson.read(json);
	}

	/**
	 * Reads a declaration from a file.
	 * @param file a JSON file
	 * @return the schema
	 * @throws InvalidInputException if the file cannot be read or holds no such
	 * declaration
	 */
	public static BackupSchema read(Path file) {
		String json;
		try {
			json = Files.readString(file);
		}
		catch (IOException ex) {
			throw new InvalidInputException(
					"Could not read the backup schema '%s': %s".formatted(file, FileProblem.reading(ex)), ex);
		}
		try {
			return parse(json);
		}
		catch (InvalidInputException ex) {
			throw new InvalidInputException("%s (file '%s')".formatted(ex.getMessage(), file), ex);
		}
	}

	/**
	 * Returns the declaration as indented JSON.
	 * @return text that {@link #parse(String)} reads back
	 */
	public String toJson() {
		return BackupSchemaJson.write(this);
	}

}
