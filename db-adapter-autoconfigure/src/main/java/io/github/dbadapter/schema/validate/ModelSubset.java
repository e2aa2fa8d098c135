package io.github.dbadapter.schema.validate;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The part of a model that is needed to create some of its objects: those, what they
 * depend on, and nothing that has no expressions, such as foreign keys.
 */
final class ModelSubset {

	private static final List<ObjectKind> RELATIONS = List.of(ObjectKind.TABLE, ObjectKind.VIEW,
			ObjectKind.MATERIALIZED_VIEW);

	private final DatabaseSchema schema;

	private final Set<ObjectReference> roots;

	private final Map<QualifiedName, List<ObjectReference>> dependents;

	private final SortedMap<ObjectReference, SchemaObject> chosen = new TreeMap<>();

	private final Deque<ObjectReference> open = new ArrayDeque<>();

	private ModelSubset(DatabaseSchema schema, Set<ObjectReference> roots) {
		this.schema = schema;
		this.roots = roots;
		this.dependents = schema.dependencies().keySet().stream().collect(Collectors.groupingBy(ObjectReference::name));
	}

	static DatabaseSchema of(DatabaseSchema schema, Set<ObjectReference> roots) {
		return new ModelSubset(schema, roots).build();
	}

	private DatabaseSchema build() {
		this.roots.forEach(this::choose);
		while (!this.open.isEmpty()) {
			follow(this.open.remove());
		}
		Stream<Namespace> schemas = this.schema.objects(Namespace.class)
			.filter((namespace) -> this.chosen.keySet()
				.stream()
				.anyMatch((object) -> namespace.name().name().equals(object.name().schema()))
					|| this.chosen.values()
						.stream()
						.anyMatch((object) -> object instanceof Extension extension
								&& extension.schema().equals(namespace.name().name().value())));
		SortedMap<ObjectReference, List<ObjectReference>> dependencies = new TreeMap<>(this.schema.dependencies());
		dependencies.keySet().removeIf((object) -> owner(object) == null || isLeftOut(object));
		return DatabaseSchema.of(this.schema.serverVersion(), Stream.concat(schemas, this.chosen.values().stream()),
				dependencies);
	}

	private void choose(ObjectReference reference) {
		SchemaObject object = this.schema.objects().get(reference);
		if (object != null && !this.chosen.containsKey(reference)) {
			this.chosen.put(reference, (object instanceof Table table) ? reduced(table) : object);
			this.open.add(reference);
		}
	}

	private void follow(ObjectReference reference) {
		SchemaObject object = this.chosen.get(reference);
		if (object instanceof Table table) {
			Stream.concat(table.inherits().stream(), Stream.ofNullable(table.partition()).map(Table.Partition::parent))
				.forEach((parent) -> choose(ObjectReference.of(ObjectKind.TABLE, parent)));
		}
		if (object instanceof Sequence sequence && sequence.ownedBy() != null) {
			choose(ObjectReference.of(ObjectKind.TABLE, sequence.ownedBy().name()));
		}
		this.dependents.getOrDefault(reference.name(), List.of())
			.stream()
			.filter((dependent) -> reference.equals(owner(dependent)) && !isLeftOut(dependent))
			.map((dependent) -> this.schema.dependencies().get(dependent))
			.filter(Objects::nonNull)
			.flatMap(Collection::stream)
			.map(this::whole)
			.forEach(this::choose);
	}

	private boolean isLeftOut(ObjectReference part) {
		boolean root = this.roots.contains(ObjectReference.of(ObjectKind.TABLE, part.name()));
		return switch (part.kind()) {
			case CONSTRAINT -> isForeignKey(part);
			case TRIGGER, POLICY, RULE, STATISTICS -> !root && this.schema.table(part.name()) != null;
			default -> false;
		};
	}

	private boolean isForeignKey(ObjectReference part) {
		Table table = this.schema.table(part.name());
		return table != null && table.constraints()
			.stream()
			.anyMatch((constraint) -> constraint.name().equals(part.detail())
					&& constraint.type() == Constraint.Type.FOREIGN_KEY);
	}

	private @Nullable ObjectReference owner(ObjectReference part) {
		ObjectReference whole = whole(part);
		return this.chosen.containsKey(whole) ? whole : null;
	}

	private ObjectReference whole(ObjectReference part) {
		return switch (part.kind()) {
			case COLUMN, CONSTRAINT, INDEX, TRIGGER, POLICY,
					RULE ->
				RELATIONS.stream()
					.map((kind) -> ObjectReference.of(kind, part.name()))
					.filter(this.schema.objects()::containsKey)
					.findFirst()
					.orElse(part);
			default -> part;
		};
	}

	private Table reduced(Table table) {
		boolean root = this.roots.contains(table.reference());
		return new Table(table.name(), table.columns(),
				table.constraints()
					.stream()
					.filter((constraint) -> constraint.type() != Constraint.Type.FOREIGN_KEY)
					.toList(),
				table.indexes(), root ? table.triggers() : List.of(), root ? table.policies() : List.of(),
				root ? table.rules() : List.of(), root ? table.statistics() : List.of(), table.partitionKey(),
				table.partition(), table.inherits(), table.ofType(), table.unlogged(), table.rowSecurity(),
				table.forceRowSecurity(), table.replicaIdentity(), table.accessMethod(), table.tablespace(),
				table.options(), table.foreign(), table.comment());
	}

}
