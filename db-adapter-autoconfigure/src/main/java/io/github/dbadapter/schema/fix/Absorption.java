package io.github.dbadapter.schema.fix;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Knows what goes along when something else is dropped, so that no statement is wasted on
 * it: parts with their relation, indexes and constraints with a column, partitions'
 * indexes with the partitioned table's, sequences with the column that owns them.
 */
final class Absorption {

	private final Planning planning;

	Absorption(Planning planning) {
		this.planning = planning;
	}

	boolean goesAlong(Change change) {
		return host(change) != null;
	}

	/** Hands what those that go along free, destroy and release to what takes them. */
	void handOver() {
		for (Change change : this.planning.changes()) {
			if (change.isTakenDown() && change.drop() == null && change.actual() != null) {
				Step step = step(change, 0);
				if (step != null) {
					step.frees(this.planning.uses(change))
						.destroys(Node.actual(change.actual().reference()))
						.releases(Names.of(change.actual()))
						.differences(change.differences());
					change.drop(step);
					if (change.create() != null) {
						change.create().after(step);
					}
				}
			}
		}
	}

	private @Nullable Step step(Change change, int depth) {
		Change host = host(change);
		if (host == null || depth > 5) {
			return null;
		}
		return (host.drop() != null) ? host.drop() : step(host, depth + 1);
	}

	@Nullable Change host(Change change) {
		SchemaPart<?> part = change.actual();
		if (part == null || part.reference().kind() == ObjectKind.OTHER) {
			return null;
		}
		if (part.model() instanceof Sequence sequence) {
			return ofSequence(sequence);
		}
		if (part.model() instanceof Table table && table.partition() != null && change.mode() == Change.Mode.DROP) {
			// Its rows are wanted until they have moved.
			Change parent = this.planning.knownActual(ObjectReference.of(ObjectKind.TABLE, table.partition().parent()));
			return (parent != null && Recreation.applies(parent)) ? parent : null;
		}
		if (part.owner() != part.model()) {
			Change owner = this.planning.knownActual(part.owner().reference());
			if (owner != null && Recreation.applies(owner)) {
				return takesNameAlong(part) ? takenDown(parentPart(part, (Table) part.owner())) : owner;
			}
			if (owner != null && owner.isTakenDown()) {
				boolean explicit = part.model() instanceof Constraint constraint && isInCircle(part, constraint);
				return explicit ? null : owner;
			}
		}
		if (part.owner() instanceof Table table) {
			return ofPart(part, table);
		}
		return null;
	}

	/** The old table keeps its indexes, but the new one needs their names. */
	private static boolean takesNameAlong(SchemaPart<?> part) {
		return part.reference().kind() == ObjectKind.INDEX || part.reference().kind() == ObjectKind.STATISTICS
				|| Names.of(part).size() > 1;
	}

	private @Nullable Change ofPart(SchemaPart<?> part, Table table) {
		Stream<ObjectReference> hosts = switch (part.reference().kind()) {
			case INDEX, CONSTRAINT,
					STATISTICS ->
				this.planning.actual()
					.needsOf(part.reference())
					.stream()
					.map(Node::reference)
					.filter((needed) -> needed.kind() == ObjectKind.COLUMN && needed.name().equals(table.name()))
					.filter((column) -> takesAlong(column, part));
			case COLUMN -> this.planning.actual()
				.parents(table)
				.stream()
				.map((parent) -> new ObjectReference(ObjectKind.COLUMN, parent, part.reference().detail()))
				.filter((column) -> part.model() instanceof io.github.dbadapter.schema.Column model && !model.local()
						&& !this.planning.isDetached(table.name()));
			default -> Stream.of();
		};
		Change host = takenDown(hosts);
		return (host != null) ? host : takenDown(parentPart(part, table));
	}

	/** A column in an expression or predicate of an exclusion constraint cannot go. */
	private static boolean takesAlong(ObjectReference column, SchemaPart<?> part) {
		return !(part.model() instanceof Constraint constraint && constraint.type() == Constraint.Type.EXCLUSION)
				|| constraint.columns().contains(column.detail());
	}

	private Stream<ObjectReference> parentPart(SchemaPart<?> part, Table table) {
		if (this.planning.isDetached(table.name())) {
			// It goes nowhere with its former parent.
			return Stream.of();
		}
		QualifiedName parent = (part.model() instanceof Index index) ? index.parent()
				: (part.model() instanceof Constraint constraint) ? constraint.parent() : null;
		if (parent != null) {
			return this.planning.actual()
				.parents(table)
				.stream()
				.map((relation) -> new ObjectReference(part.reference().kind(), relation, parent.name().value()));
		}
		if (part.model() instanceof Constraint constraint && !constraint.local()) {
			return this.planning.actual().parents(table).stream().flatMap((relation) -> {
				Table owner = this.planning.actual().schema().table(relation);
				return (owner == null) ? Stream.of()
						: owner.constraints()
							.stream()
							.filter((other) -> other.type() == constraint.type()
									&& other.definition().equals(constraint.definition()))
							.map((other) -> new ObjectReference(ObjectKind.CONSTRAINT, relation, other.name()));
			});
		}
		return Stream.of();
	}

	private @Nullable Change takenDown(Stream<ObjectReference> hosts) {
		return hosts.map(this.planning::knownActual)
			.filter((host) -> host != null && host.isTakenDown())
			.map(Objects::requireNonNull)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Change ofSequence(Sequence sequence) {
		ObjectReference column = sequence.ownedBy();
		if (column == null) {
			return null;
		}
		return takenDown(Stream.of(column, ObjectReference.of(ObjectKind.TABLE, column.name())));
	}

	/** Tables that refer to each other can only be dropped without the references. */
	private boolean isInCircle(SchemaPart<?> part, Constraint constraint) {
		QualifiedName target = constraint.references();
		QualifiedName table = part.owner().name();
		if (target == null || target.equals(table)) {
			return false;
		}
		return reaches(target, table, new HashSet<>());
	}

	private boolean reaches(QualifiedName from, QualifiedName to, Set<QualifiedName> seen) {
		Table table = this.planning.actual().schema().table(from);
		Change change = this.planning.knownActual(ObjectReference.of(ObjectKind.TABLE, from));
		if (table == null || change == null || !change.isTakenDown() || !seen.add(from)) {
			return false;
		}
		List<QualifiedName> targets = table.constraints()
			.stream()
			.map(Constraint::references)
			.filter(Objects::nonNull)
			.map(Objects::requireNonNull)
			.toList();
		return targets.contains(to) || targets.stream().anyMatch((target) -> reaches(target, to, seen));
	}

}
