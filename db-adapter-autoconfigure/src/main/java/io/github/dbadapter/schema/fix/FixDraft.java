package io.github.dbadapter.schema.fix;

import java.util.SortedSet;
import java.util.TreeSet;

import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.diff.SchemaDiff;
import io.github.dbadapter.sql.QualifiedName;

/**
 * A planning of which it is known what it works on, so that no more than that has to be
 * read of the database.
 */
final class FixDraft {

	private final SchemaDiff diff;

	private final DatabaseSchema actual;

	private final Renaming renaming;

	private final Planning planning;

	private FixDraft(SchemaDiff diff, DatabaseSchema actual, Renaming renaming, Planning planning) {
		this.diff = diff;
		this.actual = actual;
		this.renaming = renaming;
		this.planning = planning;
	}

	static FixDraft of(SchemaDiff diff, DatabaseSchema expected, DatabaseSchema actual, FixOptions options) {
		Renaming renaming = Renaming.of(options.renames(), expected, actual);
		Planning planning = new Planning(expected, renaming.renamed(), options, DatabaseFacts.none());
		FixPlanner.steps(planning, diff);
		return new FixDraft(diff, actual, renaming, planning);
	}

	boolean isEmpty() {
		return this.planning.steps().isEmpty() && this.renaming.statements().isEmpty();
	}

	/** Whether something goes or changes that others may use. */
	boolean mayBreak() {
		return !this.renaming.statements().isEmpty()
				|| this.planning.changes().stream().anyMatch((change) -> change.isTakenDown() || change.isRetyped());
	}

	/** Names before the plan. */
	SortedSet<QualifiedName> tables() {
		SortedSet<QualifiedName> tables = new TreeSet<>();
		this.planning.steps().forEach((step) -> tables.addAll(step.tables()));
		tables.retainAll(this.planning.actual().tables());
		return new BeforeRenames(this.renaming.renamed(), this.renaming.statements()).tables(tables);
	}

	/** Plans again, knowing more. */
	FixPlan plan(DatabaseFacts facts) {
		Planning informed = this.planning.with(facts.renamed(this.renaming.statements()));
		FixPlanner.steps(informed, this.diff);
		return FixPlanner.write(informed, this.renaming, this.actual);
	}

}
