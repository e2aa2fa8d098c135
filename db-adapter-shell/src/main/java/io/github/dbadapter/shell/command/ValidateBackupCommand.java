package io.github.dbadapter.shell.command;

import java.nio.file.Path;

import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ShellCommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Checks a backup without any database.
 */
@Command(name = "validate-backup", description = "Check a backup: JSON, version, counts, checksums.")
final class ValidateBackupCommand implements ShellCommand {

	private final BackupPlaces places;

	@Parameters(paramLabel = "FILE", description = "The backup.")
	private Path file = Path.of("");

	@Option(names = "--backup-schema", paramLabel = "FILE",
			description = "Declaration whose tables the backup must hold, as JSON.")
	private @Nullable Path schema;

	ValidateBackupCommand(BackupPlaces places) {
		this.places = places;
	}

	@Override
	public CommandResult run(CommandScope scope) {
		BackupSchema declared = (this.schema != null) ? BackupSchema.read(this.schema) : null;
		return BackupCheck.of(this.places.find(this.file), declared, scope);
	}

}
