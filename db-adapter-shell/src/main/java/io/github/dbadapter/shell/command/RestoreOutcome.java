package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * What a restore did, or would do.
 *
 * @param profile the database's profile
 * @param request what was asked for
 * @param result the numbers
 */
record RestoreOutcome(ResolvedProfile profile, RestoreRequest request, RestoreResult result) implements CommandResult {

	private static final int FAILURES_SHOWN = 10;

	@Override
	public ExitStatus status() {
		boolean pending = this.request.preview() && this.result.hasChanges();
		return (pending || this.result.failed() > 0) ? ExitStatus.FOUND_WANTING : ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("file", this.request.file().toString());
		document.put("userId", this.request.userId());
		document.put("mode", this.request.mode());
		document.put("outcome", this.result.outcome());
		document.put("success", this.result.failed() == 0);
		document.put("durationMs", this.result.duration().toMillis());
		document.put("tables", this.result.tables());
		document.put("triggers", this.result.triggers());
		document.put("notices", this.result.notices());
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line("file   " + this.request.file());
		screen.line(Headings.of(this.profile, "mode " + this.request.mode().name().toLowerCase(Locale.ROOT),
				(this.request.userId() != null) ? "user id " + this.request.userId() : "",
				this.request.preview() ? "preview, rolled back" : "",
				BackupOutcome.seconds(this.result.duration().toMillis())));
		screen.blank();
		printNumbers(screen);
		printDetails(screen);
		screen.blank();
		printConclusion(screen);
	}

	private void printNumbers(Screen screen) {
		List<Count> counts = Stream
			.of(new Count("inserted", TableResult::inserted, true), new Count("updated", TableResult::updated, false),
					new Count("unchanged", TableResult::unchanged, true),
					new Count("skipped", TableResult::skipped, true), new Count("failed", TableResult::failed, true),
					new Count("rolled back", TableResult::rolledBack, false),
					new Count("rekeyed", TableResult::rekeyed, true))
			.filter((count) -> count.always() || count.total(this.result.tables()) > 0)
			.toList();
		Table table = new Table();
		for (int column = 1; column <= counts.size(); column++) {
			table.right(column);
		}
		table.heading(cells("table", counts, Count::title));
		for (TableResult row : this.result.tables()) {
			table.row(cells(row.table(), counts, (count) -> BackupOutcome.number(count.of().applyAsLong(row))));
		}
		table.row(cells("total", counts, (count) -> BackupOutcome.number(count.total(this.result.tables()))));
		screen.table(table);
	}

	private static String[] cells(String first, List<Count> counts, Function<Count, String> value) {
		return Stream.concat(Stream.of(first), counts.stream().map(value)).toArray(String[]::new);
	}

	private void printDetails(Screen screen) {
		Table details = new Table();
		long shown = 0;
		for (TableResult table : this.result.tables()) {
			for (FailureDetail failure : table.failureDetails()) {
				if (shown++ < FAILURES_SHOWN) {
					details.row("failed", "%s #%d%s: %s".formatted(table.table(), failure.rowIndex(),
							(failure.oldPk() != null) ? " (key " + failure.oldPk() + ")" : "", failure.error()));
				}
			}
		}
		if (shown > FAILURES_SHOWN) {
			details.row("",
					"and %s more; --output json has them all".formatted(BackupOutcome.number(shown - FAILURES_SHOWN)));
		}
		this.result.tables()
			.forEach((table) -> table.skipReasons()
				.forEach((reason) -> details.row("skipped", table.table() + ": " + reason)));
		if (!this.result.triggers().isEmpty() && this.request.triggers()) {
			details.row("triggers", "%s: %s   --triggers off".formatted(this.request.preview() ? "would fire" : "fire",
					String.join(", ", this.result.triggers())));
		}
		this.result.notices().forEach((notice) -> details.row("note", notice));
		if (!details.isEmpty()) {
			screen.blank();
			screen.table(details);
		}
	}

	private void printConclusion(Screen screen) {
		String failed = "%s %s".formatted(BackupOutcome.number(this.result.failed()),
				(this.result.failed() == 1) ? "row fails" : "rows fail");
		if (this.result.outcome() == Outcome.COMMITTED) {
			screen.line((this.result.failed() > 0) ? Tone.BAD : Tone.GOOD,
					(this.result.failed() > 0) ? "✗ " + failed + ", the rest is restored" : "✓ restored");
		}
		else if (this.result.outcome() == Outcome.ROLLED_BACK) {
			screen.line(Tone.BAD, "✗ " + failed + ": nothing has been changed");
			screen.next("--on-error continue --confirm", "restores the rest");
		}
		else if (this.result.failed() > 0) {
			screen.line(Tone.BAD, "✗ " + failed);
			screen.next("--on-error continue --confirm", "restores the rest");
		}
		else if (this.result.hasChanges()) {
			String name = this.profile.profile().isProtected() ? "=" + this.profile.name() : "";
			screen.line(Tone.WARN, "! nothing has been changed yet");
			screen.next("--confirm" + name, "restores");
		}
		else {
			screen.line(Tone.GOOD, "✓ nothing to do");
		}
	}

	/**
	 * A column of numbers.
	 *
	 * @param title its title
	 * @param of takes the number from a table's result
	 * @param always whether it is shown when it has nothing but zeros
	 */
	private record Count(String title, ToLongFunction<TableResult> of, boolean always) {

		long total(List<TableResult> tables) {
			return tables.stream().mapToLong(this.of).sum();
		}

	}

}
