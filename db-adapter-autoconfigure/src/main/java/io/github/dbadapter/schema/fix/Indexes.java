package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.IndexDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans indexes that no constraint owns.
 */
final class Indexes extends KindPlanner {

	Indexes(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		boolean attached = change.has(Property.PARENT) && ((Index) change.source().model()).parent() != null;
		return !attached && !change.hasAny(Property.DEFINITION, Property.UNIQUENESS, Property.VALIDITY);
	}

	@Override
	void create(Change change) {
		SchemaObject relation = change.target().owner();
		Index index = (Index) change.target().model();
		boolean only = relation instanceof Table table && table.partitionKey() != null;
		List<String> sql = join(List.of(IndexDdl.create(relation.name(), index, false, only)),
				IndexDdl.complete(relation.name(), index));
		Step step = creating(change, Rank.INDEX, sql).touches(relation.name());
		if (relation instanceof Table table && !only) {
			step.hazard(hazards().writersWait(relation.name(), "the index is built", true));
			if (index.unique()) {
				step.hazard(
						hazards().mayFail(relation.name(), "rows of %s may not be unique".formatted(relation.name()),
								"correct the rows first", checks().conflicts(table.name(), index)));
			}
			step.online("index");
		}
		if (only) {
			attachedAfter(planning(), (Table) relation, step);
		}
		if (index.parent() != null && relation instanceof Table table) {
			attach(change, table, index).after(step);
			// Otherwise the attachment makes one of its own.
			planning().steps()
				.stream()
				.filter((other) -> other.rank() == Rank.ATTACH && other.object().equals(table.reference()))
				.forEach((attached) -> attached.after(step));
		}
	}

	private Step attach(Change change, Table table, Index index) {
		QualifiedName parent = Objects.requireNonNull(index.parent());
		Step step = planning().add(Step
			.statement(Rank.AFTER_INDEX, change.reference(), "attaches " + name(change),
					"ALTER INDEX %s ATTACH PARTITION %s".formatted(parent.quoted(),
							IndexDdl.name(table.name(), index.name())))
			.touches(table.name())
			.differences(change.differences()));
		afterPartitionsThatGo(step, table);
		planning().expected()
			.parents(table)
			.forEach((relation) -> ahead(planning(), relation, step)
				.needs(List.of(Node.expected(new ObjectReference(ObjectKind.INDEX, relation, parent.name().value())),
						Node.expected(table.reference()))));
		planning().steps()
			.stream()
			.filter((other) -> other.rank() == Rank.ATTACH && other.object().equals(table.reference()))
			.forEach(step::after);
		return step;
	}

	/** A partition that comes later joins its index to that of the partitioned table. */
	static void attachedAfter(Planning planning, Table partitioned, Step created) {
		for (Table child : planning.expected().children(partitioned.name())) {
			if (created.object().kind() != ObjectKind.INDEX || hasPart(child, created.object().detail())) {
				ahead(planning, child.name(), created);
			}
			else {
				planning.steps()
					.stream()
					.filter((other) -> other.rank() == Rank.ATTACH && other.object().equals(child.reference()))
					.forEach(created::after);
			}
		}
	}

	/** Whether a partition has an index below one of its parent, if it can have any. */
	static boolean hasPart(Table child, @Nullable String parent) {
		return child.foreign() != null || child.indexes()
			.stream()
			.map(Index::parent)
			.anyMatch((name) -> name != null && name.name().value().equals(parent));
	}

	/**
	 * An index without those of its partitions is not valid, and another would be made.
	 */
	static Step ahead(Planning planning, QualifiedName table, Step step) {
		planning.steps()
			.stream()
			.filter((other) -> other.rank() == Rank.ATTACH
					&& other.object().equals(ObjectReference.of(ObjectKind.TABLE, table)))
			.forEach((attached) -> attached.after(step));
		return step;
	}

	@Override
	void drop(Change change) {
		Step step = dropping(change, Rank.DROP_INDEX,
				"DROP INDEX " + IndexDdl.name(change.source().owner().name(), Comments.detail(change.source())));
		if (step != null) {
			step.touches(change.source().owner().name()).online("drop-index");
		}
	}

	@Override
	void alter(Change change) {
		QualifiedName relation = change.target().owner().name();
		Index expected = (Index) change.target().model();
		Index actual = (Index) change.source().model();
		Step renamed = null;
		if (change.has(Property.NAME)) {
			renamed = planning().add(Step
				.statement(Rank.RENAME, change.reference(), "renames index " + change.source().reference(),
						"ALTER INDEX %s RENAME TO %s".formatted(IndexDdl.name(relation, actual.name()),
								SqlText.quoted(expected.name())))
				.releases(Names.of(change.source()))
				.takes(Names.of(change.target()))
				.differences(change.differences()));
		}
		String alter = "ALTER INDEX " + IndexDdl.name(relation, expected.name());
		if (change.has(Property.STATISTICS_TARGET)) {
			Set<Integer> numbers = new TreeSet<>(expected.statisticsTargets().keySet());
			numbers.addAll(actual.statisticsTargets().keySet());
			numbers.removeIf((number) -> Objects.equals(expected.statisticsTargets().get(number),
					actual.statisticsTargets().get(number)));
			for (int number : numbers) {
				altering(change, Rank.AFTER_INDEX, "%s ALTER COLUMN %d SET STATISTICS %d".formatted(alter, number,
						expected.statisticsTargets().getOrDefault(number, -1)))
					.after(renamed);
			}
		}
		if (change.has(Property.TABLESPACE)) {
			altering(change, Rank.AFTER_INDEX,
					alter + " SET TABLESPACE "
							+ SqlText.quoted(Objects.requireNonNullElse(expected.tablespace(), "pg_default")))
				.after(renamed);
		}
		if (change.has(Property.CLUSTERING)) {
			altering(change, Rank.AFTER_INDEX,
					"ALTER TABLE " + relation.quoted() + (expected.clustered()
							? " CLUSTER ON " + SqlText.quoted(expected.name()) : " SET WITHOUT CLUSTER"))
				.after(renamed);
		}
		if (change.has(Property.PARENT) && change.target().owner() instanceof Table table) {
			attach(change, table, expected).after(renamed);
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

	static ObjectReference reference(QualifiedName relation, String name) {
		return new ObjectReference(ObjectKind.INDEX, relation, name);
	}

}
