package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.TableDdl;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans of which tables another is a partition, or inherits.
 */
final class TableParents {

	private final Planning planning;

	private final Tables tables;

	private final Hazards hazards;

	private final RowChecks checks;

	TableParents(Planning planning, Tables tables) {
		this.planning = planning;
		this.tables = tables;
		this.hazards = new Hazards(planning);
		this.checks = new RowChecks(planning);
	}

	void plan(Change change, Table expected, Table actual) {
		partition(change, expected, actual);
		inheritance(change, expected, actual);
	}

	private void partition(Change change, Table expected, Table actual) {
		if (!change.has(Property.PARTITION)) {
			return;
		}
		Step detached = null;
		if (actual.partition() != null) {
			QualifiedName parent = actual.partition().parent();
			detached = this.planning.add(Step
				.statement(Rank.DETACH, change.reference(), "detaches " + this.tables.name(change),
						"ALTER TABLE %s DETACH PARTITION %s".formatted(parent.quoted(), actual.name().quoted()))
				.touches(parent)
				.touches(actual.name())
				.frees(List.of(Node.actual(ObjectReference.of(ObjectKind.TABLE, parent))))
				.differences(change.differences()));
			for (Column column : actual.columns()) {
				detached.frees(List.of(Node.actual(new ObjectReference(ObjectKind.COLUMN, parent, column.name()))));
			}
			detached.frees(inherited(actual)).frees(above(actual, parent));
		}
		if (expected.partition() != null) {
			attach(change, expected).after(detached);
		}
	}

	private void inheritance(Change change, Table expected, Table actual) {
		if (!change.has(Property.INHERITANCE)) {
			return;
		}
		List<Step> early = inheritFirst(change, expected, actual);
		for (QualifiedName parent : actual.inherits()) {
			if (!expected.inherits().contains(parent)) {
				Step step = this.tables.clause(change, Rank.DETACH, actual.name(), "NO INHERIT " + parent.quoted())
					.alone();
				early.forEach(step::after);
				step.frees(inherited(actual));
				step.frees(List.of(Node.actual(ObjectReference.of(ObjectKind.TABLE, parent))));
				actual.columns()
					.forEach((column) -> step
						.frees(List.of(Node.actual(new ObjectReference(ObjectKind.COLUMN, parent, column.name())))));
			}
		}
		for (QualifiedName parent : expected.inherits()) {
			if (!actual.inherits().contains(parent) && early.isEmpty()) {
				Step step = this.tables.clause(change, Rank.ATTACH, expected.name(), "INHERIT " + parent.quoted())
					.alone();
				step.needs(List.of(Node.expected(ObjectReference.of(ObjectKind.TABLE, parent))));
				afterDrops(step, parent);
				expected.columns()
					.forEach((column) -> step.needs(List
						.of(Node.expected(new ObjectReference(ObjectKind.COLUMN, expected.name(), column.name())))));
			}
		}
	}

	/**
	 * What a child has from its only parent becomes its own when it leaves, for good: so
	 * it goes to the new parent first, where nothing else stands against it.
	 */
	private List<Step> inheritFirst(Change change, Table expected, Table actual) {
		List<QualifiedName> added = expected.inherits()
			.stream()
			.filter((parent) -> !actual.inherits().contains(parent))
			.toList();
		boolean leaves = actual.inherits().stream().anyMatch((parent) -> !expected.inherits().contains(parent));
		if (!leaves || !added.stream().allMatch((parent) -> fits(actual, parent))) {
			return List.of();
		}
		List<Step> steps = new ArrayList<>();
		for (QualifiedName parent : added) {
			Step step = this.tables.clause(change, Rank.DETACH, expected.name(), "INHERIT " + parent.quoted()).alone();
			step.needs(List.of(Node.expected(ObjectReference.of(ObjectKind.TABLE, parent))));
			steps.add(step);
		}
		return steps;
	}

	private boolean fits(Table child, QualifiedName parent) {
		Table target = this.planning.expected().schema().table(parent);
		Table before = this.planning.actual().schema().table(parent);
		return target != null
				&& (before == null
						|| before.columns().equals(target.columns()) && checks(before).equals(checks(target)))
				&& target.columns().stream().allMatch((column) -> {
					Column own = child.column(column.name());
					return own != null && own.type().equals(column.type())
							&& Objects.equals(own.collation(), column.collation())
							&& (own.notNull() || !column.notNull());
				}) && checks(child).containsAll(checks(target));
	}

	private static Set<String> checks(Table table) {
		return table.constraints()
			.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.CHECK
					&& !Constraints.isNotInherited(constraint))
			.map((constraint) -> constraint.name() + " " + constraint.definition())
			.collect(Collectors.toSet());
	}

	Step attach(Change change, Table table) {
		Table.Partition partition = Objects.requireNonNull(table.partition());
		Step step = this.planning.add(Step
			.statement(Rank.ATTACH, table.reference(), "attaches " + this.tables.name(change), TableDdl.attach(table))
			.touches(partition.parent())
			.touches(table.name())
			.needs(List.of(Node.expected(table.reference()),
					Node.expected(ObjectReference.of(ObjectKind.TABLE, partition.parent()))))
			.differences(change.differences()));
		table.columns()
			.forEach((column) -> step
				.needs(List.of(Node.expected(new ObjectReference(ObjectKind.COLUMN, table.name(), column.name())),
						Node.expected(new ObjectReference(ObjectKind.COLUMN, partition.parent(), column.name())))));
		afterDrops(step, partition.parent());
		this.planning.changes()
			.stream()
			.filter((other) -> other.mode() == Change.Mode.DROP && other.source().model() instanceof Table sibling
					&& sibling.partition() != null && sibling.partition().parent().equals(partition.parent()))
			.forEach(step::afterDropOf);
		defaultPartition(step, table, partition);
		step.hazard(this.hazards.readersWait(table.name(), "its rows are checked against the bounds", false));
		step.hazard(this.hazards.mayFail(table.name(),
				"rows of %s may lie outside of %s".formatted(table.name(), partition.bound()), "move those rows first",
				bounds(table, partition)));
		return step;
	}

	/** Rows of the default partition cannot stay there when another claims them. */
	private void defaultPartition(Step step, Table table, Table.Partition partition) {
		Table parent = this.planning.expected().schema().table(partition.parent());
		for (Table other : this.planning.actual().children(partition.parent())) {
			boolean stays = other.partition() != null && other.partition().bound().equals("DEFAULT")
					&& !other.name().equals(table.name())
					&& this.planning.expected().schema().table(other.name()) != null
					&& !new Recreation(this.planning).isPartOf(partition.parent());
			if (stays) {
				step.touches(other.name());
				step.hazard(this.hazards.mayFail(other.name(),
						"rows of %s may belong into %s".formatted(other.name(), table.name()), "move those rows first",
						this.checks.inside(other.name(), (parent != null) ? parent.partitionKey() : null,
								partition.bound())));
			}
		}
	}

	private @Nullable DataCheck bounds(Table table, Table.Partition partition) {
		Table parent = this.planning.expected().schema().table(partition.parent());
		return this.checks.outside(table.name(), (parent != null) ? parent.partitionKey() : null, partition.bound());
	}

	/** A child must have all columns and checks that the parent has at that moment. */
	private void afterDrops(Step step, QualifiedName parent) {
		this.planning.changes()
			.stream()
			.filter((change) -> change.isTakenDown() && change.source().owner().name().equals(parent)
					&& change.source().model() != change.source().owner())
			.forEach(step::afterDropOf);
	}

	/** Keys and indexes of the parent, which would take those of the partition along. */
	private static List<Node> above(Table table, QualifiedName parent) {
		List<Node> parts = new ArrayList<>();
		table.constraints().forEach((constraint) -> addPart(parts, ObjectKind.CONSTRAINT, parent, constraint.parent()));
		table.indexes().forEach((index) -> addPart(parts, ObjectKind.INDEX, parent, index.parent()));
		return parts;
	}

	private static void addPart(List<Node> parts, ObjectKind kind, QualifiedName table, @Nullable QualifiedName name) {
		if (name != null) {
			parts.add(Node.actual(new ObjectReference(kind, table, name.name().value())));
		}
	}

	/** What cannot go or change by itself as long as it is a parent's, too. */
	private static List<Node> inherited(Table table) {
		List<Node> parts = new ArrayList<>();
		table.columns()
			.forEach((column) -> parts
				.add(Node.actual(new ObjectReference(ObjectKind.COLUMN, table.name(), column.name()))));
		table.constraints()
			.forEach((constraint) -> parts
				.add(Node.actual(new ObjectReference(ObjectKind.CONSTRAINT, table.name(), constraint.name()))));
		table.indexes()
			.forEach((index) -> parts
				.add(Node.actual(new ObjectReference(ObjectKind.INDEX, table.name(), index.name()))));
		return parts;
	}

}
