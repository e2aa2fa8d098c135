package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Identity;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.SequenceOptions;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans identity columns. A sequence never starts over: one that takes the place of
 * another goes on from its value, one that is new from the greatest value there is.
 */
final class ColumnIdentity {

	private final Planning planning;

	private final Columns columns;

	ColumnIdentity(Planning planning, Columns columns) {
		this.planning = planning;
		this.columns = columns;
	}

	@Nullable Step drop(Change change, Table table, @Nullable Step previous) {
		Identity actual = Columns.actual(change).identity();
		if (!change.has(Property.IDENTITY) || actual == null || Columns.expected(change).identity() != null) {
			return previous;
		}
		Step step = this.columns.clause(change, Rank.DROP_DEFAULT, table.name(),
				Columns.alter(Columns.actual(change)) + " DROP IDENTITY", Property.IDENTITY);
		step.after(previous);
		Sequence successor = successor(change);
		if (successor != null) {
			carry(change, actual.sequence(), successor.name(), step);
		}
		else {
			step.releases(List.of("relation " + actual.sequence()));
		}
		return step;
	}

	/** The sequence that the default of the column will use instead. */
	private @Nullable Sequence successor(Change change) {
		return this.planning.expected()
			.schema()
			.objects(Sequence.class)
			.filter((sequence) -> change.reference().equals(sequence.ownedBy()))
			.filter((sequence) -> this.planning.actual().part(sequence.reference()) == null)
			.findFirst()
			.orElse(null);
	}

	private @Nullable Change predecessor(Change change) {
		return this.planning.changes()
			.stream()
			.filter((other) -> other.mode() == Change.Mode.DROP && other.source().model() instanceof Sequence sequence
					&& change.source().reference().equals(sequence.ownedBy()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Moves an old sequence out of the way, and its value to the new one before it goes.
	 */
	private void carry(Change change, QualifiedName old, QualifiedName successor, Step drop) {
		QualifiedName temporary = Names.temporary(old);
		Step renamed = this.planning.add(Step
			.statement(Rank.RENAME, change.reference(), "makes way for the sequence of " + change.reference(),
					"ALTER SEQUENCE %s RENAME TO %s".formatted(old.quoted(), temporary.name().quoted()))
			.releases(List.of("relation " + old)));
		ObjectReference sequence = ObjectReference.of(ObjectKind.SEQUENCE, successor);
		Step carried = this.planning
			.add(Step.statement(Rank.SEQUENCE, change.reference(), "carries the value of the old sequence over",
					setval(successor, temporary))
				.needs(List.of(Node.expected(sequence)))
				.after(renamed));
		drop.after(carried);
	}

	/** Also when the one counts where the other does not, as a descending one may. */
	static String setval(QualifiedName to, QualifiedName from) {
		String sequence = SqlText.literal(to.quoted());
		return ("SELECT pg_catalog.setval(%s, last_value, is_called) FROM %s, pg_catalog.pg_sequence "
				+ "WHERE seqrelid = %s::regclass AND last_value BETWEEN seqmin AND seqmax")
			.formatted(sequence, from.quoted(), sequence);
	}

	void addOrChange(Change change, Table table, @Nullable Step previous) {
		Identity expected = Columns.expected(change).identity();
		Identity actual = Columns.actual(change).identity();
		if (expected == null) {
			return;
		}
		if (actual == null) {
			add(change, table, expected, previous);
		}
		else {
			change(change, table, expected, actual, previous);
		}
	}

	private void add(Change change, Table table, Identity expected, @Nullable Step previous) {
		Column column = Columns.expected(change);
		Step step = this.columns.clause(change, Rank.COLUMN, table.name(), Columns.alter(column) + " ADD"
				+ io.github.dbadapter.schema.ColumnDdl.identity((Table) change.target().owner(), column, expected));
		step.takes(List.of("relation " + expected.sequence())).after(previous);
		Change predecessor = predecessor(change);
		if (predecessor == null) {
			advance(change, table, expected.sequence(), expected.options(), step);
			return;
		}
		QualifiedName old = predecessor.source().reference().name();
		QualifiedName temporary = Names.temporary(old);
		Step renamed = this.planning.add(Step
			.statement(Rank.RENAME, change.reference(), "makes way for the sequence of " + change.reference(),
					"ALTER SEQUENCE %s RENAME TO %s".formatted(old.quoted(), temporary.name().quoted()))
			.releases(List.of("relation " + old)));
		Step carried = this.planning.add(Step
			.statement(Rank.AFTER_INDEX, change.reference(), "carries the value of the old sequence over",
					List.of(setval(expected.sequence(), temporary), "DROP SEQUENCE " + temporary.quoted()))
			.after(renamed)
			.after(step)
			.differences(predecessor.differences()));
		carried.destroys(Node.actual(predecessor.source().reference()));
		predecessor.drop(carried);
	}

	/** A sequence that is new to a column with rows begins behind them. */
	void advance(Change change, Table table, Step step) {
		this.planning.expected()
			.schema()
			.objects(Sequence.class)
			.filter((sequence) -> change.reference().equals(sequence.ownedBy()))
			.filter((sequence) -> this.planning.actual().part(sequence.reference()) == null)
			.filter((sequence) -> Columns.actual(change).identity() == null)
			.findFirst()
			.ifPresent((sequence) -> advance(change, table, sequence.name(), sequence.options(), step));
	}

	private void advance(Change change, Table table, QualifiedName sequence, SequenceOptions options, Step step) {
		if (this.planning.isEmpty(table.name())) {
			return;
		}
		boolean down = options.increment() < 0;
		String last = "%s(%s)".formatted(down ? "min" : "max", SqlText.quoted(Columns.expected(change).name()));
		this.planning.add(Step
			.statement(Rank.AFTER_INDEX, change.reference(), "lets the sequence begin behind the rows there are",
					"SELECT pg_catalog.setval(%1$s, %2$s) FROM %3$s HAVING %2$s BETWEEN %4$d AND %5$d".formatted(
							SqlText.literal(sequence.quoted()), last, table.name().quoted(),
							down ? options.minimum() : options.start(), down ? options.start() : options.maximum()))
			.after(step)
			.needs(List.of(Node.expected(ObjectReference.of(ObjectKind.SEQUENCE, sequence)))));
	}

	private void change(Change change, Table table, Identity expected, Identity actual, @Nullable Step previous) {
		List<String> settings = new ArrayList<>();
		if (expected.always() != actual.always()) {
			settings.add("SET GENERATED " + (expected.always() ? "ALWAYS" : "BY DEFAULT"));
		}
		SequenceOptions before = change.isRetyped() ? Sequences.retyped(actual.options(), expected.options().type())
				: actual.options();
		Sequences.changes(expected.options(), before)
			.forEach((option) -> settings.add(option.startsWith("RESTART") ? option : "SET " + option));
		if (change.has(Property.IDENTITY) && !settings.isEmpty()) {
			Step step = this.columns
				.clause(change, Rank.COLUMN, table.name(),
						Columns.alter(Columns.expected(change)) + " " + String.join(" ", settings), Property.IDENTITY)
				.after(previous);
			new SequencePosition(expected.options(), actual.options()).before(this.planning, step, actual.sequence(),
					expected.sequence(), change.differences());
		}
		if (change.has(Property.SEQUENCE_NAME) && !Objects.equals(expected.sequence(), actual.sequence())) {
			this.planning.add(Step
				.statement(Rank.RENAME, change.reference(), "renames the sequence of " + change.reference(),
						"ALTER SEQUENCE %s RENAME TO %s".formatted(actual.sequence().quoted(),
								expected.sequence().name().quoted()))
				.releases(List.of("relation " + actual.sequence()))
				.takes(List.of("relation " + expected.sequence()))
				.differences(change.differences()));
		}
		boolean persistence = expected.unlogged() != actual.unlogged()
				&& ((Table) change.target().owner()).unlogged() == table.unlogged();
		if (persistence && planning().majorVersion() >= 15) {
			this.planning.add(Step.statement(Rank.AFTER_INDEX, change.reference(),
					"changes the sequence of " + change.reference(), "ALTER SEQUENCE %s SET %s"
						.formatted(expected.sequence().quoted(), expected.unlogged() ? "UNLOGGED" : "LOGGED"))
				.differences(change.differences()));
		}
		if (change.has(Property.SEQUENCE_COMMENT)) {
			this.planning.add(Step
				.statement(Rank.PUT_BACK, change.reference(), "sets the comment of a sequence",
						io.github.dbadapter.schema.CommentDdl.set("SEQUENCE " + expected.sequence().quoted(),
								expected.comment()))
				.differences(change.differences()));
		}
	}

	private Planning planning() {
		return this.planning;
	}

}
