package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Constraint.Type;
import io.github.dbadapter.schema.ConstraintDdl;
import io.github.dbadapter.schema.IndexDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.TableDdl;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Plans constraints of tables.
 */
final class Constraints extends KindPlanner {

	private static final String NOT_VALID = " NOT VALID";

	private static final String DEFERRABLE = "(?: NOT)? DEFERRABLE| INITIALLY (?:DEFERRED|IMMEDIATE)";

	Constraints(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		Constraint expected = (Constraint) change.target().model();
		Constraint actual = (Constraint) change.source().model();
		if (change.has(Property.PARENT) && actual.parent() != null) {
			return false;
		}
		if (!change.has(Property.DEFINITION)) {
			return true;
		}
		return expected.type() == actual.type() && (isValidated(expected, actual) || isDeferrability(expected, actual));
	}

	private static boolean isValidated(Constraint expected, Constraint actual) {
		return actual.definition().equals(expected.definition() + NOT_VALID);
	}

	private static boolean isDeferrability(Constraint expected, Constraint actual) {
		return expected.type() == Type.FOREIGN_KEY && expected.definition()
			.replaceAll(DEFERRABLE, "")
			.equals(actual.definition().replaceAll(DEFERRABLE, ""));
	}

	@Override
	void create(Change change) {
		Table table = (Table) change.target().owner();
		Constraint constraint = (Constraint) change.target().model();
		Table owner = planning().expected().schema().table(table.name());
		if (isWithTable(change, table, constraint) || isInherited(change, table, constraint)) {
			return;
		}
		Rank rank = (constraint.type() == Type.FOREIGN_KEY) ? Rank.FOREIGN_KEY : Rank.CONSTRAINT;
		boolean only = table.partitionKey() != null && constraint.type() != Type.FOREIGN_KEY
				&& constraint.type() != Type.CHECK;
		Step step = only
				? Step.statement(rank, change.reference(), "adds " + name(change), ConstraintDdl.add(table, constraint))
					.touches(table.name())
				: Step.clause(rank, table.name(), change.reference(), "adds " + name(change),
						"ADD " + ConstraintDdl.define(constraint));
		created(change, step);
		afterAttachments(step, table, constraint);
		if (only) {
			Indexes.attachedAfter(planning(), table, step);
		}
		if (owner != null) {
			addHazards(step, owner, constraint);
		}
		List<String> more = ConstraintDdl.complete(table, constraint);
		if (!more.isEmpty()) {
			planning().add(Step.statement(Rank.PUT_BACK, change.reference(), "completes " + name(change), more)
				.after(step)
				.differences(change.differences()));
		}
		if (constraint.parent() != null) {
			attach(change, table, constraint).after(step);
			Step attached = attachStep(table);
			if (attached != null) {
				// Otherwise the attachment makes one of its own.
				attached.after(step);
			}
		}
	}

	/**
	 * Tables that become partitions have the check of old; they get the new one with all
	 * others.
	 */
	private void afterAttachments(Step step, Table table, Constraint constraint) {
		if (constraint.type() != Type.CHECK || isNotInherited(constraint)) {
			return;
		}
		for (Table child : planning().expected().descendants(table.name())) {
			Change moved = planning().knownActual(child.reference());
			Change own = planning()
				.knownExpected(new ObjectReference(ObjectKind.CONSTRAINT, child.name(), constraint.name()));
			boolean gets = own != null && own.mode() == Change.Mode.CREATE;
			if (moved != null && moved.actual() != null && moved.has(Property.PARTITION) && !gets) {
				step.afterAttachmentOf(moved);
			}
		}
	}

	static boolean isNotInherited(Constraint check) {
		return check.definition().replace(NOT_VALID, "").endsWith(" NO INHERIT");
	}

	private boolean isWithTable(Change change, Table table, Constraint constraint) {
		Change owner = planning().knownExpected(table.reference());
		Step created = (owner != null) ? owner.create() : null;
		return created != null && change.expected() != null && TableDdl.isInline(table, constraint)
				&& created.provides().contains(Node.expected(change.reference()));
	}

	/** A partition gets the checks and references of the partitioned table by itself. */
	private boolean isInherited(Change change, Table table, Constraint constraint) {
		boolean index = constraint.type() != Type.CHECK && constraint.type() != Type.FOREIGN_KEY;
		if (constraint.local() || index) {
			return false;
		}
		if (table.partition() == null || constraint.type() == Type.FOREIGN_KEY) {
			return true;
		}
		return !planning().isNew(table.name()) && !planning().isDetached(table.name());
	}

	private Step attach(Change change, Table table, Constraint constraint) {
		QualifiedName parent = Objects.requireNonNull(constraint.parent());
		Step step = planning().add(Step
			.statement(Rank.AFTER_INDEX, change.reference(), "attaches " + name(change),
					"ALTER INDEX %s ATTACH PARTITION %s".formatted(parent.quoted(),
							IndexDdl.name(table.name(), constraint.name())))
			.touches(table.name())
			.differences(change.differences()));
		afterPartitionsThatGo(step, table);
		planning().expected()
			.parents(table)
			.forEach((relation) -> Indexes.ahead(planning(), relation, step)
				.needs(List.of(
						Node.expected(new ObjectReference(ObjectKind.CONSTRAINT, relation, parent.name().value())),
						Node.expected(table.reference()))));
		Change owner = planning().knownExpected(table.reference());
		return step.after((owner != null) ? attachStep(table) : null);
	}

	private @org.jspecify.annotations.Nullable Step attachStep(Table table) {
		return planning().steps()
			.stream()
			.filter((step) -> step.rank() == Rank.ATTACH && step.object().equals(table.reference()))
			.findFirst()
			.orElse(null);
	}

	private void addHazards(Step step, Table table, Constraint constraint) {
		QualifiedName name = table.name();
		String fits = "rows of %s may not fit constraint %s".formatted(name, constraint.name());
		switch (constraint.type()) {
			case PRIMARY_KEY, UNIQUE, EXCLUSION -> {
				step.hazard(hazards().readersWait(name, "the index is built", constraint.type() != Type.EXCLUSION));
				if (!checks().isNumbered(table, constraint)) {
					step.hazard(hazards().mayFail(name, fits, "correct the rows first",
							checks().conflicts(table, constraint)));
				}
				if (constraint.type() != Type.EXCLUSION && table.partitionKey() == null) {
					step.online("key");
				}
			}
			case CHECK -> {
				if (constraint.validated()) {
					step.hazard(hazards().readersWait(name, "the rows are checked", true));
					step.hazard(hazards().mayFail(name, fits, "correct the rows first",
							checks().refused(table, constraint)));
					step.online("validate");
				}
			}
			case FOREIGN_KEY -> {
				if (constraint.references() != null) {
					step.touches(constraint.references());
					afterOldKeys(step, constraint.references());
				}
				if (constraint.validated()) {
					step.hazard(hazards().writersWait(name, "the references are checked", true));
					step.hazard(hazards().mayFail(name, fits, "correct the rows first",
							checks().orphans(table, constraint)));
					step.online((table.partitionKey() == null) ? "validate" : null);
				}
			}
		}
	}

	/** A reference would otherwise lean on a key that is about to go. */
	private void afterOldKeys(Step step, QualifiedName target) {
		planning().changes()
			.stream()
			.filter((change) -> change.isTakenDown() && change.source().owner().name().equals(target))
			.filter((change) -> change.source().reference().kind() == ObjectKind.CONSTRAINT
					|| change.source().reference().kind() == ObjectKind.INDEX)
			.filter((change) -> !(change.source().model() instanceof Constraint other
					&& other.type() == Type.FOREIGN_KEY))
			.forEach(step::afterDropOf);
	}

	@Override
	void drop(Change change) {
		Table table = (Table) change.source().owner();
		Constraint constraint = (Constraint) change.source().model();
		boolean inherited = !constraint.local() && change.expected() == null && constraint.parent() == null
				&& !planning().actual().parents(table).isEmpty();
		if (inherited || new Absorption(planning()).goesAlong(change)) {
			return;
		}
		Step step = Step.clause((constraint.type() == Type.FOREIGN_KEY) ? Rank.DROP_FOREIGN_KEY : Rank.DROP_CONSTRAINT,
				table.name(), change.source().reference(), "drops constraint " + change.source().reference(),
				"DROP CONSTRAINT " + SqlText.quoted(constraint.name()));
		dropped(change, step);
		if (constraint.references() != null) {
			step.touches(constraint.references());
		}
	}

	@Override
	void alter(Change change) {
		Table table = (Table) change.source().owner();
		Constraint expected = (Constraint) change.target().model();
		Constraint actual = (Constraint) change.source().model();
		Step renamed = null;
		if (change.has(Property.NAME)) {
			renamed = planning().add(Step
				.statement(Rank.RENAME, change.reference(), "renames constraint " + change.source().reference(),
						"ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(table.name().quoted(),
								SqlText.quoted(actual.name()), SqlText.quoted(expected.name())))
				.releases(Names.of(change.source()))
				.takes(Names.of(change.target()))
				.touches(table.name())
				.differences(change.differences()));
		}
		if (change.has(Property.DEFINITION)) {
			definition(change, table, expected, actual).after(renamed);
		}
		indexSettings(change, table, expected, actual).forEach((sql) -> altering(change, Rank.AFTER_INDEX, sql));
		if (change.has(Property.CLUSTERING)) {
			clause(change, Rank.AFTER_INDEX, table.name(),
					expected.clustered() ? "CLUSTER ON " + SqlText.quoted(expected.name()) : "SET WITHOUT CLUSTER")
				.after(renamed);
		}
		if (change.has(Property.PARENT) && expected.parent() != null) {
			attach(change, table, expected).after(renamed);
		}
		if (change.has(Property.INDEX_COMMENT)) {
			comment(change, Comments.index(change.target(), expected.indexComment()));
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

	private Step definition(Change change, Table table, Constraint expected, Constraint actual) {
		if (isValidated(expected, actual)) {
			Step step = clause(change, Rank.CONSTRAINT, table.name(),
					"VALIDATE CONSTRAINT " + SqlText.quoted(expected.name()));
			step.hazard(hazards().mayFail(table.name(),
					"rows of %s may not fit constraint %s".formatted(table.name(), expected.name()),
					"correct the rows first", (expected.type() == Type.CHECK) ? checks().refused(table, expected)
							: checks().orphans(table, expected)));
			return step.needs(planning().needs(change));
		}
		String deferrable = !expected.definition().contains(" DEFERRABLE") ? "NOT DEFERRABLE"
				: expected.definition().contains(" INITIALLY DEFERRED") ? "DEFERRABLE INITIALLY DEFERRED"
						: "DEFERRABLE INITIALLY IMMEDIATE";
		return clause(change, Rank.CONSTRAINT, table.name(),
				"ALTER CONSTRAINT " + SqlText.quoted(expected.name()) + " " + deferrable);
	}

	private List<String> indexSettings(Change change, Table table, Constraint expected, Constraint actual) {
		String alter = "ALTER INDEX " + IndexDdl.name(table.name(), expected.name());
		List<String> sql = new ArrayList<>();
		if (change.has(Property.OPTIONS)) {
			sql.addAll(Views.options(alter, expected.indexOptions(), actual.indexOptions()));
		}
		if (change.has(Property.TABLESPACE)) {
			sql.add(alter + " SET TABLESPACE "
					+ SqlText.quoted(Objects.requireNonNullElse(expected.indexTablespace(), "pg_default")));
		}
		return sql;
	}

}
