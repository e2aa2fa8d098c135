package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.CompositeType.Attribute;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Table;
import io.github.dbadapter.schema.TypeDdl;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Changes the attributes of a composite type in place.
 */
final class Attributes {

	private final Types types;

	Attributes(Types types) {
		this.types = types;
	}

	boolean retypes(Change change) {
		return Types.attributes(change, true).stream().anyMatch((attribute) -> {
			Attribute other = find(Types.attributes(change, false), attribute.name());
			return other != null && !same(attribute, other);
		});
	}

	/** An attribute can only be added behind those there are. */
	boolean addsAtTheEnd(Change change) {
		List<String> after = new ArrayList<>(Types.attributes(change, false).stream().map(Attribute::name).toList());
		List<String> expected = Types.attributes(change, true).stream().map(Attribute::name).toList();
		after.retainAll(expected);
		expected.stream().filter((name) -> !after.contains(name)).forEach(after::add);
		return after.equals(expected);
	}

	void alter(Change change) {
		List<String> clauses = new ArrayList<>();
		List<Attribute> expected = Types.attributes(change, true);
		List<Attribute> actual = Types.attributes(change, false);
		CompositeType type = (CompositeType) change.target().model();
		List<String> comments = new ArrayList<>();
		boolean loses = false;
		for (Attribute attribute : actual) {
			if (find(expected, attribute.name()) == null) {
				clauses.add("DROP ATTRIBUTE " + SqlText.quoted(attribute.name()));
				loses = true;
			}
		}
		for (Attribute attribute : expected) {
			Attribute other = find(actual, attribute.name());
			if (other == null) {
				clauses.add("ADD ATTRIBUTE " + TypeDdl.attribute(attribute));
			}
			else if (!same(attribute, other)) {
				clauses.add("ALTER ATTRIBUTE " + SqlText.quoted(attribute.name()) + " TYPE " + attribute.type()
						+ ((attribute.collation() != null) ? " COLLATE " + attribute.collation() : ""));
			}
			if (!Objects.equals(attribute.comment(), (other != null) ? other.comment() : null)) {
				comments.add(CommentDdl.set("COLUMN " + type.name().quoted() + "." + SqlText.quoted(attribute.name()),
						attribute.comment()));
			}
		}
		if (!clauses.isEmpty()) {
			Step step = this.types.altering(change, Rank.TYPE,
					"ALTER TYPE " + type.name().quoted() + " " + String.join(", ", clauses));
			typedTables(this.types.planning().actual(), type).forEach((table) -> release(change, table, step));
			if (loses && usedByRows(change)) {
				step.hazard(FixHazard.of(Hazard.DATA_LOSS,
						"the values of an attribute of %s in rows are lost".formatted(type.name()),
						"copy them to a column of their own first"));
			}
		}
		comments.forEach((comment) -> this.types.comment(change, comment));
	}

	/** Tables of a type, which it can only change with or without. */
	static List<Table> typedTables(SchemaGraph graph, CompositeType type) {
		return graph.schema()
			.objects(Table.class)
			.filter((table) -> table.ofType() != null && QualifiedName.parse(table.ofType()).equals(type.name()))
			.toList();
	}

	/** A table is none of the type while both change. */
	private void release(Change change, Table table, Step altered) {
		Planning planning = this.types.planning();
		Table expected = planning.expected().schema().table(table.name());
		if (expected == null || !Objects.equals(table.ofType(), expected.ofType())) {
			planning.steps()
				.stream()
				.filter((step) -> table.name().equals(step.clauseOf()) && step.sql().contains("NOT OF"))
				.forEach(altered::after);
			return;
		}
		altered.after(planning.add(Step
			.statement(Rank.DROP_REPLACED, table.reference(), "lets %s change beside its type".formatted(table.name()),
					"ALTER TABLE %s NOT OF".formatted(table.name().quoted()))
			.touches(table.name())
			.differences(change.differences())));
		Step typed = planning
			.add(Step.clause(Rank.AFTER_INDEX, table.name(), table.reference(), "makes it a table of its type again",
					"OF " + expected.ofType())
				.after(altered)
				.differences(change.differences()));
		expected.columns()
			.forEach((column) -> typed
				.needs(List.of(Node.expected(new ObjectReference(ObjectKind.COLUMN, table.name(), column.name())))));
		planning.changes()
			.stream()
			.filter((other) -> other.mode() == Change.Mode.DROP && other.source().owner() == table)
			.forEach(typed::afterDropOf);
	}

	private boolean usedByRows(Change change) {
		return this.types.planning()
			.actual()
			.columnsOfType(change.source().reference())
			.stream()
			.anyMatch((column) -> !this.types.planning().isEmpty(column.owner().name()));
	}

	private static boolean same(Attribute one, Attribute other) {
		return one.type().equals(other.type()) && Objects.equals(one.collation(), other.collation());
	}

	private static @Nullable Attribute find(List<Attribute> attributes, String name) {
		return attributes.stream().filter((attribute) -> attribute.name().equals(name)).findFirst().orElse(null);
	}

}
