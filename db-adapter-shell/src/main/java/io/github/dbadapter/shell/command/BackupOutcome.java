package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dbadapter.backup.BackupResult;
import io.github.dbadapter.backup.BackupResult.TableContent;
import io.github.dbadapter.profile.ProfileOrigin;
import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A backup that has been written.
 *
 * @param profile the database's profile
 * @param userId owner whose rows it holds, {@code null} for everyone's
 * @param masked whether columns are hidden
 * @param id its id in the folder of backups, {@code null} outside of it
 * @param deleted ids of the backups that it has made superfluous
 * @param result what was written
 */
record BackupOutcome(ResolvedProfile profile, @Nullable String userId, boolean masked, @Nullable String id,
		List<String> deleted, BackupResult result) implements CommandResult {

	@Override
	public ExitStatus status() {
		return ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("id", this.id);
		document.put("file", this.result.file().toString());
		document.put("createdAt", this.result.createdAt().toString());
		document.put("userId", this.userId);
		document.put("masked", this.masked);
		document.put("rows", this.result.rows());
		document.put("bytes", this.result.bytes());
		document.put("durationMs", this.result.duration().toMillis());
		document.put("tables", this.result.tables());
		document.put("notices", this.result.notices());
		document.put("deleted", this.deleted);
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line(Headings.of(this.profile, (this.userId != null) ? "user id " + this.userId : "",
				this.masked ? "masked" : "", seconds(this.result.duration().toMillis())));
		screen.blank();
		print(this.result.tables(), screen);
		this.result.notices().forEach((notice) -> screen.line(Tone.FAINT, notice));
		screen.blank();
		screen.line(Tone.GOOD, "✓ %s, %s rows, %s bytes".formatted(this.result.file(), number(this.result.rows()),
				number(this.result.bytes())));
		if (!this.deleted.isEmpty()) {
			screen.line(Tone.FAINT,
					"  deleted as db.backup.keep and db.backup.max-age say: " + String.join(", ", this.deleted));
		}
		boolean named = this.profile.origin().kind() == ProfileOrigin.Kind.ARGUMENT;
		CommandWords restore = CommandWords.of("restore")
			.with("--profile", named ? this.profile.name() : null)
			.value((this.id != null) ? this.id : this.result.file().toString());
		screen.next(restore.toString(), "shows what a restore would do");
	}

	static void print(List<TableContent> contents, Screen screen) {
		if (contents.isEmpty()) {
			screen.line("no tables");
			return;
		}
		Table table = new Table().right(1).heading("table", "rows");
		contents.forEach((content) -> table.row(content.name(), number(content.rows())));
		if (contents.size() > 1) {
			table.row(Tone.STRONG.of("total"),
					Tone.STRONG.of(number(contents.stream().mapToLong(TableContent::rows).sum())));
		}
		screen.table(table);
	}

	static String number(long value) {
		return String.format(Locale.ROOT, "%,d", value);
	}

	static String seconds(long milliseconds) {
		return String.format(Locale.ROOT, "%.2f s", milliseconds / 1000.0);
	}

}
