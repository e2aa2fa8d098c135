package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.backup.BackupSchema;
import io.github.dbadapter.backup.BackupValidation;
import io.github.dbadapter.backup.BackupValidator;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a backup found.
 *
 * @param file the backup
 * @param validation the findings
 */
record BackupCheck(Path file, BackupValidation validation) implements CommandResult {

	static BackupCheck of(Path file, @Nullable BackupSchema schema, CommandScope scope) {
		try (ProgressLine progress = new ProgressLine(scope.console())) {
			return new BackupCheck(file, new BackupValidator().validate(file, schema, progress));
		}
	}

	@Override
	public ExitStatus status() {
		return this.validation.valid() ? ExitStatus.DONE : ExitStatus.FOUND_WANTING;
	}

	@Override
	public Object document() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("file", this.file.toString());
		document.put("valid", this.validation.valid());
		document.put("errors", this.validation.errors());
		document.put("warnings", this.validation.warnings());
		document.put("tables", this.validation.tables());
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line(Tone.STRONG, this.file.toString());
		screen.blank();
		if (!this.validation.tables().isEmpty()) {
			BackupOutcome.print(this.validation.tables(), screen);
			screen.blank();
		}
		this.validation.errors().forEach((error) -> screen.line(Tone.BAD, "error     " + error));
		this.validation.warnings().forEach((warning) -> screen.line(Tone.WARN, "warning   " + warning));
		screen.line(this.validation.valid() ? Tone.GOOD : Tone.BAD,
				this.validation.valid() ? "✓ valid" : "✗ not valid: it cannot be restored");
	}

}
