package io.github.dbadapter.schema.fix;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.ExtraObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaDifference;
import io.github.dbadapter.sql.QualifiedName;

/**
 * What stays as it is may be in the way of what is wanted.
 */
final class Obstacles {

	private final Planning planning;

	Obstacles(Planning planning) {
		this.planning = planning;
	}

	/**
	 * Something left alone whose name is needed for something else goes, unless rows
	 * would go with it.
	 */
	void clear() {
		Map<String, Change> wanted = new HashMap<>();
		for (Change change : this.planning.changes()) {
			if (change.actual() == null) {
				Names.of(change.target()).forEach((name) -> wanted.put(name, change));
			}
		}
		for (SchemaDifference difference : List.copyOf(this.planning.left().keySet())) {
			if (difference instanceof ExtraObject extra) {
				Names.of(extra.part())
					.stream()
					.filter(wanted::containsKey)
					.findFirst()
					.ifPresent((name) -> clear(extra, wanted.get(name)));
			}
		}
	}

	private void clear(ExtraObject extra, Change wanted) {
		Object model = extra.part().model();
		if (model instanceof Table || model instanceof Sequence || model instanceof Column) {
			wanted.differences()
				.forEach((difference) -> this.planning.unresolved()
					.put(difference, RemedyText.format("%s is in the way: %s", extra.object(), Remedy.DROP_EXTRA)));
			wanted.mode(Change.Mode.KEEP);
			return;
		}
		this.planning.left().remove(extra);
		Change change = this.planning.add(null, extra.part());
		change.mode(Change.Mode.DROP);
		change.add(extra);
	}

	/**
	 * A table that becomes a partition gets its part of every index of its parent. One
	 * that shall have none comes first, and then the index without its partitions.
	 */
	void remakeIndexesAbove() {
		for (Change change : this.planning.changes()) {
			Table child = (change.expected() != null && change.expected().model() instanceof Table table) ? table
					: null;
			boolean attached = change.mode() == Change.Mode.CREATE
					|| change.mode() == Change.Mode.ALTER && change.has(Property.PARTITION);
			Table parent = (child != null && child.partition() != null && attached)
					? this.planning.actual().schema().table(child.partition().parent()) : null;
			for (Index index : (parent != null) ? parent.indexes() : List.<Index>of()) {
				Change above = this.planning.ofActual(Indexes.reference(parent.name(), index.name()));
				if (above != null && above.expected() != null && !above.isTakenDown()
						&& !Indexes.hasPart(child, above.reference().detail())) {
					above.mode(Change.Mode.REPLACE);
					above.cause(change.reference());
				}
			}
		}
	}

	/** What would be attached to a table that is not partitioned as it should be. */
	void keepPartitionsOut() {
		List<ChangedObject> keys = this.planning.unresolved()
			.keySet()
			.stream()
			.filter((difference) -> difference instanceof ChangedObject changed
					&& changed.property() == Property.PARTITION_KEY)
			.map(ChangedObject.class::cast)
			.toList();
		for (ChangedObject key : keys) {
			QualifiedName parent = key.expectedPart().owner().name();
			this.planning.changes()
				.stream()
				.filter((change) -> change.target().model() instanceof Table table && table.partition() != null
						&& table.partition().parent().equals(parent) && change.expected() != null)
				.forEach((change) -> change.differences()
					.forEach((difference) -> this.planning.unresolved()
						.put(difference, RemedyText.format("only with its parent: %s", Remedy.recreate(parent)))));
		}
	}

}
