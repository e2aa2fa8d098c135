package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * A plan as JSON shows it. Properties without a value are left out.
 *
 * @param plan its short name
 * @param fingerprint hash of the schema that it is for
 * @param blocked whether a statement is known to fail on the rows
 * @param hazards types of the hazards of all statements
 * @param statements the statements, in order
 * @param endangered tables that are backed up first
 * @param kept what stays as it is because nobody asked for its removal
 * @param notRepaired what the plan cannot repair
 * @since 0.1.0
 */
public record PlanDescriptor(String plan, String fingerprint, boolean blocked, List<Hazard> hazards,
		List<Statement> statements, List<String> endangered, List<Remaining> kept, List<Remaining> notRepaired) {

	/**
	 * Describes a plan.
	 * @param plan the plan
	 * @param withRows whether what was found in rows is told: their keys, and messages of
	 * the server that may quote values; and the options of foreign servers
	 * @param words what remedies are called where it is read
	 * @return the descriptor
	 */
	public static PlanDescriptor of(FixPlan plan, boolean withRows, RemedyWords words) {
		return of(plan, Map.of(), withRows, words);
	}

	/**
	 * Describes what applying a plan has done.
	 * @param report the report
	 * @param withRows whether what was found in rows is told
	 * @param words what remedies are called where it is read
	 * @return the descriptor, with the time of each statement
	 */
	public static PlanDescriptor of(FixReport report, boolean withRows, RemedyWords words) {
		return of(report.plan(),
				report.applied()
					.stream()
					.collect(Collectors.toMap(FixReport.Applied::number, (applied) -> applied.duration().toMillis())),
				withRows, words);
	}

	private static PlanDescriptor of(FixPlan plan, Map<Integer, Long> durations, boolean withRows, RemedyWords words) {
		return new PlanDescriptor(plan.id(), plan.fingerprint(), plan.isBlocked(), List.copyOf(plan.hazards()),
				plan.statements()
					.stream()
					.map((statement) -> Statement.of(statement, durations.get(statement.number()), withRows, words))
					.toList(),
				plan.endangered().stream().map(QualifiedName::toString).toList(), remaining(plan.left(), words),
				remaining(plan.unresolved(), words));
	}

	private static List<Remaining> remaining(List<FixPlan.Remaining> differences, RemedyWords words) {
		return differences.stream()
			.map((one) -> new Remaining(one.type(), one.object(), one.reason().in(words)))
			.toList();
	}

	/**
	 * A statement.
	 *
	 * @param number place in the plan, from 1
	 * @param sql the statement
	 * @param explanation what it is for
	 * @param differences the differences that it serves
	 * @param transactional whether it runs in the plan's transaction
	 * @param blocked whether it is known to fail on the rows
	 * @param hazards what it could do besides
	 * @param durationMs time that it took, in milliseconds
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record Statement(int number, String sql, String explanation, List<String> differences, boolean transactional,
			boolean blocked, List<HazardDescriptor> hazards, @Nullable Long durationMs) {

		private static final Pattern OPTIONS = Pattern.compile("\\bOPTIONS\\s*\\(|\\bCONNECTION\\s+(?=')",
				Pattern.CASE_INSENSITIVE);

		static Statement of(FixStatement statement, @Nullable Long durationMs, boolean withRows, RemedyWords words) {
			String sql = withRows ? statement.sql() : withoutOptions(statement.sql());
			return new Statement(statement.number(), sql, statement.explanation().in(words), statement.differences(),
					statement.transactional(), statement.isBlocked(),
					statement.hazards().stream().map((hazard) -> HazardDescriptor.of(hazard, withRows, words)).toList(),
					durationMs);
		}

		/** Those of a foreign server may hold its address, or a password. */
		private static String withoutOptions(String sql) {
			Matcher options = OPTIONS.matcher(sql);
			return options.find() ? sql.substring(0, options.end()) + "…" : sql;
		}

	}

	/**
	 * A hazard.
	 *
	 * @param type the type
	 * @param consequence what could happen
	 * @param alternative what to do instead
	 * @param rows how many rows it is about
	 * @param note why their number is not known
	 * @param keys keys of some of them
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	public record HazardDescriptor(Hazard type, String consequence, String alternative, @Nullable Long rows,
			@Nullable String note, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> keys) {

		static HazardDescriptor of(FixHazard hazard, boolean withRows, RemedyWords words) {
			DataCheck.Result result = hazard.result();
			return new HazardDescriptor(hazard.type(), hazard.consequence(), hazard.alternative().in(words),
					(result != null) ? result.failing() : null, (result != null && withRows) ? result.note() : null,
					(result != null && withRows) ? result.keys() : List.of());
		}

	}

	/**
	 * A difference that will still be there afterwards.
	 *
	 * @param type type of the difference
	 * @param object the object
	 * @param reason why it stays, or what would remove it
	 */
	public record Remaining(String type, String object, String reason) {

	}

}
