package io.github.dbadapter.schema.fix;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.RangeType;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.SchemaPart;
import org.jspecify.annotations.Nullable;

/**
 * Knows which types, and what else columns use, cannot be made anew under their name.
 */
final class TypeSwap {

	private final Planning planning;

	TypeSwap(Planning planning) {
		this.planning = planning;
	}

	/** Why it cannot be done, {@code null} when it can. */
	@Nullable RemedyText cannot(Change type) {
		ObjectReference reference = type.source().reference();
		if (reference.kind() == ObjectKind.OTHER) {
			String used = usedByColumn(reference);
			String reason = (used != null) ? used : BaseTypes.cannotDrop(this.planning.actual(), type.source());
			return (reason != null) ? RemedyText.of(reason) : null;
		}
		if (!ObjectKinds.isType(reference.kind())) {
			return null;
		}
		for (SchemaPart<?> column : this.planning.actual().columnsOfType(reference)) {
			if (type.source().model() instanceof RangeType) {
				return RemedyText.format(
						"%s uses it, and its functions keep their names: move the values to a column of another type",
						column.reference());
			}
			Table table = (Table) column.owner();
			if (isPartitionKey(table, column) && !this.planning.options().recreate().contains(table.name())) {
				boolean added = type.target().model() instanceof EnumType expected
						&& type.source().model() instanceof EnumType actual
						&& new EnumValues(expected, actual).canBeAdded();
				return added
						? RemedyText.format(
								"%s is part of a partition key: %s adds the values before they are used, or %s",
								column.reference(), Remedy.ONLINE, Remedy.recreate(table.name()))
						: RemedyText.format("%s is part of a partition key, so only by writing the table anew: %s",
								column.reference(), Remedy.recreate(table.name()));
			}
		}
		String reason = (type.source().model() instanceof CompositeType composite) ? cannotConvert(reference, composite)
				: null;
		return (reason != null) ? RemedyText.of(reason) : null;
	}

	/** Such as a collation: no other could take its place while its name is taken. */
	private @Nullable String usedByColumn(ObjectReference object) {
		return this.planning.actual()
			.dependents(Node.actual(object))
			.stream()
			.filter((node) -> node.aspect() == Node.Aspect.MAIN && stays(node.reference()))
			.findFirst()
			.map((node) -> "%s uses it: make another one and let the column use that".formatted(node.reference()))
			.orElse(null);
	}

	private boolean stays(ObjectReference column) {
		SchemaPart<?> part = this.planning.actual().part(column);
		Change change = this.planning.knownActual(column);
		return part != null && part.model() instanceof Column model && model.generated() == null
				&& (change == null || !change.isTakenDown());
	}

	private static boolean isPartitionKey(Table table, SchemaPart<?> column) {
		return table.partitionKey() != null
				&& SqlText.identifiers(table.partitionKey()).contains(Comments.detail(column));
	}

	/** A row is converted attribute by attribute, which has no end inside of others. */
	private @Nullable String cannotConvert(ObjectReference composite, CompositeType type) {
		for (Table table : Attributes.typedTables(this.planning.actual(), type)) {
			return "%s is a table of it: ALTER TABLE … NOT OF first".formatted(table.name());
		}
		for (SchemaPart<?> column : this.planning.actual().columnsOfType(composite)) {
			if (((Column) column.model()).type().endsWith("[]") && !this.planning.isEmpty(column.owner().name())) {
				return "the arrays in %s cannot be converted: move their values to a new column"
					.formatted(column.reference());
			}
		}
		return this.planning.actual()
			.schema()
			.objects(CompositeType.class)
			.filter((outer) -> this.planning.actual().needsOf(outer.reference()).contains(Node.actual(composite))
					&& !this.planning.actual().columnsOfType(outer.reference()).isEmpty())
			.findFirst()
			.map((outer) -> "values of %s inside of %s cannot be converted: move them to a new column"
				.formatted(composite, outer.reference()))
			.orElse(null);
	}

}
