package io.github.dbadapter.schema.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.Namespace;
import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.schema.RangeType;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.View;
import org.jspecify.annotations.Nullable;

/**
 * Pairs the objects that stand by themselves and compares each pair.
 */
final class ObjectComparison {

	private static final Set<String> UNTOLD = Set.of("PUBLICATION", "USER MAPPING", "SECURITY LABEL");

	private final Comparison comparison;

	ObjectComparison(Comparison comparison) {
		this.comparison = comparison;
	}

	void compare() {
		Matching<SchemaObject> objects = match();
		Differences differences = this.comparison.differences();
		objects.missing().forEach((object) -> differences.add(MissingObject.of(SchemaPart.of(object), null)));
		objects.extra()
			.stream()
			.filter(this::isTold)
			.forEach((object) -> differences.add(ExtraObject.of(SchemaPart.of(object), null, Severity.EXTRA)));
		List<TableMatch> tables = new ArrayList<>();
		for (Matching.Pair<SchemaObject> pair : objects.pairs()) {
			if (pair.expected() instanceof Table expected && pair.actual() instanceof Table actual) {
				tables.add(TableMatch.of(expected, actual));
			}
			else if (pair.expected() instanceof Sequence expected && pair.actual() instanceof Sequence actual) {
				this.comparison.renames().addSequence(expected, actual);
			}
		}
		this.comparison.renames().addIndexes(tables);
		TableComparison tableComparison = new TableComparison(this.comparison);
		tables.forEach(tableComparison::compare);
		objects.pairs().forEach((pair) -> comparePair(pair.expected(), pair.actual()));
	}

	/** What is skipped when scripts are read cannot be expected not to be there. */
	private boolean isTold(SchemaObject object) {
		return !(object instanceof OtherObject extra && UNTOLD.contains(extra.type())) || this.comparison.expected()
			.objects(OtherObject.class)
			.anyMatch((expected) -> expected.type().equals(extra.type()));
	}

	private Matching<SchemaObject> match() {
		return Matching
			.byName(List.copyOf(this.comparison.expected().objects().values()),
					List.copyOf(this.comparison.actual().objects().values()), SchemaObject::reference)
			.thenByStructure((object) -> object instanceof Sequence sequence && isOpen(sequence),
					(one, other) -> one instanceof Sequence expected && other instanceof Sequence actual
							&& Objects.equals(expected.ownedBy(), actual.ownedBy()))
			.thenByStructure(Routine.class::isInstance,
					(one, other) -> one instanceof Routine expected && other instanceof Routine actual
							&& expected.kind() == actual.kind() && expected.name().equals(actual.name())
							&& expected.inputTypes().equals(actual.inputTypes()));
	}

	private static boolean isOpen(Sequence sequence) {
		return sequence.ownedBy() != null && sequence.ownedBy().detail() != null
				&& SystemNames.matches(sequence.name().name().value(), sequence.ownedBy().name().name().value(),
						List.of(sequence.ownedBy().detail()), "seq");
	}

	private void comparePair(SchemaObject one, SchemaObject other) {
		TypeComparison types = new TypeComparison(this.comparison);
		if (one instanceof View expected && other instanceof View actual) {
			new ViewComparison(this.comparison).compare(expected, actual);
		}
		else if (one instanceof EnumType expected && other instanceof EnumType actual) {
			types.compare(expected, actual);
		}
		else if (one instanceof CompositeType expected && other instanceof CompositeType actual) {
			types.compare(expected, actual);
		}
		else if (one instanceof DomainType expected && other instanceof DomainType actual) {
			types.compare(expected, actual);
		}
		else if (one instanceof RangeType expected && other instanceof RangeType actual) {
			types.compare(expected, actual);
		}
		else if (!(one instanceof Table)) {
			compareSimple(one, other);
		}
	}

	private void compareSimple(SchemaObject one, SchemaObject other) {
		Differences.PairComparison pair = this.comparison.differences()
			.compare(SchemaPart.of(one), SchemaPart.of(other))
			.comment(comment(one), comment(other));
		if (one instanceof Sequence expected && other instanceof Sequence actual) {
			pair.name(expected.name(), actual.name())
				.property(Property.OPTIONS, expected.options(), actual.options())
				.property(Property.OWNED_BY, expected.ownedBy(), actual.ownedBy())
				.property(Property.PERSISTENCE, expected.unlogged() ? "unlogged" : "logged",
						actual.unlogged() ? "unlogged" : "logged");
		}
		else if (one instanceof Routine expected && other instanceof Routine actual) {
			compareRoutines(pair, expected, actual);
		}
		else if (one instanceof Extension expected && other instanceof Extension actual) {
			pair.property(Property.SCHEMA, expected.schema(), actual.schema());
		}
		else if (one instanceof OtherObject expected && other instanceof OtherObject actual) {
			pair.property(Property.DEFINITION, expected.definition(), actual.definition());
		}
	}

	/**
	 * Whoever empties a database by dropping and creating the schema public loses its
	 * standard comment, which the model holds as an empty one and nobody means. The
	 * comment of an extension is left out, as it is when scripts are read: only its owner
	 * may set one.
	 */
	static @Nullable String comment(SchemaObject object) {
		String comment = (object instanceof Extension) ? null : object.comment();
		return (object instanceof Namespace && comment != null && comment.isEmpty()) ? null : comment;
	}

	/** The definition holds the arguments and the result, so one difference tells all. */
	private static void compareRoutines(Differences.PairComparison pair, Routine expected, Routine actual) {
		if (!Objects.equals(expected.result(), actual.result())) {
			pair.property(Property.RESULT, expected.result(), actual.result(), Severity.BREAKING);
		}
		else if (!expected.identityArguments().equals(actual.identityArguments())) {
			pair.property(Property.ARGUMENTS, expected.identityArguments(), actual.identityArguments());
		}
		else {
			pair.routine(expected.definition(), actual.definition());
		}
	}

}
