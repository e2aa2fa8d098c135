package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.schema.fix.Remedy;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.OptionWords;
import io.github.dbadapter.shell.command.NumberTable.Count;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import io.github.dbadapter.sync.SyncMode;
import io.github.dbadapter.sync.SyncRequest;
import io.github.dbadapter.sync.SyncResult;
import io.github.dbadapter.sync.SyncResult.TableSync;
import org.jspecify.annotations.Nullable;

/**
 * What a sync did, or would do.
 *
 * @param source profile that rows come from
 * @param target profile that rows go to
 * @param request what was asked for
 * @param result the numbers
 * @param apply does what a preview has shown, {@code null} if that is not wanted
 */
record SyncOutcome(ResolvedProfile source, ResolvedProfile target, SyncRequest request, SyncResult result,
		@Nullable Function<CommandScope, CommandResult> apply) implements CommandResult {

	private static final int FAILURES_SHOWN = 10;

	@Override
	public ExitStatus status() {
		boolean pending = this.request.preview() && this.result.hasChanges();
		return (pending || this.result.failed() > 0) ? ExitStatus.FOUND_WANTING : ExitStatus.DONE;
	}

	@Override
	public @Nullable CommandResult goOn(CommandScope scope) {
		Function<CommandScope, CommandResult> next = this.apply;
		boolean offered = next != null && this.request.preview() && this.result.failed() == 0
				&& this.result.hasChanges();
		return (offered && Confirmation.isGivenWhenAsked("Sync into", this.target, scope)) ? next.apply(scope) : null;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("from", this.source.name());
		document.put("to", this.target.name());
		document.put("userId", this.request.userId());
		document.put("mode", this.request.mode());
		document.put("outcome", this.result.outcome());
		document.put("success", this.result.failed() == 0);
		document.put("bytes", this.result.bytes());
		document.put("findingMs", this.result.finding().toMillis());
		document.put("durationMs", this.result.duration().toMillis());
		document.put("tables", this.result.tables().stream().map(SyncOutcome::document).toList());
		document.put("triggers", this.result.triggers());
		document.put("notices", this.result.notices());
		return document;
	}

	/** With the names that a restore gives to the numbers. */
	private static Map<String, Object> document(TableSync table) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("table", table.table());
		document.put("pulled_in", table.pulledIn());
		document.put("source", table.sourceRows());
		document.put("target", table.targetRows());
		document.put("inserted", table.inserted());
		document.put("updated", table.updated());
		document.put("deleted", table.deleted());
		document.put("unchanged", table.unchanged());
		document.put("skipped", table.skipped());
		document.put("failed", table.failed());
		document.put("rekeyed", table.rekeyed());
		document.put("skip_reasons", table.skipReasons());
		document.put("failure_details", table.failureDetails().stream().map(RestoreOutcome::document).toList());
		document.put("examples", table.examples());
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line("from   %s (%s)".formatted(this.source.name(), this.source.describe()));
		screen.line(Headings.into(this.target, "mode " + this.request.mode().name().toLowerCase(Locale.ROOT),
				(this.request.userId() != null) ? "user id " + this.request.userId() : "",
				this.request.masks().isEmpty() ? "" : "masked", this.request.preview() ? "preview, rolled back" : "",
				BackupOutcome.seconds(this.result.duration().toMillis())));
		screen.blank();
		new NumberTable<>(TableSync::table, List.of(new Count<>("inserted", TableSync::inserted, true),
				new Count<>("updated", TableSync::updated, true),
				new Count<>("deleted", TableSync::deleted, this.request.mode() == SyncMode.MIRROR),
				new Count<>("unchanged", TableSync::unchanged, true), new Count<>("skipped", TableSync::skipped, true),
				new Count<>("failed", TableSync::failed, false), new Count<>("rekeyed", TableSync::rekeyed, false)))
			.print(this.result.tables(), screen);
		printDetails(screen);
		screen.blank();
		printConclusion(screen);
	}

	private void printDetails(Screen screen) {
		Table details = new Table();
		long shown = 0;
		for (TableSync table : this.result.tables()) {
			for (FailureDetail failure : table.failureDetails()) {
				if (shown++ < FAILURES_SHOWN) {
					details.row("failed", "%s%s: %s".formatted(table.table(),
							(failure.oldPk() != null) ? " (key " + failure.oldPk() + ")" : "", failure.error()));
				}
			}
		}
		if (shown > FAILURES_SHOWN) {
			details.row("",
					"and %s more; --output json has them all".formatted(BackupOutcome.number(shown - FAILURES_SHOWN)));
		}
		CompareOutcome.examples(this.result, details);
		this.result.tables()
			.forEach((table) -> table.skipReasons()
				.forEach((reason) -> details.row("skipped", table.table() + ": " + reason)));
		if (!this.result.triggers().isEmpty()) {
			details.row("triggers", "%s: %s".formatted(this.request.preview() ? "would fire" : "fired",
					String.join(", ", this.result.triggers())));
		}
		this.result.notices().forEach((notice) -> details.row("note", notice));
		if (!details.isEmpty()) {
			screen.blank();
			screen.table(details);
		}
	}

	private void printConclusion(Screen screen) {
		if (this.result.failed() > 0) {
			screen.line(Tone.BAD,
					"✗ %s %s: %s".formatted(BackupOutcome.number(this.result.failed()),
							(this.result.failed() == 1) ? "row fails" : "rows fail",
							this.request.preview() ? "applying would change nothing" : "nothing has been changed"));
		}
		else if (this.result.outcome() == Outcome.COMMITTED) {
			screen.line(Tone.GOOD, "✓ synced and verified");
		}
		else if (this.result.hasChanges()) {
			String name = this.target.profile().isProtected() ? "=" + this.target.name() : "";
			String allow = (this.request.mode() == SyncMode.MIRROR && !this.request.allowDataLoss())
					? " " + OptionWords.INSTANCE.of(Remedy.allow(Set.of(Hazard.DATA_LOSS))) : "";
			screen.line(Tone.WARN, "! nothing has been changed yet");
			screen.next("--confirm" + name + allow, "carries the rows over");
		}
		else {
			screen.line(Tone.GOOD, "✓ nothing to do");
		}
	}

}
