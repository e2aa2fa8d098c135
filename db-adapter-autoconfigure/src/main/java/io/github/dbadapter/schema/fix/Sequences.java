package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.SequenceDdl;
import io.github.dbadapter.schema.SequenceOptions;
import io.github.dbadapter.schema.diff.Property;

/**
 * Plans sequences that are not an identity column's.
 */
final class Sequences extends KindPlanner {

	Sequences(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		return true;
	}

	@Override
	void create(Change change) {
		Sequence sequence = (Sequence) change.target().model();
		creating(change, Rank.SEQUENCE, SequenceDdl.create(sequence));
		if (sequence.ownedBy() != null) {
			own(change, sequence, sequence.ownedBy());
		}
	}

	private Step own(Change change, Sequence sequence, ObjectReference column) {
		return planning().add(Step
			.statement(Rank.AFTER_INDEX, change.reference(), "ties " + name(change) + " to " + column,
					SequenceDdl.own(sequence))
			.needs(List.of(Node.expected(change.reference()), Node.expected(column),
					Node.expected(ObjectReference.of(ObjectKind.TABLE, column.name()))))
			.differences(change.differences()));
	}

	@Override
	void drop(Change change) {
		Sequence sequence = (Sequence) change.source().model();
		boolean carried = change.drop() != null;
		if (!carried && !carriedLater(change, sequence)) {
			dropping(change, Rank.DROP_SEQUENCE, "DROP SEQUENCE " + sequence.name().quoted());
		}
	}

	/** An identity takes the value of the sequence over, and drops it. */
	private boolean carriedLater(Change change, Sequence sequence) {
		ObjectReference column = sequence.ownedBy();
		Change owner = (column != null) ? planning().knownActual(column) : null;
		return change.mode() == Change.Mode.DROP && owner != null && owner.mode() == Change.Mode.ALTER
				&& owner.has(Property.IDENTITY)
				&& owner.target().model() instanceof io.github.dbadapter.schema.Column after && after.identity() != null
				&& owner.source().model() instanceof io.github.dbadapter.schema.Column before
				&& before.identity() == null;
	}

	@Override
	void alter(Change change) {
		Sequence expected = (Sequence) change.target().model();
		Sequence actual = (Sequence) change.source().model();
		if (change.has(Property.NAME)) {
			rename(change, expected, actual);
		}
		List<String> options = changes(expected.options(), actual.options());
		String alter = "ALTER SEQUENCE " + expected.name().quoted() + " ";
		if (change.has(Property.OPTIONS) && !options.isEmpty()) {
			new SequencePosition(expected.options(), actual.options()).before(planning(),
					altering(change, Rank.SEQUENCE, alter + String.join(" ", options)), actual.name(), expected.name(),
					change.differences());
		}
		if (change.has(Property.PERSISTENCE) && planning().majorVersion() >= 15) {
			altering(change, Rank.SEQUENCE, alter + "SET " + (expected.unlogged() ? "UNLOGGED" : "LOGGED"));
		}
		if (change.has(Property.OWNED_BY)) {
			ownership(change, expected, actual);
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

	private void rename(Change change, Sequence expected, Sequence actual) {
		String before = actual.name().quoted();
		List<String> sql = new ArrayList<>();
		if (!java.util.Objects.equals(expected.name().schema(), actual.name().schema())
				&& expected.name().schema() != null) {
			sql.add("ALTER SEQUENCE %s SET SCHEMA %s".formatted(before, expected.name().schema().quoted()));
			before = expected.name().schema().quoted() + "." + actual.name().name().quoted();
		}
		if (!expected.name().name().equals(actual.name().name())) {
			sql.add("ALTER SEQUENCE %s RENAME TO %s".formatted(before, expected.name().name().quoted()));
		}
		planning().add(Step.statement(Rank.RENAME, change.reference(), "renames " + name(change), sql)
			.releases(List.of(Names.ofSequence(actual)))
			.takes(List.of(Names.ofSequence(expected)))
			.differences(change.differences()));
	}

	private void ownership(Change change, Sequence expected, Sequence actual) {
		ObjectReference before = actual.ownedBy();
		Change owner = (before != null) ? planning().knownActual(before) : null;
		Change table = (before != null) ? planning().knownActual(ObjectReference.of(ObjectKind.TABLE, before.name()))
				: null;
		boolean ownerGoes = (owner != null && owner.isTakenDown()) || (table != null && table.isTakenDown());
		if (before != null && (expected.ownedBy() == null || ownerGoes)) {
			planning().add(Step
				.statement(Rank.SEQUENCE, change.reference(), "unties " + name(change),
						"ALTER SEQUENCE %s OWNED BY NONE".formatted(expected.name().quoted()))
				.frees(List.of(Node.actual(before), Node.actual(ObjectReference.of(ObjectKind.TABLE, before.name()))))
				.differences(change.differences()));
		}
		if (expected.ownedBy() != null) {
			own(change, expected, expected.ownedBy());
		}
	}

	/** Options as {@code ALTER SEQUENCE} and {@code SET} of an identity take them. */
	static List<String> changes(SequenceOptions expected, SequenceOptions actual) {
		List<String> changes = new ArrayList<>();
		if (!expected.type().equals(actual.type())) {
			changes.add("AS " + expected.type());
		}
		add(changes, "INCREMENT BY", expected.increment(), actual.increment());
		SequenceOptions before = retyped(actual, expected.type());
		add(changes, "MINVALUE", expected.minimum(), before.minimum());
		add(changes, "MAXVALUE", expected.maximum(), before.maximum());
		add(changes, "START WITH", expected.start(), actual.start());
		add(changes, "CACHE", expected.cache(), actual.cache());
		if (expected.cycle() != actual.cycle()) {
			changes.add(expected.cycle() ? "CYCLE" : "NO CYCLE");
		}
		if (new SequencePosition(expected, actual).beginsAnew()) {
			changes.add("RESTART WITH " + expected.start());
		}
		return changes;
	}

	private static void add(List<String> changes, String words, long expected, long actual) {
		if (expected != actual) {
			changes.add(words + " " + expected);
		}
	}

	/** Bounds that were those of the old type become those of the new one. */
	static SequenceOptions retyped(SequenceOptions options, String type) {
		long maximum = (options.maximum() == maximum(options.type())) ? maximum(type) : options.maximum();
		long minimum = (options.minimum() == minimum(options.type())) ? minimum(type) : options.minimum();
		return new SequenceOptions(type, options.start(), options.increment(), minimum, maximum, options.cache(),
				options.cycle());
	}

	private static long maximum(String type) {
		return switch (type) {
			case "smallint" -> Short.MAX_VALUE;
			case "integer" -> Integer.MAX_VALUE;
			default -> Long.MAX_VALUE;
		};
	}

	private static long minimum(String type) {
		return switch (type) {
			case "smallint" -> Short.MIN_VALUE;
			case "integer" -> Integer.MIN_VALUE;
			default -> Long.MIN_VALUE;
		};
	}

}
