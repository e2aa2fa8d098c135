package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to objects of one kind, and makes the steps.
 */
abstract class KindPlanner {

	private final Planning planning;

	private final Hazards hazards;

	private final RowChecks checks;

	KindPlanner(Planning planning) {
		this.planning = planning;
		this.hazards = new Hazards(planning);
		this.checks = new RowChecks(planning);
	}

	Planning planning() {
		return this.planning;
	}

	Hazards hazards() {
		return this.hazards;
	}

	RowChecks checks() {
		return this.checks;
	}

	/** Whether an object that is on both sides can become what it shall be in place. */
	abstract boolean changesInPlace(Change change);

	/** Makes the steps for what has been decided. */
	final void plan(Change change) {
		switch (change.mode()) {
			case CREATE -> create(change);
			case DROP -> drop(change);
			case ALTER -> alter(change);
			case REPLACE -> {
				drop(change);
				create(change);
				Step drop = change.drop();
				Step create = change.create();
				if (create != null) {
					identifyAgain(change, create);
				}
				if (drop != null && create != null) {
					create.after(drop);
					create.append(new PutBack(planning()).statements(change));
					if (change.cause() != null) {
						drop.explanation("takes down %s, which uses %s".formatted(name(change), change.cause()));
						create.explanation("puts back %s".formatted(name(change)));
					}
				}
			}
			default -> {
			}
		}
	}

	/** An index that is made anew may be the one that tells replicas which row it is. */
	private void identifyAgain(Change change, Step created) {
		if (change.target().model() != change.target().owner() && change.target().owner() instanceof Table after
				&& change.source().owner() instanceof Table before) {
			String identity = "USING INDEX " + SqlText.quoted(Comments.detail(change.target()));
			if (after.replicaIdentity().equals(identity) && before.replicaIdentity().equals(identity)) {
				clause(change, Rank.AFTER_INDEX, after.name(), "REPLICA IDENTITY " + identity).after(created);
			}
		}
	}

	abstract void create(Change change);

	abstract void drop(Change change);

	abstract void alter(Change change);

	String name(Change change) {
		ObjectReference reference = change.reference();
		return reference.kind().words() + " " + reference;
	}

	/** Makes the step that creates an object. */
	Step creating(Change change, Rank rank, List<String> sql) {
		Step step = Step.statement(rank, change.reference(), "creates " + name(change), sql);
		return created(change, step);
	}

	Step created(Change change, Step step) {
		change.create(step);
		return planning().add(step.needs(planning().needs(change))
			.provides(Node.expected(change.reference()))
			.takes(Names.of(change.target()))
			.differences(change.differences()));
	}

	/** Makes the step that drops an object, unless another takes it along. */
	@Nullable Step dropping(Change change, Rank rank, String sql) {
		SchemaPart<?> part = change.source();
		if (new Absorption(planning()).goesAlong(change)) {
			return null;
		}
		Step step = Step.statement(rank, part.reference(),
				"drops " + part.reference().kind().words() + " " + part.reference(), sql);
		return dropped(change, step);
	}

	Step dropped(Change change, Step step) {
		SchemaPart<?> part = change.source();
		change.drop(step);
		return planning().add(step.frees(planning().uses(change))
			.destroys(Node.actual(part.reference()))
			.releases(Names.of(part))
			.differences(change.differences()));
	}

	/** Makes a step that changes an object in place. */
	Step altering(Change change, Rank rank, String sql) {
		return altering(change, rank, List.of(sql));
	}

	Step altering(Change change, Rank rank, List<String> sql) {
		Step step = Step.statement(rank, change.reference(), "changes " + name(change), sql);
		return planning().add(step.needs(planning().needs(change))
			.frees(planning().uses(change))
			.provides(Node.expected(change.reference()))
			.differences(change.differences()));
	}

	Step clause(Change change, Rank rank, QualifiedName table, String clause) {
		Step step = Step.clause(rank, table, change.reference(), "changes " + name(change), clause);
		return planning().add(step.differences(change.differences())
			.needs(List.of(Node.expected(ObjectReference.of(io.github.dbadapter.schema.ObjectKind.TABLE, table)))));
	}

	Step comment(Change change, String sql) {
		Step step = Step.statement(Rank.PUT_BACK, change.reference(), "sets the comment of " + name(change), sql);
		return planning().add(step.needs(List.of(Node.expected(change.reference()))).differences(change.differences()));
	}

	/** An index is valid once all partitions of that moment have their part of it. */
	void afterPartitionsThatGo(Step attachment, Table table) {
		planning().changes()
			.stream()
			.filter((change) -> change.mode() == Change.Mode.DROP && change.source().model() instanceof Table sibling
					&& sibling.partition() != null
					&& planning().expected().parents(table).contains(sibling.partition().parent()))
			.forEach(attachment::afterDropOf);
	}

	static List<String> join(List<String> one, List<String> other) {
		List<String> all = new ArrayList<>(one);
		all.addAll(other);
		return all;
	}

}
