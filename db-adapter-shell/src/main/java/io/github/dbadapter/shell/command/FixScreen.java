package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.fix.DataCheck;
import io.github.dbadapter.schema.fix.FixHazard;
import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.FixReport;
import io.github.dbadapter.schema.fix.FixStatement;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.shell.cli.OptionWords;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Table;
import io.github.dbadapter.shell.render.Tone;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * A plan on the screen: statements with what they could do, then what is kept and backed
 * up.
 */
final class FixScreen {

	private static final Pattern DEFAULT_SCHEMA = Pattern.compile("(?<![\\w.\"])public\\.(?=[\\w\"])");

	private final FixPlan plan;

	FixScreen(FixPlan plan) {
		this.plan = plan;
	}

	void statements(Screen screen) {
		if (this.plan.isEmpty()) {
			return;
		}
		Table table = new Table();
		for (FixStatement statement : this.plan.statements()) {
			statement(table, statement, mark(statement), "");
			statement.hazards().forEach((hazard) -> hazard(table, hazard));
		}
		screen.blank();
		screen.table(table);
	}

	void applied(Screen screen, List<FixReport.Applied> applied) {
		Map<Integer, FixStatement> statements = this.plan.statements()
			.stream()
			.collect(Collectors.toMap(FixStatement::number, Function.identity()));
		Table table = new Table();
		for (FixReport.Applied one : applied) {
			FixStatement statement = statements.get(one.number());
			if (statement != null) {
				statement(table, statement, Tone.GOOD.of(String.format(Locale.ROOT, "✓ %d", one.number())),
						duration(one.duration()));
			}
		}
		screen.blank();
		screen.table(table);
	}

	private static String duration(Duration duration) {
		return String.format(Locale.ROOT, "   %,d ms", duration.toMillis());
	}

	private void statement(Table table, FixStatement statement, AttributedString mark, String suffix) {
		List<String> lines = DisplayedSql.lines(statement.sql());
		for (int index = 0; index < lines.size(); index++) {
			boolean last = index == lines.size() - 1;
			AttributedString line = Tone.PLAIN.of(lines.get(index));
			table.row((index == 0) ? mark : Tone.PLAIN.of(""),
					last ? AttributedString.join(Tone.PLAIN.of(""), line, Tone.FAINT.of(suffix)) : line);
		}
		if (!statement.transactional()) {
			table.row(Tone.PLAIN.of(""), Tone.FAINT.of("by itself, outside of the transaction"));
		}
	}

	private static AttributedString mark(FixStatement statement) {
		Tone tone = statement.isBlocked() ? Tone.BAD : statement.hazards().isEmpty() ? Tone.PLAIN : Tone.WARN;
		String sign = statement.isBlocked() ? "✗" : statement.hazards().isEmpty() ? " " : "!";
		return tone.of("%s %d".formatted(sign, statement.number()));
	}

	private static void hazard(Table table, FixHazard hazard) {
		Tone tone = hazard.blocks() ? Tone.BAD : Tone.WARN;
		table.row(Tone.PLAIN.of(""), tone.of(hazard.type().option()), Tone.PLAIN.of(unqualified(consequence(hazard))));
		table.row(Tone.PLAIN.of(""), Tone.PLAIN.of(""),
				Tone.FAINT.of(unqualified(hazard.alternative().in(OptionWords.INSTANCE))));
		if (hazard.result() != null) {
			hazard.result()
				.keys()
				.forEach((key) -> table.row(Tone.PLAIN.of(""), Tone.PLAIN.of(""), Tone.PLAIN.of("  " + key)));
		}
	}

	private static String consequence(FixHazard hazard) {
		DataCheck.Result result = hazard.result();
		if (result == null) {
			return hazard.consequence();
		}
		return hazard.consequence() + ": "
				+ ((result.failing() != null) ? count(result.failing(), "row") : String.valueOf(result.note()));
	}

	/** Says where to endangered tables are going to be backed up. */
	@Nullable String backup(@Nullable Path directory) {
		if (directory == null || this.plan.endangered().isEmpty()) {
			return null;
		}
		return this.plan.endangered()
			.stream()
			.map((name) -> unqualified(name.toString()))
			.collect(Collectors.joining(", ")) + ", before statement 1, in " + directory;
	}

	void details(Screen screen, @Nullable String backup) {
		Table table = new Table();
		remaining(table, "not repaired", Tone.BAD, this.plan.unresolved());
		remaining(table, "kept", Tone.PLAIN, this.plan.left());
		if (backup != null) {
			table.row("backup", backup);
		}
		if (!table.isEmpty()) {
			screen.blank();
			screen.table(table);
		}
	}

	private static void remaining(Table table, String title, Tone tone, List<FixPlan.Remaining> remaining) {
		int width = remaining.stream().mapToInt((one) -> unqualified(one.object()).length()).max().orElse(0);
		for (FixPlan.Remaining one : remaining) {
			String object = unqualified(one.object());
			table.row(tone.of(title),
					Tone.PLAIN.of("%s   %s (%s)".formatted(object + " ".repeat(width - object.length()),
							one.type().toLowerCase(Locale.ROOT).replace('_', ' '),
							one.reason().in(OptionWords.INSTANCE))));
		}
	}

	/** As in the statements, without the schema that is meant anyway. */
	private static String unqualified(String text) {
		return DEFAULT_SCHEMA.matcher(text).replaceAll("");
	}

	/** Rows that do not fit and whose keys have not been asked for. */
	long hiddenRows() {
		long rows = 0;
		for (FixStatement statement : this.plan.statements()) {
			for (FixHazard hazard : statement.hazards()) {
				DataCheck.Result result = hazard.result();
				if (hazard.blocks() && result != null && result.failing() != null && result.keys().isEmpty()) {
					rows = Math.max(rows, result.failing());
				}
			}
		}
		return rows;
	}

	Tone tone(Set<Hazard> notAllowed) {
		return this.plan.isBlocked() ? Tone.BAD : notAllowed.isEmpty() ? Tone.GOOD : Tone.WARN;
	}

	String summary(Set<Hazard> notAllowed) {
		long blocked = this.plan.statements().stream().filter(FixStatement::isBlocked).count();
		long asking = this.plan.statements()
			.stream()
			.filter((statement) -> !statement.isBlocked())
			.filter((statement) -> statement.hazards().stream().map(FixHazard::type).anyMatch(notAllowed::contains))
			.count();
		long safe = this.plan.statements().size() - blocked - asking;
		List<String> parts = new ArrayList<>();
		if (blocked > 0) {
			parts.add(blocked + " blocked");
		}
		if (asking > 0) {
			parts.add(asking + ((asking == 1) ? " needs permission" : " need permission"));
		}
		if (safe > 0) {
			boolean allowed = this.plan.statements()
				.stream()
				.anyMatch((statement) -> !statement.isBlocked() && !statement.hazards().isEmpty());
			parts.add(safe + ((asking == 0 && allowed) ? " safe or allowed" : " safe"));
		}
		return ((blocked > 0) ? "✗ " : (asking > 0) ? "! " : "✓ ") + String.join(", ", parts);
	}

	static String count(long number, String word) {
		return BackupOutcome.number(number) + " " + word + ((number == 1) ? "" : "s");
	}

}
