package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.ConstraintDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.TableDdl;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans tables.
 */
final class Tables extends KindPlanner {

	Tables(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		Table expected = (Table) change.target().model();
		Table actual = (Table) change.source().model();
		if (planning().options().recreate().contains(expected.name())) {
			return false;
		}
		return !(expected.foreign() != null && actual.foreign() != null
				&& !expected.foreign().server().equals(actual.foreign().server()));
	}

	@Override
	void create(Change change) {
		Table table = (Table) change.target().model();
		Set<ObjectReference> deferred = deferred(table);
		List<String> sql = new ArrayList<>();
		sql.add(TableDdl.create(table, deferred));
		sql.addAll(TableDdl.complete(table, planning().expected().schema()::table));
		Step step = creating(change, Rank.TABLE, sql);
		for (Column column : table.columns()) {
			ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, table.name(), column.name());
			step.provides(Node.expected(reference)).needs(planning().expected().needs(Node.expected(reference)));
			if (column.identity() != null) {
				step.takes(List.of("relation " + column.identity().sequence()));
			}
			if (!deferred.contains(reference)) {
				step.needs(planning().expected().needs(Node.expected(reference).with(Node.Aspect.DEFAULT)))
					.provides(Node.expected(reference).with(Node.Aspect.DEFAULT));
			}
			else if (column.defaultExpression() != null) {
				deferredDefault(change, table, column, reference, step);
			}
		}
		table.constraints().forEach((constraint) -> constraint(change, table, constraint, deferred, step));
		step.needs(List.of());
		if (table.partition() != null) {
			attach(change, table);
		}
		if (table.replicaIdentity().startsWith("USING")) {
			replicaIdentity(change, table);
		}
		if (Recreation.applies(change)) {
			new Recreation(planning()).moveRows(change);
		}
	}

	private void deferredDefault(Change change, Table table, Column column, ObjectReference reference, Step created) {
		planning().add(Step
			.clause(Rank.COLUMN, table.name(), reference, "sets the default of column " + reference,
					Columns.alter(column) + " SET DEFAULT " + column.defaultExpression())
			.after(created)
			.needs(planning().expected().needs(Node.expected(reference).with(Node.Aspect.DEFAULT)))
			.provides(Node.expected(reference).with(Node.Aspect.DEFAULT))
			.differences(change.differences()));
	}

	private void constraint(Change change, Table table, Constraint constraint, Set<ObjectReference> deferred,
			Step step) {
		ObjectReference reference = new ObjectReference(ObjectKind.CONSTRAINT, table.name(), constraint.name());
		SchemaPart<?> part = Objects.requireNonNull(planning().expected().part(reference));
		if (TableDdl.isInline(table, constraint) && !deferred.contains(reference)) {
			step.provides(Node.expected(reference))
				.needs(planning().expected().needs(Node.expected(reference)))
				.takes(Names.of(part))
				.append(ConstraintDdl.complete(table, constraint));
		}
		step.differences(change.differences());
	}

	/** What a function called in a default or check needs may be the table itself. */
	private Set<ObjectReference> deferred(Table table) {
		Set<ObjectReference> deferred = new HashSet<>();
		for (Column column : table.columns()) {
			ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, table.name(), column.name());
			if (leadsTo(planning().expected().needs(Node.expected(reference).with(Node.Aspect.DEFAULT)), table)) {
				deferred.add(reference);
			}
		}
		for (Constraint constraint : table.constraints()) {
			ObjectReference reference = new ObjectReference(ObjectKind.CONSTRAINT, table.name(), constraint.name());
			if (constraint.type() == Constraint.Type.CHECK
					&& leadsTo(planning().expected().needs(Node.expected(reference)), table)) {
				deferred.add(reference);
			}
		}
		return deferred;
	}

	private boolean leadsTo(Set<Node> nodes, Table table) {
		Set<Node> seen = new HashSet<>();
		List<Node> waiting = new ArrayList<>(nodes.stream().filter((node) -> !isPartOf(node, table)).toList());
		while (!waiting.isEmpty()) {
			Node node = waiting.remove(waiting.size() - 1);
			if (isPartOf(node, table)) {
				return true;
			}
			if (seen.add(node)) {
				waiting.addAll(planning().expected().needsOf(node.reference()));
			}
		}
		return false;
	}

	private static boolean isPartOf(Node node, Table table) {
		return node.reference().name().equals(table.name())
				&& (node.reference().kind() == ObjectKind.TABLE || node.reference().kind() == ObjectKind.COLUMN);
	}

	private Step attach(Change change, Table table) {
		Table.Partition partition = Objects.requireNonNull(table.partition());
		Step step = planning()
			.add(Step.statement(Rank.ATTACH, table.reference(), "attaches " + name(change), TableDdl.attach(table))
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
		planning().changes()
			.stream()
			.filter((other) -> other.mode() == Change.Mode.DROP && other.source().model() instanceof Table sibling
					&& sibling.partition() != null && sibling.partition().parent().equals(partition.parent()))
			.forEach(step::afterDropOf);
		defaultPartition(step, table, partition);
		step.hazard(hazards().readersWait(table.name(), "its rows are checked against the bounds", false));
		step.hazard(hazards().mayFail(table.name(),
				"rows of %s may lie outside of %s".formatted(table.name(), partition.bound()), "move those rows first",
				bounds(table, partition)));
		return step;
	}

	/** Rows of the default partition cannot stay there when another claims them. */
	private void defaultPartition(Step step, Table table, Table.Partition partition) {
		Table parent = planning().expected().schema().table(partition.parent());
		for (Table other : planning().actual().children(partition.parent())) {
			boolean stays = other.partition() != null && other.partition().bound().equals("DEFAULT")
					&& !other.name().equals(table.name()) && planning().expected().schema().table(other.name()) != null
					&& !new Recreation(planning()).isPartOf(partition.parent());
			if (stays) {
				step.touches(other.name());
				step.hazard(hazards().mayFail(other.name(),
						"rows of %s may belong into %s".formatted(other.name(), table.name()), "move those rows first",
						checks().inside(other.name(), (parent != null) ? parent.partitionKey() : null,
								partition.bound())));
			}
		}
	}

	private @Nullable DataCheck bounds(Table table, Table.Partition partition) {
		Table parent = planning().expected().schema().table(partition.parent());
		return checks().outside(table.name(), (parent != null) ? parent.partitionKey() : null, partition.bound());
	}

	/** A child must have all columns and checks that the parent has at that moment. */
	private void afterDrops(Step step, QualifiedName parent) {
		planning().changes()
			.stream()
			.filter((change) -> change.isTakenDown() && change.source().owner().name().equals(parent)
					&& change.source().model() != change.source().owner())
			.forEach(step::afterDropOf);
	}

	private void replicaIdentity(Change change, Table table) {
		Step step = clause(change, Rank.AFTER_INDEX, table.name(), "REPLICA IDENTITY " + table.replicaIdentity());
		table.indexes()
			.forEach((index) -> step
				.needs(List.of(Node.expected(new ObjectReference(ObjectKind.INDEX, table.name(), index.name())))));
		table.constraints()
			.forEach((constraint) -> step.needs(List
				.of(Node.expected(new ObjectReference(ObjectKind.CONSTRAINT, table.name(), constraint.name())))));
	}

	@Override
	void drop(Change change) {
		if (Recreation.applies(change)) {
			new Recreation(planning()).stepAside(change);
			return;
		}
		Table table = (Table) change.source().model();
		Step step = dropping(change, Rank.DROP_TABLE, "DROP " + CommentDdl.address(table));
		if (step == null) {
			return;
		}
		step.touches(table.name());
		planning().actual().parts().forEach((part) -> {
			if (part.owner() == table && part.reference().kind() == ObjectKind.COLUMN) {
				step.destroys(Node.actual(part.reference())).frees(planning().actual().needsOf(part.reference()));
				if (part.model() instanceof Column column && column.identity() != null) {
					step.releases(List.of("relation " + column.identity().sequence()));
				}
			}
		});
		if (table.foreign() == null) {
			step.hazard(hazards().dropTable(table.name()));
		}
	}

	@Override
	void alter(Change change) {
		Table expected = (Table) change.target().model();
		Table actual = (Table) change.source().model();
		QualifiedName name = expected.name();
		partition(change, expected, actual);
		inheritance(change, expected, actual);
		if (change.has(Property.ROW_TYPE)) {
			if (actual.ofType() != null) {
				clause(change, Rank.DROP_REPLACED, name, "NOT OF").alone();
			}
			if (expected.ofType() != null) {
				clause(change, Rank.AFTER_INDEX, name, "OF " + expected.ofType());
			}
		}
		if (change.has(Property.PERSISTENCE)) {
			clause(change, Rank.TABLE_PROPERTY, name, expected.unlogged() ? "SET UNLOGGED" : "SET LOGGED")
				.hazard(hazards().rewrite(name));
		}
		if (change.has(Property.ACCESS_METHOD)) {
			clause(change, Rank.TABLE_PROPERTY, name,
					"SET ACCESS METHOD " + SqlText.quoted(Objects.requireNonNullElse(expected.accessMethod(), "heap")))
				.hazard(hazards().rewrite(name));
		}
		if (change.has(Property.TABLESPACE)) {
			clause(change, Rank.TABLE_PROPERTY, name,
					"SET TABLESPACE " + SqlText.quoted(Objects.requireNonNullElse(expected.tablespace(), "pg_default")))
				.alone()
				.hazard(hazards().rewrite(name));
		}
		if (change.has(Property.OPTIONS)) {
			Views.optionClauses(expected.options(), actual.options())
				.forEach((options) -> clause(change, Rank.TABLE_PROPERTY, name, options));
		}
		if (change.has(Property.FOREIGN_SERVER) && expected.foreign() != null && actual.foreign() != null) {
			clause(change, Rank.TABLE_PROPERTY, name,
					"OPTIONS " + ColumnSettings.foreign(expected.foreign().options(), actual.foreign().options()));
		}
		if (change.has(Property.ROW_SECURITY)) {
			clause(change, Rank.TABLE_PROPERTY, name,
					(expected.rowSecurity() ? "ENABLE" : "DISABLE") + " ROW LEVEL SECURITY");
		}
		if (change.has(Property.FORCE_ROW_SECURITY)) {
			clause(change, Rank.TABLE_PROPERTY, name,
					(expected.forceRowSecurity() ? "" : "NO ") + "FORCE ROW LEVEL SECURITY");
		}
		if (change.has(Property.REPLICA_IDENTITY)) {
			replicaIdentity(change, expected);
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

	private void partition(Change change, Table expected, Table actual) {
		if (!change.has(Property.PARTITION)) {
			return;
		}
		Step detached = null;
		if (actual.partition() != null) {
			QualifiedName parent = actual.partition().parent();
			detached = planning().add(Step
				.statement(Rank.DETACH, change.reference(), "detaches " + name(change),
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

	private void inheritance(Change change, Table expected, Table actual) {
		if (!change.has(Property.INHERITANCE)) {
			return;
		}
		for (QualifiedName parent : actual.inherits()) {
			if (!expected.inherits().contains(parent)) {
				Step step = clause(change, Rank.DETACH, actual.name(), "NO INHERIT " + parent.quoted()).alone();
				step.frees(inherited(actual));
				step.frees(List.of(Node.actual(ObjectReference.of(ObjectKind.TABLE, parent))));
				actual.columns()
					.forEach((column) -> step
						.frees(List.of(Node.actual(new ObjectReference(ObjectKind.COLUMN, parent, column.name())))));
			}
		}
		for (QualifiedName parent : expected.inherits()) {
			if (!actual.inherits().contains(parent)) {
				Step step = clause(change, Rank.ATTACH, expected.name(), "INHERIT " + parent.quoted()).alone();
				step.needs(List.of(Node.expected(ObjectReference.of(ObjectKind.TABLE, parent))));
				afterDrops(step, parent);
				expected.columns()
					.forEach((column) -> step.needs(List
						.of(Node.expected(new ObjectReference(ObjectKind.COLUMN, expected.name(), column.name())))));
			}
		}
	}

}
