package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.schema.SequenceOptions;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Where a sequence stands when its bounds change. It goes on from there; only what has no
 * number in common with the old bounds begins anew, and what never gave one moves into
 * the new bounds.
 */
final class SequencePosition {

	private final SequenceOptions expected;

	private final SequenceOptions actual;

	SequencePosition(SequenceOptions expected, SequenceOptions actual) {
		this.expected = expected;
		this.actual = actual;
	}

	private long lowest() {
		return Math.max(this.expected.minimum(), this.actual.minimum());
	}

	private long highest() {
		return Math.min(this.expected.maximum(), this.actual.maximum());
	}

	/** Whether no number of the new bounds can have been given before. */
	boolean beginsAnew() {
		return lowest() > highest();
	}

	private boolean isInside(long value) {
		return this.expected.minimum() <= value && value <= this.expected.maximum();
	}

	/** Adds what has to be done and known before the step that changes the bounds. */
	void before(Planning planning, Step step, QualifiedName now, QualifiedName then,
			List<SchemaDifference> differences) {
		boolean narrower = lowest() > this.actual.minimum() || highest() < this.actual.maximum();
		if (beginsAnew() || !narrower) {
			return;
		}
		String outside = "last_value NOT BETWEEN %d AND %d".formatted(this.expected.minimum(), this.expected.maximum());
		step.hazard(
				FixHazard.checked(Hazard.MAY_FAIL_ON_DATA,
						"%s may stand outside of %d to %d".formatted(now, this.expected.minimum(),
								this.expected.maximum()),
						"setval it to where it shall go on first",
						new DataCheck(now, "r.is_called AND r." + outside, null, List.of("last_value"))));
		if (!isInside(this.actual.start())) {
			long start = Math.min(Math.max(this.expected.start(), lowest()), highest());
			step.after(planning.add(Step.statement(Rank.SEQUENCE, step.object(),
					"lets a sequence that gave no number begin inside its new bounds", """
							DO $$ BEGIN
							    IF EXISTS (SELECT FROM %1$s WHERE NOT is_called AND %2$s) THEN
							        ALTER SEQUENCE %1$s RESTART WITH %3$d;
							    END IF;
							END $$""".formatted(then.quoted(), outside, start))
				.differences(differences)));
		}
	}

}
