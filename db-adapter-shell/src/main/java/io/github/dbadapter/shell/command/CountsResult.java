package io.github.dbadapter.shell.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.github.dbadapter.profile.ResolvedProfile;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.command.TableCount.Certainty;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a database and their rows.
 *
 * @param profile the database's profile
 * @param tables its tables
 */
record CountsResult(ResolvedProfile profile, List<TableCount> tables) implements CommandResult {

	@Override
	public ExitStatus status() {
		return ExitStatus.DONE;
	}

	@Override
	public Object document() {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("profile", this.profile.name());
		document.put("origin", this.profile.describe());
		document.put("tables", documents(this.tables));
		return document;
	}

	@Override
	public void print(Screen screen) {
		screen.line(Headings.of(this.profile));
		screen.blank();
		print(this.tables, screen);
	}

	static void print(List<TableCount> tables, Screen screen) {
		if (tables.isEmpty()) {
			screen.line("no tables");
			return;
		}
		Table table = new Table().right(1).heading("table", "rows");
		for (TableCount count : tables) {
			table.row(count.label(), switch (count.certainty()) {
				case EXACT -> number(count.rows());
				case ESTIMATED -> "about " + number(count.rows());
				case NOT_READABLE -> "not readable";
			});
		}
		if (tables.size() > 1 && tables.stream().allMatch((count) -> count.certainty() == Certainty.EXACT)) {
			table.row(Tone.STRONG.of("total"),
					Tone.STRONG.of(number(tables.stream().mapToLong(TableCount::rows).sum())));
		}
		screen.table(table);
	}

	static List<Object> documents(List<TableCount> tables) {
		return tables.stream().<Object>map((count) -> {
			Map<String, @Nullable Object> document = new LinkedHashMap<>();
			document.put("table", count.table().toString());
			document.put("rows", (count.certainty() != Certainty.NOT_READABLE) ? count.rows() : null);
			document.put("certainty", count.certainty().name());
			return document;
		}).toList();
	}

	private static String number(long rows) {
		return String.format(Locale.ROOT, "%,d", rows);
	}

}
