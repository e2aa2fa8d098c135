package io.github.dbadapter.shell.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import io.github.dbadapter.FileProblem;
import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.backup.BackupExplanation;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.JsonDocuments;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What a backup would take and why.
 *
 * @param profile the database's profile
 * @param explanation the decisions
 * @param file where the declaration has been written, {@code null} if nowhere
 */
record BackupExplained(ResolvedProfile profile, BackupExplanation explanation,
		@Nullable Path file) implements CommandResult {

	static BackupExplained of(ResolvedProfile profile, BackupExplanation explanation, @Nullable Path file) {
		if (file != null) {
			try {
				Files.writeString(file, explanation.schema().toJson() + "\n");
			}
			catch (IOException ex) {
				throw new InvalidInputException(
						"Could not write the backup schema '%s': %s".formatted(file, FileProblem.writing(ex, file)),
						ex);
			}
		}
		return new BackupExplained(profile, explanation, file);
	}

	@Override
	public ExitStatus status() {
		return ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("decisions", this.explanation.decisions());
		document.put("lookups", this.explanation.lookups());
		document.put("notices", this.explanation.notices());
		document.put("schema", JsonDocuments.read(this.explanation.schema().toJson()));
		document.put("file", (this.file != null) ? this.file.toString() : null);
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line(Headings.of(this.profile, "no backup is made"));
		screen.blank();
		this.explanation.decisions().forEach((decision) -> {
			screen.line(Tone.STRONG, decision.table());
			decision.references().forEach((reference) -> screen.line("  refers to " + reference));
			if (!decision.cycle().isEmpty()) {
				screen.line("  in a cycle with " + String.join(", ", decision.cycle()));
			}
			decision.reasons().forEach((reason) -> screen.line("  " + reason));
		});
		this.explanation.lookups().forEach((lookup) -> screen.line("looked up by natural key: " + lookup));
		this.explanation.notices().forEach((notice) -> screen.line(Tone.FAINT, notice));
		if (this.file != null) {
			screen.blank();
			screen.line(Tone.GOOD, "✓ declaration written to " + this.file);
			screen.next("db-adapter backup --backup-schema " + this.file, "backs up by it");
		}
	}

}
