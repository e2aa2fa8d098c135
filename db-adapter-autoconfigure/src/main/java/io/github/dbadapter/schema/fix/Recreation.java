package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Constraint;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Sequence;
import io.github.dbadapter.schema.SequenceDdl;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Writes a table anew: the old one steps aside under a temporary name, its rows move
 * over, and it goes. Sequences keep their values.
 */
final class Recreation {

	private final Planning planning;

	Recreation(Planning planning) {
		this.planning = planning;
	}

	static boolean applies(Change change) {
		return change.mode() == Change.Mode.REPLACE && change.target().model() instanceof Table expected
				&& change.source().model() instanceof Table actual && expected.foreign() == null
				&& actual.foreign() == null;
	}

	boolean isPartOf(QualifiedName table) {
		Change change = this.planning.knownActual(ObjectReference.of(ObjectKind.TABLE, table));
		return change != null && applies(change);
	}

	/** Makes the step that moves the old table out of the way. */
	void stepAside(Change change) {
		Table table = (Table) change.source().model();
		List<String> sql = new ArrayList<>();
		sql.add("ALTER TABLE %s RENAME TO %s".formatted(table.name().quoted(),
				Names.temporary(table.name()).name().quoted()));
		Step step = Step.statement(Rank.DROP_REPLACED, change.source().reference(),
				"moves the old " + table.name() + " out of the way", sql);
		change.drop(step);
		this.planning.add(step.destroys(Node.actual(table.reference()))
			.releases(Names.of(change.source()))
			.touches(table.name())
			.differences(change.differences()));
		for (QualifiedName parent : table.inherits()) {
			step.append(List
				.of("ALTER TABLE %s NO INHERIT %s".formatted(Names.temporary(table.name()).quoted(), parent.quoted())))
				.frees(List.of(Node.actual(ObjectReference.of(ObjectKind.TABLE, parent))));
		}
		step.frees(columnUses(table).stream().filter((node) -> isOfParent(node, table)).toList());
		for (Column column : table.columns()) {
			step.destroys(Node.actual(new ObjectReference(ObjectKind.COLUMN, table.name(), column.name())));
			if (column.identity() != null) {
				QualifiedName sequence = column.identity().sequence();
				step.releases(List.of("relation " + sequence))
					.append(List.of("ALTER SEQUENCE %s RENAME TO %s".formatted(sequence.quoted(),
							Names.temporary(sequence).name().quoted())));
			}
		}
		if (this.planning.majorVersion() >= 18 && table.partition() == null) {
			step.append(freeNotNullNames(table));
		}
		for (Sequence sequence : owned(table)) {
			boolean stays = this.planning.expected().part(sequence.reference()) != null || this.planning.left()
				.keySet()
				.stream()
				.anyMatch((difference) -> difference.object().equals(sequence.reference()));
			if (stays) {
				step.append(List.of("ALTER SEQUENCE %s OWNED BY NONE".formatted(sequence.name().quoted())));
			}
			else {
				step.releases(List.of(Names.ofSequence(sequence)))
					.append(List.of("ALTER SEQUENCE %s RENAME TO %s".formatted(sequence.name().quoted(),
							Names.temporary(sequence.name()).name().quoted())));
			}
		}
	}

	/** The names that PostgreSQL would choose again must be free for the new table. */
	private static List<String> freeNotNullNames(Table table) {
		QualifiedName temporary = Names.temporary(table.name());
		return table.columns()
			.stream()
			.filter((column) -> column.notNull() && column.local()
					&& (column.notNullConstraint() == null
							|| column.notNullConstraint().name() == null && column.notNullConstraint().local()))
			.map((column) -> ColumnSettings.name(table, column, null))
			.filter((name) -> name.length() < 60 && name.chars().allMatch((character) -> character < 128))
			.map((name) -> "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(temporary.quoted(),
					SqlText.quoted(name), SqlText.quoted(Names.temporary(QualifiedName.of(name)).name().value())))
			.toList();
	}

	private List<Sequence> owned(Table table) {
		return this.planning.actual()
			.schema()
			.objects(Sequence.class)
			.filter((sequence) -> sequence.ownedBy() != null && sequence.ownedBy().name().equals(table.name()))
			.toList();
	}

	/** Moves the rows once the new table stands, and drops the old one. */
	void moveRows(Change change) {
		Table expected = (Table) change.target().model();
		Table actual = (Table) change.source().model();
		Step created = Objects.requireNonNull(change.create());
		Hazards hazards = new Hazards(this.planning);
		created.hazard(hazards.rewrite(expected.name()))
			.hazard(hazards.readersWait(expected.name(), "its rows move to the new table", false));
		if (actual.partition() != null && isPartOf(actual.partition().parent())) {
			return;
		}
		Step moved = this.planning.add(Step
			.statement(Rank.FILL, change.reference(), "moves the rows of " + expected.name(), insert(expected, actual))
			.after(created)
			.differences(change.differences()));
		moved.append(values(expected, actual));
		addHazards(moved, expected, actual);
		if (expected.partitionKey() != null) {
			boolean nowhere = this.planning.expected().children(expected.name()).isEmpty();
			moved.hazard(hazards.mayFail(expected.name(), "rows of %s may find no partition".formatted(expected.name()),
					"add a partition for them, or a default one",
					nowhere ? DataCheck.where(expected.name(), "true") : null));
		}
		this.planning.changes()
			.stream()
			.filter((other) -> other.target().model() instanceof Table child && child.partition() != null
					&& isBelow(child, expected.name()))
			.forEach(moved::afterAttachmentOf);
		this.planning.add(Step
			.statement(Rank.FILL, change.source().reference(), "drops the old " + expected.name(),
					"DROP TABLE " + Names.temporary(actual.name()).quoted())
			.after(moved)
			.frees(columnUses(actual).stream().filter((node) -> !isOfParent(node, actual)).toList())
			.differences(change.differences()));
		this.planning.rowsMoved().put(expected.name(), moved);
		owned(actual).forEach((sequence) -> tie(sequence, moved));
	}

	/** What the rows could have against their new table. */
	private void addHazards(Step moved, Table expected, Table actual) {
		Columns columns = new Columns(this.planning);
		ColumnType types = new ColumnType(this.planning, columns);
		RowChecks checks = new RowChecks(this.planning);
		for (Column column : expected.columns()) {
			ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, expected.name(), column.name());
			Column before = actual.column(column.name());
			boolean filled = this.planning.options().fill().containsKey(reference);
			if (before != null && column.generated() == null && !before.type().equals(column.type())) {
				types.conversion(expected.name(), reference, before, column).forEach(moved::hazard);
			}
			if (column.notNull() && !filled) {
				moved.hazard((before == null) ? columns.withoutValue(expected.name(), column)
						: before.notNull() ? null : columns.withNull(expected.name(), before, column));
			}
		}
		expected.constraints()
			.stream()
			.filter((constraint) -> constraint.type() == Constraint.Type.CHECK && constraint.validated()
					&& !actual.constraints().contains(constraint))
			.forEach((constraint) -> moved.hazard(new Hazards(this.planning).mayFail(expected.name(),
					"rows of %s may not fit constraint %s".formatted(expected.name(), constraint.name()),
					"correct the rows first", checks.refused(expected, constraint))));
	}

	private boolean isBelow(Table child, QualifiedName parent) {
		QualifiedName up = (child.partition() != null) ? child.partition().parent() : null;
		Table above = (up != null) ? this.planning.expected().schema().table(up) : null;
		return up != null && (up.equals(parent) || (above != null && isBelow(above, parent)));
	}

	private static boolean isOfParent(Node node, Table table) {
		return table.inherits().contains(node.reference().name());
	}

	private List<Node> columnUses(Table table) {
		return table.columns()
			.stream()
			.flatMap((column) -> this.planning.actual()
				.needsOf(new ObjectReference(ObjectKind.COLUMN, table.name(), column.name()))
				.stream())
			.filter((node) -> !node.reference().name().equals(table.name()))
			.toList();
	}

	private void tie(Sequence sequence, Step moved) {
		SchemaObject object = this.planning.expected().schema().objects().get(sequence.reference());
		if (object instanceof Sequence expected && expected.ownedBy() != null) {
			this.planning
				.add(Step
					.statement(Rank.AFTER_INDEX, sequence.reference(),
							"ties " + sequence.name() + " to its column again", SequenceDdl.own(expected))
					.after(moved));
		}
	}

	private String insert(Table expected, Table actual) {
		List<String> names = new ArrayList<>();
		List<String> values = new ArrayList<>();
		boolean always = false;
		for (Column column : expected.columns()) {
			String value = value(expected, column, actual.column(column.name()));
			if (column.generated() == null && value != null) {
				names.add(SqlText.quoted(column.name()));
				values.add(value);
				always |= column.identity() != null && column.identity().always();
			}
		}
		return "INSERT INTO %s (%s)%s SELECT %s FROM %s r".formatted(expected.name().quoted(), String.join(", ", names),
				always ? " OVERRIDING SYSTEM VALUE" : "", String.join(", ", values),
				Names.temporary(actual.name()).quoted());
	}

	private @Nullable String value(Table table, Column column, @Nullable Column before) {
		ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, table.name(), column.name());
		if (before == null) {
			return this.planning.fill(reference);
		}
		boolean swapped = this.planning.actual()
			.needs(Node.actual(reference))
			.stream()
			.map((node) -> this.planning.knownActual(node.reference()))
			.anyMatch((type) -> type != null && ObjectKinds.isType(type.reference().kind())
					&& type.mode() == Change.Mode.REPLACE);
		String value = (swapped && before.type().equals(column.type()))
				? "r.%s::text%s::%s".formatted(SqlText.quoted(column.name()), column.type().endsWith("[]") ? "[]" : "",
						column.type())
				: before.type().equals(column.type()) ? "r." + SqlText.quoted(column.name())
						: Cast.of(column.name(), before.type(), column.type(), this.planning.majorVersion())
							.conversion();
		String fill = (column.notNull() && !before.notNull()) ? this.planning.fill(reference) : null;
		return (fill != null) ? "coalesce(%s, %s)".formatted(value, fill) : value;
	}

	private List<String> values(Table expected, Table actual) {
		List<String> sql = new ArrayList<>();
		for (Column column : expected.columns()) {
			Column before = actual.column(column.name());
			QualifiedName to = (before != null) ? sequence(this.planning.expected(), expected, column) : null;
			QualifiedName from = (before != null) ? sequence(this.planning.actual(), actual, before) : null;
			boolean another = to != null && from != null
					&& (column.identity() != null || !to.equals(from) || before.identity() != null);
			if (another) {
				boolean stays = before.identity() == null
						&& this.planning.expected().part(ObjectReference.of(ObjectKind.SEQUENCE, from)) != null;
				sql.add(ColumnIdentity.setval(to, stays ? from : Names.temporary(from)));
			}
		}
		return sql;
	}

	/** The sequence of an identity, or the one that belongs to a column. */
	private static @Nullable QualifiedName sequence(SchemaGraph graph, Table table, Column column) {
		if (column.identity() != null) {
			return column.identity().sequence();
		}
		ObjectReference reference = new ObjectReference(ObjectKind.COLUMN, table.name(), column.name());
		return graph.schema()
			.objects(Sequence.class)
			.filter((sequence) -> reference.equals(sequence.ownedBy()))
			.map(Sequence::name)
			.findFirst()
			.orElse(null);
	}

	/** Indexes, references and triggers come when the rows are there. */
	void order() {
		this.planning.rowsMoved().forEach((table, moved) -> {
			for (Step step : this.planning.steps()) {
				boolean part = step.object().name().equals(table) && step.rank().compareTo(Rank.CONSTRAINT) >= 0
						&& step.rank().compareTo(Rank.DROP_COLUMN) < 0;
				if (part && step != moved) {
					step.after(moved);
				}
			}
		});
	}

}
