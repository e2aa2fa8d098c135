package io.github.dbadapter.schema.diff;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Leaves out what a difference of a parent table implies for its partitions and children,
 * so that a column that a table with a hundred partitions lacks is reported once.
 */
final class Inheritance {

	private static final Set<Property> PASSED_ON = Set.of(Property.TYPE, Property.NULLABILITY, Property.DEFAULT,
			Property.GENERATED, Property.DEFINITION);

	private final Set<Key> keys = new HashSet<>();

	private Inheritance(List<SchemaDifference> differences) {
		differences.stream().map((difference) -> key(difference, difference.object().name())).forEach(this.keys::add);
	}

	static List<SchemaDifference> withoutImplied(List<SchemaDifference> differences) {
		Inheritance inheritance = new Inheritance(differences);
		return differences.stream().filter((difference) -> !inheritance.isImplied(difference)).toList();
	}

	static boolean sameParents(Table expected, Table actual) {
		return Objects.equals(parent(expected.partition()), parent(actual.partition()))
				&& expected.inherits().equals(actual.inherits());
	}

	private boolean isImplied(SchemaDifference difference) {
		SchemaPart<?> part = difference.part();
		return part != null && part.owner() instanceof Table table && isInherited(difference, part)
				&& parents(table).map((parent) -> key(difference, parent)).anyMatch(this.keys::contains);
	}

	private static boolean isInherited(SchemaDifference difference, SchemaPart<?> part) {
		if (difference instanceof ChangedObject changed) {
			return PASSED_ON.contains(changed.property()) && isInherited(changed.expectedPart().model())
					&& isInherited(changed.actualPart().model());
		}
		return isInherited(part.model());
	}

	private static boolean isInherited(Object model) {
		if (model instanceof Column column) {
			return !column.local();
		}
		if (model instanceof Constraint constraint) {
			return !constraint.local();
		}
		return model instanceof Index index && index.parent() != null;
	}

	private static Stream<QualifiedName> parents(Table table) {
		return (table.partition() != null) ? Stream.of(table.partition().parent()) : table.inherits().stream();
	}

	private static @Nullable QualifiedName parent(Table.@Nullable Partition partition) {
		return (partition != null) ? partition.parent() : null;
	}

	/** Constraints and indexes of a partition have names of their own. */
	private static Key key(SchemaDifference difference, QualifiedName relation) {
		SchemaPart<?> part = difference.part();
		boolean named = part != null && part.model() instanceof Column;
		SchemaObject owner = (part != null) ? part.owner() : null;
		return new Key(difference.type(), relation, named ? difference.object().detail() : null, difference.expected(),
				difference.actual(), owner instanceof Table);
	}

	private record Key(String type, QualifiedName relation, @Nullable String detail, @Nullable String expected,
			@Nullable String actual, boolean table) {

	}

}
