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
			new TableParents(planning(), this).attach(change, table);
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
		new TableParents(planning(), this).plan(change, expected, actual);
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

}
