package io.github.dbadapter.shell.command;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.Severity;
import io.github.dbadapter.schema.validate.DriftReport;
import io.github.dbadapter.schema.validate.ReportDescriptor;
import io.github.dbadapter.schema.validate.ReportLine;
import io.github.dbadapter.schema.validate.ValidationReport;
import io.github.dbadapter.schema.validate.ValidationStatus;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jspecify.annotations.Nullable;

/**
 * A schema compared with the expected one.
 *
 * @param profile the profile that was checked
 * @param active whether it is the active one
 * @param report what was found
 * @param repair the command that shows how to repair it, {@code null} for none
 */
record ReportResult(ResolvedProfile profile, boolean active, ValidationReport report,
		@Nullable String repair) implements CommandResult {

	@Override
	public ExitStatus status() {
		return status(this.report);
	}

	static ExitStatus status(ValidationReport report) {
		return switch (report.status()) {
			case IN_SYNC -> ExitStatus.DONE;
			case DRIFTED -> ExitStatus.FOUND_WANTING;
			case UNREACHABLE, NOT_CHECKED -> ExitStatus.UNAVAILABLE;
		};
	}

	@Override
	public Object document() {
		return new Document(this.profile.name(), this.profile.describe(),
				ReportDescriptor.of(this.report, this.active, true));
	}

	@Override
	public void print(Screen screen) {
		print(this.report, this.profile, screen);
		if (this.repair != null && this.report.status() == ValidationStatus.DRIFTED) {
			SchemaDiff.Summary summary = this.report.diff().summary();
			boolean onlyExtra = summary.breaking() + summary.drift() == 0;
			screen.next(onlyExtra ? this.repair + " --drop-extra" : this.repair, "prints the plan, changes nothing");
		}
	}

	static void print(ValidationReport report, ResolvedProfile profile, Screen screen) {
		DriftReport.lines(report, profile.describe()).forEach((line) -> screen.line(coloured(line)));
	}

	/** Only the severity of a difference is coloured: the rest is to be read. */
	private static AttributedString coloured(ReportLine line) {
		String text = line.text();
		Tone tone = tone(line.severity());
		return switch (line.kind()) {
			case DIFFERENCE -> {
				int end = (line.severity() != null) ? line.severity().name().length() : 0;
				yield new AttributedStringBuilder().append(tone.of(text.substring(0, end)))
					.append(text.substring(end))
					.toAttributedString();
			}
			case SUMMARY -> ((line.severity() != null) ? tone : Tone.GOOD).of(text);
			case NOTICE -> Tone.FAINT.of(text);
			case HEADER, BLANK, CONTINUATION -> new AttributedString(text);
		};
	}

	private static Tone tone(@Nullable Severity severity) {
		if (severity == null) {
			return Tone.PLAIN;
		}
		return switch (severity) {
			case BREAKING -> Tone.BAD;
			case DRIFT -> Tone.WARN;
			case EXTRA -> Tone.FAINT;
		};
	}

	/** The profile's name beside what the endpoint shows under that name. */
	private record Document(String profile, String origin, @JsonUnwrapped ReportDescriptor report) {

	}

}
