package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.dbadapter.sql.QualifiedName;

/**
 * Writes a plan for people: the statements with what they could do, then what is kept,
 * then what comes next.
 */
final class PlanText {

	private final FixPlan plan;

	private final List<String> lines = new ArrayList<>();

	PlanText(FixPlan plan) {
		this.plan = plan;
	}

	String write() {
		this.plan.statements().forEach(this::statement);
		remaining("kept", this.plan.left());
		remaining("not repaired", this.plan.unresolved());
		if (!this.plan.endangered().isEmpty()) {
			this.lines.add("backup   "
					+ this.plan.endangered().stream().map(QualifiedName::toString).collect(Collectors.joining(", "))
					+ ", before statement 1");
		}
		this.lines.add("");
		this.lines.add(summary());
		return String.join("\n", this.lines);
	}

	private void statement(FixStatement statement) {
		String mark = statement.isBlocked() ? "✗" : statement.hazards().isEmpty() ? " " : "!";
		String sql = statement.sql().replace("\n", "\n     ");
		this.lines.add("%s %-2d %s%s".formatted(mark, statement.number(), sql,
				statement.transactional() ? "" : "   (not in the transaction)"));
		for (FixHazard hazard : statement.hazards()) {
			this.lines.add("     %-18s %s".formatted(hazard.type().option(), consequence(hazard)));
			this.lines.add("     %-18s %s".formatted("", hazard.alternative()));
			if (hazard.result() != null) {
				hazard.result().keys().forEach((key) -> this.lines.add("     %-18s   %s".formatted("", key)));
			}
		}
	}

	private static String consequence(FixHazard hazard) {
		DataCheck.Result result = hazard.result();
		if (result == null) {
			return hazard.consequence();
		}
		return (result.failing() != null) ? "%s: %,d rows".formatted(hazard.consequence(), result.failing())
				: hazard.consequence() + ": " + result.note();
	}

	private void remaining(String title, List<FixPlan.Remaining> remaining) {
		for (FixPlan.Remaining one : remaining) {
			this.lines.add("%-8s %s   %s (%s)".formatted(title, one.object(),
					one.type().toLowerCase(java.util.Locale.ROOT).replace('_', ' '), one.reason()));
		}
	}

	private String summary() {
		long blocked = this.plan.statements().stream().filter(FixStatement::isBlocked).count();
		long safe = this.plan.statements().stream().filter((statement) -> statement.hazards().isEmpty()).count();
		long asking = this.plan.statements().size() - blocked - safe;
		if (this.plan.isEmpty()) {
			return "nothing to do";
		}
		List<String> parts = new ArrayList<>();
		if (blocked > 0) {
			parts.add(blocked + " blocked");
		}
		if (asking > 0) {
			parts.add(asking + ((asking == 1) ? " needs permission" : " need permission"));
		}
		parts.add(safe + " safe");
		return ((blocked > 0) ? "✗ " : "") + String.join(", ", parts);
	}

}
