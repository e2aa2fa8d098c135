package io.github.dbadapter.schema.fix;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.github.dbadapter.InvalidInputException;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.schema.diff.SchemaFingerprint;
import io.github.dbadapter.schema.validate.DifferenceNotes;

/**
 * Makes a plan of differences. Pure and safe for concurrent use: the same input always
 * gives the same plan.
 *
 * @since 0.1.0
 */
public final class FixPlanner {

	private FixPlanner() {
	}

	/**
	 * Plans without knowing anything about rows: every table that is not new is taken to
	 * hold some.
	 * @param diff the differences between the two schemas, the actual one renamed
	 * @param expected what the code needs
	 * @param actual what the database has
	 * @param options what the plan may do
	 * @return the plan, without statements when there is nothing to do
	 * @throws InvalidInputException if a hint names what the expected schema does not
	 * have, or a value is given for a column that takes none
	 */
	public static FixPlan plan(SchemaDiff diff, DatabaseSchema expected, DatabaseSchema actual, FixOptions options) {
		return plan(diff, expected, actual, options, DatabaseFacts.none());
	}

	/**
	 * Plans.
	 * @param diff the differences between the two schemas, the actual one renamed
	 * @param expected what the code needs
	 * @param actual what the database has
	 * @param options what the plan may do
	 * @param facts what is known of rows, owners and grants
	 * @return the plan, without statements when there is nothing to do
	 * @throws InvalidInputException if a hint names what the expected schema does not
	 * have, or a value is given for a column that takes none
	 */
	public static FixPlan plan(SchemaDiff diff, DatabaseSchema expected, DatabaseSchema actual, FixOptions options,
			DatabaseFacts facts) {
		Renaming renaming = Renaming.of(options.renames(), expected, actual);
		Planning planning = new Planning(expected, renaming.renamed(), options, facts.renamed(renaming.statements()));
		steps(planning, diff);
		return write(planning, renaming, actual).withExpectedFingerprint(SchemaFingerprint.of(expected));
	}

	/** The expected schema's fingerprint is the caller's to give. */
	static FixPlan write(Planning planning, Renaming renaming, DatabaseSchema actual) {
		List<Step> ordered = StepOrder.order(planning.steps());
		return new PlanWriter(planning)
			.write(renaming, planning.options().online() ? new Online(planning).split(ordered) : ordered)
			.of(actual, renaming);
	}

	static void steps(Planning planning, SchemaDiff diff) {
		KindPlanners kinds = new KindPlanners(planning);
		new Intake(planning, kinds).take(diff);
		new TakeDown(planning).close();
		newTableParts(planning);
		List<Change> changes = planning.changes();
		changes.stream()
			.filter((change) -> change.target().model() instanceof Table)
			.forEach((change) -> kinds.of(change).plan(change));
		changes.stream()
			.filter((change) -> !(change.target().model() instanceof Table))
			.forEach((change) -> kinds.of(change).plan(change));
		new Absorption(planning).handOver();
		new PublicationMembers(planning).plan();
		new Recreation(planning).order();
		new Dependents(planning).plan();
		ColumnFill.refuseNeedless(planning);
	}

	/**
	 * Tells what removing differences could do besides, also those that are merely extra,
	 * without knowing anything about rows.
	 * @param diff the differences between the two schemas
	 * @param expected what the code needs
	 * @param actual what the database has
	 * @return names of hazards by {@link DifferenceNotes#key}, none for a difference that
	 * cannot be removed
	 */
	public static Map<String, List<String>> hazards(SchemaDiff diff, DatabaseSchema expected, DatabaseSchema actual) {
		Planning planning = new Planning(expected, actual, FixOptions.defaults().withDropExtra(true),
				DatabaseFacts.none());
		steps(planning, diff);
		Map<String, Set<Hazard>> hazards = new TreeMap<>();
		for (Step step : planning.steps()) {
			for (SchemaDifference difference : step.differences()) {
				Set<Hazard> known = hazards.computeIfAbsent(DifferenceNotes.key(difference),
						(key) -> EnumSet.noneOf(Hazard.class));
				step.hazards().forEach((hazard) -> known.add(hazard.type()));
			}
		}
		planning.unresolved().keySet().forEach((difference) -> hazards.remove(DifferenceNotes.key(difference)));
		Map<String, List<String>> names = new TreeMap<>();
		hazards.forEach((difference, types) -> names.put(difference, types.stream().map(Hazard::name).toList()));
		return names;
	}

	/**
	 * Returns the actual schema as it is once the hints have been followed: that is what
	 * the differences of a plan with renames are found with.
	 * @param options what the plan may do
	 * @param expected what the code needs
	 * @param actual what the database has
	 * @return the schema, the same one without hints to follow
	 * @throws InvalidInputException if a hint names what the expected schema does not
	 * have
	 */
	public static DatabaseSchema renamed(FixOptions options, DatabaseSchema expected, DatabaseSchema actual) {
		return Renaming.of(options.renames(), expected, actual).renamed();
	}

	/** A missing table or view is one difference, whatever belongs to it. */
	private static void newTableParts(Planning planning) {
		for (Change change : planning.changes()) {
			boolean whole = change.expected() != null && change.expected().owner() == change.expected().model();
			boolean made = change.mode() == Change.Mode.CREATE;
			if (!whole || !made) {
				continue;
			}
			planning.expected().parts().forEach((part) -> {
				if (change.expected() != null && part.owner() == change.expected().model()
						&& part.model() != part.owner() && planning.knownExpected(part.reference()) == null) {
					switch (part.reference().kind()) {
						case CONSTRAINT, INDEX, TRIGGER, RULE, POLICY, STATISTICS -> {
							if (!(part.model() instanceof io.github.dbadapter.schema.DomainType.Check)) {
								Change own = planning.add(part, null);
								own.mode(Change.Mode.CREATE);
								change.differences().forEach(own::add);
							}
						}
						default -> {
						}
					}
				}
			});
		}
	}

}
