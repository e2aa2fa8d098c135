package io.github.dbadapter.actuate;

import java.util.List;
import java.util.regex.Pattern;

import io.github.dbadapter.schema.fix.FixPlan;
import io.github.dbadapter.schema.fix.PlanDescriptor;
import io.github.dbadapter.schema.fix.PlanDescriptor.HazardDescriptor;
import io.github.dbadapter.schema.fix.PlanDescriptor.Statement;

/**
 * Remedies in the words of a request. Those who plan name the options of the program,
 * which a caller over HTTP does not have: some are parameters of the request, some are
 * properties of the application, and the rest is for the program alone.
 */
final class HttpWords {

	/** Behind other characters, it is part of a word or of a command already named. */
	private static final String BEGIN = "(?<![\\w-])(?<!db-adapter fix )";

	private static final Pattern ALLOW = Pattern.compile(BEGIN + "--allow ([\\w,-]*\\w)");

	private static final Pattern PROPERTY = Pattern.compile(BEGIN + "--(drop-extra|online)\\b");

	private static final Pattern PROGRAM = Pattern.compile(BEGIN + "--(fill|rename|recreate|column-defs|plan)\\b");

	private HttpWords() {
	}

	static String of(String text) {
		if (!text.contains("--")) {
			return text;
		}
		String parameters = ALLOW.matcher(text).replaceAll("\"allow\":\"$1\"");
		String properties = PROPERTY.matcher(parameters).replaceAll("db.fix.$1");
		return PROGRAM.matcher(properties).replaceAll("db-adapter fix --$1");
	}

	static PlanDescriptor of(PlanDescriptor plan) {
		return new PlanDescriptor(plan.plan(), plan.fingerprint(), plan.blocked(), plan.hazards(),
				plan.statements().stream().map(HttpWords::of).toList(), plan.endangered(), of(plan.kept()),
				of(plan.notRepaired()));
	}

	private static Statement of(Statement statement) {
		return new Statement(statement.number(), statement.sql(), of(statement.explanation()), statement.differences(),
				statement.transactional(), statement.blocked(),
				statement.hazards().stream().map(HttpWords::of).toList(), statement.durationMs());
	}

	private static HazardDescriptor of(HazardDescriptor hazard) {
		return new HazardDescriptor(hazard.type(), of(hazard.consequence()), of(hazard.alternative()), hazard.rows(),
				hazard.note(), hazard.keys());
	}

	private static List<FixPlan.Remaining> of(List<FixPlan.Remaining> remaining) {
		return remaining.stream()
			.map((one) -> new FixPlan.Remaining(one.type(), one.object(), of(one.reason())))
			.toList();
	}

}
