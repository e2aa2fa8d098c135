package io.github.dbadapter.schema.fix;

import java.util.Deque;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Extends what happens to an index or key of a partitioned table to its partitions, whose
 * own differences a comparison leaves out as implied.
 */
final class Partitions {

	private final Planning planning;

	private boolean found;

	Partitions(Planning planning) {
		this.planning = planning;
	}

	boolean complete(Deque<ObjectReference> waiting) {
		for (Change change : this.planning.changes()) {
			if (change.actual() != null && change.isTakenDown()) {
				takeDownBelow(change, change.actual(), waiting);
			}
			if (change.actual() != null && change.mode() == Change.Mode.ALTER) {
				alterDetached(change, waiting);
			}
			if (change.expected() != null
					&& (change.mode() == Change.Mode.CREATE || change.mode() == Change.Mode.REPLACE)) {
				createBelow(change, change.expected());
			}
		}
		return this.found;
	}

	private void takeDownBelow(Change change, SchemaPart<?> part, Deque<ObjectReference> waiting) {
		if (!isAttachable(part) || !(part.owner() instanceof Table table)) {
			return;
		}
		for (Table child : this.planning.actual().children(table.name())) {
			for (SchemaPart<?> own : this.planning.actual().parts()) {
				if (own.owner() == child && isAttachedTo(own, part)) {
					Change below = Objects.requireNonNull(this.planning.ofActual(own.reference()));
					if (!below.isTakenDown()) {
						below.mode((below.expected() != null) ? Change.Mode.REPLACE : Change.Mode.DROP);
						change.differences().forEach(below::add);
						waiting.add(own.reference());
						this.found = true;
					}
				}
			}
		}
	}

	/**
	 * A table that is about to become a child must have what the parent gets.
	 */
	private void createOnNewChildren(Change change, SchemaPart<?> part, Table table) {
		for (Table child : this.planning.expected().children(table.name())) {
			Table before = this.planning.actual().schema().table(child.name());
			if (before == null || this.planning.actual().parents(before).contains(table.name())
					&& !this.planning.isDetached(child.name())) {
				continue;
			}
			ObjectReference reference = new ObjectReference(part.reference().kind(), child.name(),
					part.reference().detail());
			SchemaPart<?> own = this.planning.expected().part(reference);
			if (own != null && this.planning.actual().part(reference) == null
					&& this.planning.knownExpected(reference) == null) {
				Change below = this.planning.add(own, null);
				below.mode(Change.Mode.CREATE);
				change.differences().forEach(below::add);
				this.found = true;
			}
		}
	}

	/** What is detached to come back with other bounds gets a new type by itself. */
	private void alterDetached(Change change, Deque<ObjectReference> waiting) {
		if (!(change.source().model() instanceof Column column && column.generated() == null
				&& change.source().owner() instanceof Table table)
				|| !change.hasAny(Property.TYPE, Property.COLLATION)) {
			return;
		}
		for (Table child : this.planning.actual().children(table.name())) {
			Change below = this.planning.isDetached(child.name())
					? this.planning.ofActual(new ObjectReference(ObjectKind.COLUMN, child.name(), column.name()))
					: null;
			if (below != null && below.mode() == Change.Mode.KEEP && below.expected() != null) {
				change.differences()
					.stream()
					.filter((difference) -> difference instanceof ChangedObject changed
							&& (changed.property() == Property.TYPE || changed.property() == Property.COLLATION))
					.forEach(below::add);
				below.mode(Change.Mode.ALTER);
				below.retyped();
				waiting.add(Objects.requireNonNull(below.actual()).reference());
				this.found = true;
			}
		}
	}

	private void createBelow(Change change, SchemaPart<?> part) {
		if (part.owner() instanceof Table table && (part.model() instanceof Column
				|| part.model() instanceof Constraint check && check.type() == Constraint.Type.CHECK)) {
			createOnNewChildren(change, part, table);
		}
		if (!isAttachable(part) || !(part.owner() instanceof Table table)) {
			return;
		}
		for (Table child : this.planning.expected().children(table.name())) {
			for (SchemaPart<?> own : this.planning.expected().parts()) {
				boolean missing = own.owner() == child && isAttachedTo(own, part)
						&& this.planning.knownExpected(own.reference()) == null
						&& this.planning.actual().part(own.reference()) == null;
				if (missing && !this.planning.isNew(child.name())) {
					Change below = this.planning.add(own, null);
					below.mode(Change.Mode.CREATE);
					change.differences().forEach(below::add);
					this.found = true;
				}
			}
		}
	}

	private static boolean isAttachable(SchemaPart<?> part) {
		return part.reference().kind() == ObjectKind.INDEX || part.reference().kind() == ObjectKind.CONSTRAINT;
	}

	private static boolean isAttachedTo(SchemaPart<?> own, SchemaPart<?> parent) {
		@Nullable QualifiedName name = (own.model() instanceof Index index) ? index.parent()
				: (own.model() instanceof Constraint constraint) ? constraint.parent() : null;
		return name != null && own.reference().kind() == parent.reference().kind()
				&& name.name().value().equals(parent.reference().detail());
	}

}
