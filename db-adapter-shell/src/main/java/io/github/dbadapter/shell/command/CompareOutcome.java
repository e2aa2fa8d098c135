package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
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
 * How the rows of two databases differ.
 *
 * @param source profile that rows would come from
 * @param target profile that rows would go to
 * @param request what was asked for
 * @param result the numbers
 */
record CompareOutcome(ResolvedProfile source, ResolvedProfile target, SyncRequest request,
		SyncResult result) implements CommandResult {

	@Override
	public ExitStatus status() {
		boolean differs = this.result.hasChanges()
				|| this.result.tables().stream().anyMatch((table) -> table.skipped() > 0);
		return differs ? ExitStatus.FOUND_WANTING : ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("from", this.source.name());
		document.put("to", this.target.name());
		document.put("userId", this.request.userId());
		document.put("equal", status() == ExitStatus.DONE);
		document.put("bytes", this.result.bytes());
		document.put("durationMs", this.result.duration().toMillis());
		document.put("tables", this.result.tables().stream().map(CompareOutcome::document).toList());
		document.put("notices", this.result.notices());
		return document;
	}

	/** With the words of the Python library, {@code new} and {@code update}. */
	private static Map<String, Object> document(TableSync table) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("table", table.table());
		document.put("source", table.sourceRows());
		document.put("target", table.targetRows());
		document.put("new", table.inserted());
		document.put("update", table.updated());
		document.put("inserted", table.inserted());
		document.put("updated", table.updated());
		document.put("unchanged", table.unchanged());
		document.put("deleted", table.deleted());
		document.put("skipped", table.skipped());
		document.put("examples", table.examples());
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line("from   %s (%s)".formatted(this.source.name(), this.source.describe()));
		screen.line(Headings.with(this.target, "compared",
				(this.request.userId() != null) ? "user id " + this.request.userId() : "",
				this.request.masks().isEmpty() ? "" : "masked",
				BackupOutcome.seconds(this.result.duration().toMillis())));
		screen.blank();
		new NumberTable<>(TableSync::table, List.of(new Count<>("source", TableSync::sourceRows, true),
				new Count<>("target", TableSync::targetRows, true), new Count<>("new", TableSync::inserted, true),
				new Count<>("update", TableSync::updated, true), new Count<>("unchanged", TableSync::unchanged, true),
				new Count<>("only in target", TableSync::deleted, true),
				new Count<>("skipped", TableSync::skipped, false)))
			.print(this.result.tables(), screen);
		Table details = new Table();
		examples(this.result, details);
		this.result.tables()
			.forEach((table) -> table.skipReasons()
				.forEach((reason) -> details.row("skipped", table.table() + ": " + reason)));
		this.result.notices().forEach((notice) -> details.row("note", notice));
		if (!details.isEmpty()) {
			screen.blank();
			screen.table(details);
		}
		screen.blank();
		if (status() == ExitStatus.DONE) {
			screen.line(Tone.GOOD, "✓ equal");
		}
		else {
			screen.line(Tone.WARN, "! they differ");
			screen.next(sync().toString(), "shows what a sync would do");
		}
	}

	private CommandWords sync() {
		CommandWords words = CommandWords.of("sync")
			.with("--from", this.source.name())
			.with("--to", this.target.name());
		if (!this.request.tables().isEmpty()) {
			words.with("--tables", String.join(",", this.request.tables()));
		}
		words.with("--user-id", this.request.userId());
		return (this.request.mode() != SyncMode.SKIP)
				? words.with("--mode", this.request.mode().name().toLowerCase(Locale.ROOT)) : words;
	}

	static void examples(SyncResult result, Table details) {
		for (TableSync table : result.tables()) {
			table.examples()
				.forEach((example) -> details.row(example.change().name().toLowerCase(Locale.ROOT),
						"%s %s".formatted(table.table(), (example.key() != null) ? example.key() : "(no key)")));
		}
	}

}
