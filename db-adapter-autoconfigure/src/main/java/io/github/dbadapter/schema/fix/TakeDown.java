package io.github.dbadapter.schema.fix;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;

/**
 * Finds what must be taken down and put back because something it depends on goes or
 * changes its type.
 */
final class TakeDown {

	private final Planning planning;

	private final Deque<ObjectReference> waiting = new ArrayDeque<>();

	private final Set<ObjectReference> seen = new HashSet<>();

	TakeDown(Planning planning) {
		this.planning = planning;
	}

	void close() {
		for (Change change : this.planning.changes()) {
			if (change.actual() != null && (change.isTakenDown() || change.isRetyped())) {
				this.waiting.add(change.actual().reference());
			}
		}
		run();
		boolean found = true;
		while (found) {
			found = new Partitions(this.planning).complete(this.waiting);
			run();
		}
	}

	private void run() {
		while (!this.waiting.isEmpty()) {
			ObjectReference reference = this.waiting.poll();
			Change change = Objects.requireNonNull(this.planning.ofActual(reference));
			ObjectReference key = change.isTakenDown() ? reference
					: new ObjectReference(reference.kind(), reference.name(), reference.detail() + " retyped");
			if (!this.seen.add(key)) {
				continue;
			}
			for (Node dependent : this.planning.actual().dependents(Node.actual(reference))) {
				visit(dependent, change);
			}
		}
	}

	private void visit(Node dependent, Change cause) {
		Change change = this.planning.ofActual(dependent.reference());
		if (change == null || change.isTakenDown() || change.actual() == null) {
			return;
		}
		ObjectReference reference = change.actual().reference();
		ObjectReference causeReference = cause.source().reference();
		if (dependent.aspect() == Node.Aspect.DEFAULT) {
			redefault(change, cause);
		}
		else if (change.actual().model() instanceof Column column) {
			column(change, column, cause);
		}
		else if (reference.kind() == ObjectKind.COLUMN) {
			this.waiting.add(reference);
		}
		else if (ObjectKinds.canBePutBack(reference.kind())) {
			if (!convertsByItself(change, cause)) {
				takeDown(change, cause);
			}
		}
		else if (ObjectKinds.isType(reference.kind()) && cause.isTakenDown()
				&& causeReference.kind() != ObjectKind.SCHEMA) {
			takeDown(change, cause);
		}
		else if (reference.kind() == ObjectKind.TABLE && cause.mode() == Change.Mode.DROP
				&& causeReference.kind() == ObjectKind.TABLE && change.expected() == null
				&& change.source().model() instanceof Table table && table.partition() != null) {
			change.mode(Change.Mode.DROP);
			this.waiting.add(reference);
		}
	}

	private void redefault(Change change, Change cause) {
		if (!cause.isTakenDown() && cause.source().reference().kind() != ObjectKind.COLUMN) {
			return;
		}
		if (cause.source().reference().kind() == ObjectKind.SEQUENCE && cause.mode() == Change.Mode.DROP
				&& change.mode() == Change.Mode.ALTER) {
			return;
		}
		change.redefaulted();
		if (change.mode() == Change.Mode.KEEP) {
			change.mode(Change.Mode.ALTER);
		}
	}

	private void column(Change change, Column column, Change cause) {
		ObjectReference reference = change.source().reference();
		ObjectReference causeReference = cause.source().reference();
		boolean partOf = causeReference.kind() == ObjectKind.TABLE && causeReference.name().equals(reference.name());
		boolean ofParent = causeReference.kind() == ObjectKind.COLUMN && column.generated() == null;
		if (ofParent && leaves(change, column, causeReference)) {
			return;
		}
		if (partOf || ofParent) {
			if (partOf && cause.mode() == Change.Mode.DROP
					|| ofParent && cause.isTakenDown() && change.expected() == null) {
				change.mode(Change.Mode.DROP);
			}
			else if (ofParent && cause.isTakenDown() && !column.local()) {
				change.mode(Change.Mode.REPLACE);
			}
			this.waiting.add(reference);
		}
		else if (column.generated() != null && !ObjectKinds.isType(causeReference.kind())) {
			takeDown(change, cause);
		}
		else if (ObjectKinds.isType(causeReference.kind()) && cause.mode() == Change.Mode.REPLACE
				&& change.expected() != null) {
			change.retyped();
			if (change.mode() == Change.Mode.KEEP) {
				change.mode(Change.Mode.ALTER);
			}
			this.waiting.add(reference);
		}
	}

	/**
	 * A child that no longer has the parent keeps the column, and so does one that has it
	 * from another.
	 */
	private boolean leaves(Change change, Column column, ObjectReference ofParent) {
		if (!(change.expected() != null && change.expected().owner() instanceof Table expected
				&& change.source().owner() instanceof Table actual)) {
			return false;
		}
		List<QualifiedName> stay = this.planning.expected().parents(expected);
		return !stay.contains(renamed(ofParent.name())) || this.planning.actual()
			.parents(actual)
			.stream()
			.filter((parent) -> !parent.equals(ofParent.name()) && stay.contains(renamed(parent)))
			.map((parent) -> new ObjectReference(ObjectKind.COLUMN, parent, column.name()))
			.anyMatch((other) -> this.planning.actual().part(other) != null && !isTakenDown(other));
	}

	private QualifiedName renamed(QualifiedName table) {
		Change change = this.planning.knownActual(ObjectReference.of(ObjectKind.TABLE, table));
		return (change != null && change.expected() != null) ? change.expected().reference().name() : table;
	}

	private boolean isTakenDown(ObjectReference reference) {
		Change change = this.planning.knownActual(reference);
		return change != null && change.isTakenDown();
	}

	private void takeDown(Change change, Change cause) {
		SchemaPart<?> actual = Objects.requireNonNull(change.actual());
		Change owner = (actual.owner() != actual.model()) ? this.planning.knownActual(actual.owner().reference())
				: null;
		boolean ofColumn = cause.mode() == Change.Mode.DROP && cause.source().model() instanceof Column
				&& (actual.model() instanceof Index || actual.model() instanceof Constraint);
		boolean goes = change.expected() == null && (ofColumn || owner != null
				&& (owner.mode() == Change.Mode.DROP || owner.reference().kind() != owner.source().reference().kind()));
		change.mode(goes ? Change.Mode.DROP : Change.Mode.REPLACE);
		if (change.differences().isEmpty()) {
			change.cause(cause.source().reference());
		}
		this.waiting.add(actual.reference());
	}

	/**
	 * A change of type rebuilds indexes, statistics and constraints by itself. A foreign
	 * key survives when one end changes, but not both in turn.
	 */
	private boolean convertsByItself(Change change, Change cause) {
		if (cause.isTakenDown() || cause.source().reference().kind() != ObjectKind.COLUMN) {
			return false;
		}
		if (change.source().model() instanceof Constraint constraint && constraint.references() != null) {
			return !bothEndsChange(change, constraint);
		}
		boolean rebuilt = change.source().model() instanceof Constraint || change.source().model() instanceof Index
				|| change.source().reference().kind() == ObjectKind.STATISTICS;
		return rebuilt && !(swapsType(cause) && mentionsValues(change));
	}

	/** The old type stands in an expression by name, for example as a cast. */
	private boolean swapsType(Change cause) {
		return this.planning.uses(cause, Node.Aspect.MAIN)
			.stream()
			.filter((node) -> ObjectKinds.isType(node.reference().kind()))
			.map((node) -> this.planning.knownActual(node.reference()))
			.anyMatch((type) -> type != null && type.mode() == Change.Mode.REPLACE);
	}

	private static boolean mentionsValues(Change change) {
		return (change.source().model() instanceof Constraint constraint && constraint.type() == Constraint.Type.CHECK)
				|| (change.source().model() instanceof Index index && index.hasExpressions())
				|| (change.source().model() instanceof Constraint exclusion
						&& exclusion.type() == Constraint.Type.EXCLUSION);
	}

	private boolean bothEndsChange(Change change, Constraint constraint) {
		QualifiedName table = change.source().owner().name();
		QualifiedName target = Objects.requireNonNull(constraint.references());
		return constraint.columns().stream().anyMatch((column) -> isRetyped(table, column))
				&& constraint.referencedColumns().stream().anyMatch((column) -> isRetyped(target, column));
	}

	private boolean isRetyped(QualifiedName table, String column) {
		Change change = this.planning.knownActual(new ObjectReference(ObjectKind.COLUMN, table, column));
		return change != null && change.isRetyped();
	}

}
