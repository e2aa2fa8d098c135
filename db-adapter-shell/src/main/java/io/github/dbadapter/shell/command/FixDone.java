package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.FixReport;
import io.github.dbadapter.schema.fix.PlanDescriptor;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.OptionWords;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A plan that has been applied.
 *
 * @param profile the database's profile
 * @param report what was done
 */
record FixDone(ResolvedProfile profile, FixReport report) implements CommandResult {

	@Override
	public ExitStatus status() {
		return ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("origin", this.profile.describe());
		document.put("outcome", "APPLIED");
		document.put("durationMs", this.report.duration().toMillis());
		document.put("backup", (this.report.backup() != null) ? this.report.backup().toString() : null);
		document.put("backedUp", this.report.backedUp());
		add(document, PlanDescriptor.of(this.report, true, OptionWords.INSTANCE));
		return document;
	}

	static void add(Map<String, @Nullable Object> document, PlanDescriptor plan) {
		document.put("plan", plan.plan());
		document.put("fingerprint", plan.fingerprint());
		document.put("blocked", plan.blocked());
		document.put("hazards", plan.hazards());
		document.put("statements", plan.statements());
		document.put("endangered", plan.endangered());
		document.put("kept", plan.kept());
		document.put("notRepaired", plan.notRepaired());
	}

	@Override
	public void print(Screen screen) {
		screen.line(Headings.of(this.profile, "plan " + this.report.plan().id(),
				FixScreen.count(this.report.applied().size(), "statement") + " applied",
				BackupOutcome.seconds(this.report.duration().toMillis())));
		FixScreen fix = new FixScreen(this.report.plan());
		fix.applied(screen, this.report.applied());
		fix.details(screen, (this.report.backup() != null) ? backedUp() + ", in " + this.report.backup() : null);
		screen.blank();
		boolean complete = this.report.plan().unresolved().isEmpty();
		screen.line(complete ? Tone.GOOD : Tone.WARN,
				complete ? "✓ repaired" : "! repaired as far as the plan goes, see 'not repaired' above");
		if (this.report.backup() != null) {
			screen.next(
					CommandWords.of("restore") + " " + CommandWords.quoted(this.report.backup().toString())
							+ " --profile " + CommandWords.quoted(this.profile.name()),
					"shows what a restore would do");
		}
	}

	private String backedUp() {
		return this.report.backedUp()
			.entrySet()
			.stream()
			.map((table) -> "%s, %s".formatted(table.getKey(), FixScreen.count(table.getValue(), "row")))
			.collect(Collectors.joining("; "));
	}

}
