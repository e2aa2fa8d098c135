package io.github.dbadapter.shell.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.Hazard;
import io.github.dbadapter.schema.fix.PlanDescriptor;
import io.github.dbadapter.shell.cli.CommandResult;
import io.github.dbadapter.shell.cli.CommandScope;
import io.github.dbadapter.shell.cli.ExitStatus;
import io.github.dbadapter.shell.cli.OptionWords;
import io.github.dbadapter.shell.render.Screen;
import io.github.dbadapter.shell.render.Tone;
import org.jspecify.annotations.Nullable;

/**
 * A plan that has not been applied.
 *
 * @param offer the plan
 * @param asks whether to ask whether to go on
 */
record FixPreview(FixOffer offer, boolean asks) implements CommandResult {

	private static final int MOST_ROWS = 20;

	@Override
	public ExitStatus status() {
		FixPlan plan = this.offer.plan();
		return (plan.isEmpty() && plan.unresolved().isEmpty()) ? ExitStatus.DONE : ExitStatus.FOUND_WANTING;
	}

	@Override
	public String script() {
		return this.offer.plan().toSql(OptionWords.INSTANCE);
	}

	@Override
	public Object document() {
		return document(this.offer, this.offer.plan().isEmpty() ? "NOTHING_TO_DO" : "PREVIEW");
	}

	static Map<String, @Nullable Object> document(FixOffer offer, String outcome) {
		Path directory = offer.approval().backupDirectory();
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("profile", offer.profile().name());
		document.put("origin", offer.profile().describe());
		document.put("outcome", outcome);
		document.put("notAllowed", offer.notAllowed());
		document.put("backupDirectory", (directory != null) ? directory.toString() : null);
		FixDone.add(document, PlanDescriptor.of(offer.plan(), true, OptionWords.INSTANCE));
		return document;
	}

	@Override
	public void print(Screen screen) {
		print(this.offer, screen);
	}

	static void print(FixOffer offer, Screen screen) {
		FixPlan plan = offer.plan();
		screen.line(Headings.of(offer.profile(), "plan " + plan.id(),
				FixScreen.count(plan.statements().size(), "statement") + ", nothing applied"));
		FixScreen fix = new FixScreen(plan);
		fix.statements(screen);
		fix.details(screen, fix.backup(offer.approval().backupDirectory()));
		screen.blank();
		conclude(offer, fix, screen);
	}

	private static void conclude(FixOffer offer, FixScreen fix, Screen screen) {
		FixPlan plan = offer.plan();
		if (plan.isEmpty()) {
			screen.line(plan.unresolved().isEmpty() ? Tone.GOOD : Tone.BAD, plan.unresolved().isEmpty()
					? "✓ nothing to do" : "✗ nothing that could be done, see 'not repaired' above");
			return;
		}
		screen.line(fix.tone(offer.notAllowed()), fix.summary(offer.notAllowed()));
		String name = offer.profile().profile().isProtected() ? "--confirm=" + offer.profile().name() : "--confirm";
		if (plan.isBlocked()) {
			long rows = fix.hiddenRows();
			if (rows > 0) {
				screen.next(offer.call().copy().with("--show", Math.min(rows, MOST_ROWS)).toString(),
						(rows == 1) ? "the row" : "the rows");
			}
			screen.or(offer.call() + " --output sql > repair.sql", "blocked statements as comments");
			return;
		}
		CommandWords next = offer.call().copy();
		Set<Hazard> needed = plan.hazards();
		if (!needed.isEmpty()) {
			next.with("--allow", needed.stream().map(Hazard::option).collect(Collectors.joining(",")));
		}
		screen.next(next + " " + name, "applies it");
		screen.or(offer.call() + " --output sql > repair.sql", "");
	}

	@Override
	public @Nullable CommandResult goOn(CommandScope scope) {
		boolean given = this.asks && this.offer.isApplicable() && Confirmation
			.isGivenWhenAsked("Apply plan %s to".formatted(this.offer.plan().id()), this.offer.profile(), scope);
		return given ? this.offer.apply(scope) : null;
	}

}
