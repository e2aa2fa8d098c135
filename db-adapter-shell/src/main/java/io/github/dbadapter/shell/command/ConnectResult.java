package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.DbAdapterException;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.validate.ConnectionResult;
import io.github.dbadapter.schema.validate.ReportDescriptor;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What came of connecting to a profile.
 *
 * @param profile the profile
 * @param result the outcome
 * @param lockFile path of the lock file, or {@code none}
 * @param before the name in it before, {@code null} for none
 * @param after the name in it now, {@code null} for none
 * @param tables rows of the tables, empty unless connected
 */
record ConnectResult(ResolvedProfile profile, ConnectionResult result, String lockFile, @Nullable String before,
		@Nullable String after, List<TableCount> tables) implements CommandResult {

	@Override
	public ExitStatus status() {
		if (this.result.success()) {
			return ExitStatus.DONE;
		}
		if (this.result.failure() != null) {
			return ExitStatus.of(this.result.failure());
		}
		return (this.result.schemaReport() != null) ? ReportResult.status(this.result.schemaReport())
				: ExitStatus.UNAVAILABLE;
	}

	@Override
	public @Nullable DbAdapterException failure() {
		return this.result.failure();
	}

	@Override
	public Object document() {
		ValidationReport report = this.result.schemaReport();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("success", this.result.success());
		document.put("profileName", this.result.profileName());
		document.put("origin", this.profile.describe());
		document.put("schemaValid", this.result.schemaValid());
		document.put("schemaReport", (report != null) ? ReportDescriptor.of(report, true, true) : null);
		document.put("error", this.result.error());
		document.put("lockFile", this.lockFile);
		document.put("locked", this.after);
		if (this.result.success()) {
			document.put("tables", CountsResult.documents(this.tables));
		}
		return document;
	}

	@Override
	public void print(Screen screen) {
		ValidationReport report = this.result.schemaReport();
		if (report != null) {
			ReportResult.print(report, this.profile, screen);
		}
		else if (this.result.success()) {
			screen.line(Headings.of(this.profile, this.profile.profile().address()));
			screen.blank();
			screen.line(Tone.GOOD, "✓ connected, schema not checked");
		}
		if (this.result.success()) {
			screen.blank();
			CountsResult.print(this.tables, screen);
			screen.blank();
			screen.line(Tone.FAINT, remembered());
		}
		else if (report != null) {
			screen.line(Tone.FAINT, "  the lock file %s was left alone".formatted(this.lockFile));
			if (report.status() == ValidationStatus.DRIFTED) {
				screen.next("db-adapter fix --profile " + this.profile.name(), "prints the plan, changes nothing");
			}
		}
	}

	private String remembered() {
		if (!this.profile.name().equals(this.after)) {
			return this.profile.isNamed() ? "no lock file is written (db.lock-file: none)"
					: "no lock file is written for the profile %s".formatted(this.profile);
		}
		if (this.before != null && !this.before.equals(this.after)) {
			return "%s now names %s, before it was %s".formatted(this.lockFile, this.after, this.before);
		}
		return "%s names %s".formatted(this.lockFile, this.after);
	}

}
