package io.github.dbadapter.shell.command;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

import io.github.dbadapter.backup.BackupOrigin;
import io.github.dbadapter.backup.RestoreRequest;
import io.github.dbadapter.backup.RestoreResult;
import io.github.dbadapter.backup.RestoreResult.FailureDetail;
import io.github.dbadapter.backup.RestoreResult.Outcome;
import io.github.dbadapter.backup.RestoreResult.TableResult;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;

/**
 * The text of a restore.
 */
final class RestoreScreen {

	private static final int FAILURES_SHOWN = 10;

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

	private final RestoreOutcome outcome;

	private final RestoreRequest request;

	private final RestoreResult result;

	RestoreScreen(RestoreOutcome outcome) {
		this.outcome = outcome;
		this.request = outcome.request();
		this.result = outcome.result();
	}

	void print(Screen screen) {
		screen.line("file   " + describe(this.result.origin()));
		List<String> how = new ArrayList<>();
		if (this.result.schemaEqual() != null) {
			how.add(this.result.schemaEqual() ? "schema equal" : "schema differs");
		}
		how.add("mode " + this.request.mode().name().toLowerCase(Locale.ROOT));
		how.add((this.request.userId() != null) ? "user id " + this.request.userId() : "");
		how.add(this.request.preview() ? "preview, rolled back" : "");
		how.add(BackupOutcome.seconds(this.result.duration().toMillis()));
		screen.line(Headings.into(this.outcome.profile(), how.toArray(String[]::new)));
		screen.blank();
		printNumbers(screen);
		printDetails(screen);
		screen.blank();
		printConclusion(screen);
	}

	private static String describe(BackupOrigin origin) {
		List<String> pieces = new ArrayList<>();
		pieces.add((origin.profile() != null) ? origin.profile() : "unknown source");
		if (origin.createdAt() != null) {
			pieces.add(describe(origin.createdAt()));
		}
		if (origin.userId() != null) {
			pieces.add("user id " + origin.userId());
		}
		if (origin.masked()) {
			pieces.add("masked");
		}
		pieces.add(origin.checksums() ? "checksums ok" : "no checksums");
		return String.join(", ", pieces);
	}

	private static String describe(Instant time) {
		ZonedDateTime local = time.atZone(ZoneId.systemDefault());
		LocalDate today = LocalDate.now();
		String day = local.toLocalDate().equals(today) ? "today"
				: local.toLocalDate().equals(today.minusDays(1)) ? "yesterday" : local.toLocalDate().toString();
		return day + " " + TIME.format(local);
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
		addFailures(details);
		this.result.tables()
			.forEach(
					(table) -> table.skipReasons().forEach((reason) -> details.row("skipped", skipped(table, reason))));
		if (!this.result.triggers().isEmpty() && this.request.triggers()) {
			details.row("triggers", "%d %s: %s   --triggers off".formatted(this.result.triggers().size(),
					this.request.preview() ? "would fire" : "fired", String.join(", ", this.result.triggers())));
		}
		this.result.notices().forEach((notice) -> details.row("note", notice));
		if (!details.isEmpty()) {
			screen.blank();
			screen.table(details);
		}
	}

	private void addFailures(Table details) {
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
	}

	/** A reason begins with its number of rows. */
	private static String skipped(TableResult table, String reason) {
		String[] numberAndReason = reason.split(" ", 2);
		return (numberAndReason.length == 2)
				? "%s %s: %s".formatted(numberAndReason[0], table.table(), numberAndReason[1])
				: table.table() + ": " + reason;
	}

	private void printConclusion(Screen screen) {
		String failed = "%s %s".formatted(BackupOutcome.number(this.result.failed()),
				(this.result.failed() == 1) ? "row fails" : "rows fail");
		String name = this.outcome.profile().profile().isProtected() ? "=" + this.outcome.profile().name() : "";
		if (this.result.outcome() == Outcome.COMMITTED) {
			screen.line((this.result.failed() > 0) ? Tone.BAD : Tone.GOOD,
					(this.result.failed() > 0) ? "✗ " + failed + ", the rest is restored" : "✓ restored");
		}
		else if (this.outcome.isApplicable()) {
			screen.line((this.result.failed() > 0) ? Tone.BAD : Tone.WARN, (this.result.failed() > 0)
					? "✗ %s, the rest would be restored".formatted(failed) : "! nothing has been changed yet");
			screen.next("--confirm" + name, "restores");
		}
		else if (this.result.failed() > 0) {
			screen.line(Tone.BAD, "✗ %s: %s".formatted(failed,
					this.request.preview() ? "applying would change nothing" : "nothing has been changed"));
			screen.next("correct the row at the source and back up again", "");
			screen.or("--on-error continue --confirm" + name, "restores the rest");
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
