package io.github.dbadapter.schema.fix;

import java.util.Objects;
import java.util.stream.Stream;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.ChangedObject;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import org.jspecify.annotations.Nullable;

/**
 * Knows which changed properties no statement of PostgreSQL can bring about.
 */
final class Unrepairable {

	private final Planning planning;

	Unrepairable(Planning planning) {
		this.planning = planning;
	}

	/** PostgreSQL refuses to rename what a partition or child has from its parent. */
	boolean isInheritedName(ChangedObject changed) {
		return changed.property() == Property.NOT_NULL_CONSTRAINT
				&& changed.actualPart().owner() instanceof Table actual
				&& (actual.partition() != null || !actual.inherits().isEmpty())
				&& !isOnItsOwn(changed.expectedPart().owner())
				&& this.planning.actual()
					.parents(actual)
					.stream()
					.anyMatch((parent) -> this.planning.actual()
						.part(new ObjectReference(ObjectKind.COLUMN, parent,
								changed.actualPart().reference().detail())) != null)
				&& changed.expectedPart().model() instanceof Column one
				&& changed.actualPart().model() instanceof Column other && !Objects.equals(name(one), name(other));
	}

	private static boolean isOnItsOwn(Object table) {
		return table instanceof Table expected && expected.partition() == null && expected.inherits().isEmpty();
	}

	private static @Nullable String name(Column column) {
		return (column.notNullConstraint() != null) ? column.notNullConstraint().name() : null;
	}

	/** Why a difference stays, {@code null} if it can be repaired. */
	@Nullable RemedyText reason(ChangedObject changed) {
		if (changed.property() == Property.DEFINITION) {
			String reason = new Secrets(this.planning).cannotReplace(changed.actualPart(), changed.expectedPart());
			if (reason != null) {
				return RemedyText.of(reason);
			}
		}
		if (!(changed.expectedPart().owner() instanceof Table expected)) {
			return null;
		}
		boolean recreated = this.planning.options().recreate().contains(expected.name());
		if (recreated) {
			return null;
		}
		if (changed.property() == Property.PARTITION_KEY || changed.property() == Property.COLUMN_ORDER
				|| (changed.property() == Property.FOREIGN_SERVER && isForeignOnOneSide(changed))) {
			return RemedyText.format("only by writing the table anew: %s", Remedy.recreate(expected.name()));
		}
		if ((changed.property() == Property.TYPE || changed.property() == Property.COLLATION)
				&& isPartitionKey(changed.actualPart())) {
			return RemedyText.format("part of a partition key, so only by writing the table anew: %s",
					Remedy.recreate(expected.name()));
		}
		if (changed.property() == Property.INHERITANCE && !(changed.expectedPart().model() instanceof Table)) {
			return RemedyText.format("only by writing the table anew: %s", Remedy.recreate(expected.name()));
		}
		return null;
	}

	/**
	 * PostgreSQL never changes the type of such a column, be it the key of partitions of
	 * partitions.
	 */
	private boolean isPartitionKey(SchemaPart<?> part) {
		return part.model() instanceof Column column && part.owner() instanceof Table table
				&& Stream.concat(Stream.of(table), this.planning.actual().descendants(table.name()).stream())
					.map(Table::partitionKey)
					.anyMatch((key) -> key != null && SqlText.identifiers(key).contains(column.name()));
	}

	private static boolean isForeignOnOneSide(ChangedObject changed) {
		return changed.expectedPart().model() instanceof Table expected
				&& changed.actualPart().model() instanceof Table actual
				&& (expected.foreign() == null) != (actual.foreign() == null);
	}

}
