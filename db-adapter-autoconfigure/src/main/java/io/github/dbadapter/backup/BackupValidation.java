package io.github.dbadapter.backup;

import java.util.List;

import io.github.dbadapter.backup.BackupResult.TableContent;

/**
 * What a check of a file found, without any database.
 *
 * @param valid whether it can be restored as far as the file itself goes
 * @param errors why not
 * @param warnings what is unusual
 * @param tables its tables with their rows, empty if the file could not be read to its
 * end; hashes are empty in files of the Python library
 * @since 0.1.0
 */
public record BackupValidation(boolean valid, List<String> errors, List<String> warnings, List<TableContent> tables) {

	public BackupValidation {
		errors = List.copyOf(errors);
		warnings = List.copyOf(warnings);
		tables = List.copyOf(tables);
	}

}
