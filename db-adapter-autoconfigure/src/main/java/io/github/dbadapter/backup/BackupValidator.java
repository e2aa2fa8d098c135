package io.github.dbadapter.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.backup.BackupResult.TableContent;
import io.github.dbadapter.backup.FileTable.Declared;
import org.jspecify.annotations.Nullable;

/**
 * Checks a backup file by itself: JSON, version, counts, checksums and limits. Blocks
 * while it reads the file; safe for concurrent use.
 *
 * @since 0.1.0
 */
public final class BackupValidator {

	private static final List<String> EXPECTED = List.of("created_at", "user_id", "backup_type");

	/**
	 * Checks a file.
	 * @param file the file
	 * @param schema tables that it must hold, {@code null} for no such demand
	 * @param listener hears of the progress
	 * @return what was found
	 * @throws io.github.dbadapter.InvalidInputException if there is no such file
	 */
	public BackupValidation validate(Path file, @Nullable BackupSchema schema, ProgressListener listener) {
		BackupContents contents;
		try {
			contents = BackupReader.check(file, listener);
		}
		catch (InvalidBackupException ex) {
			return new BackupValidation(false, ex.getProblems(), List.of(), List.of());
		}
		List<String> errors = new ArrayList<>();
		if (schema != null) {
			schema.tables()
				.stream()
				.filter((table) -> contents.find(table.name()) == null)
				.forEach((table) -> errors.add("table '%s' is missing".formatted(table.name())));
		}
		List<String> warnings = EXPECTED.stream()
			.filter((key) -> !contents.metadata().has(key))
			.map((key) -> "metadata has no '%s'".formatted(key))
			.toList();
		List<TableContent> tables = contents.tables()
			.stream()
			.filter((table) -> !table.isLookup())
			.map((table) -> new TableContent(table.key(), table.rows(), sha256(table.declared())))
			.toList();
		return new BackupValidation(errors.isEmpty(), errors, warnings, tables);
	}

	private static String sha256(@Nullable Declared declared) {
		return (declared != null) ? declared.sha256() : "";
	}

}
