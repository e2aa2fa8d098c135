package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.Extension;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.OtherObject;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.diff.Property;

/**
 * Plans schemas, extensions, and the kinds that are compared as a whole.
 */
final class SimpleObjects extends KindPlanner {

	SimpleObjects(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		return !change.has(Property.DEFINITION) || change.target().model() instanceof OtherObject expected
				&& change.source().model() instanceof OtherObject actual && ForeignOptions.canChange(actual, expected);
	}

	@Override
	void create(Change change) {
		SchemaObject object = (SchemaObject) change.target().model();
		List<String> sql = new ArrayList<>();
		if (object instanceof Extension extension) {
			sql.add("CREATE EXTENSION %s WITH SCHEMA %s".formatted(extension.name().quoted(),
					SqlText.quoted(extension.schema())));
		}
		else if (object instanceof OtherObject other) {
			sql.add(other.definition());
		}
		else {
			sql.add("CREATE SCHEMA " + object.name().quoted());
		}
		if (!(object instanceof Extension)) {
			sql.addAll(CommentDdl.of(object));
		}
		Step step = creating(change, rank(object, true), sql);
		if (BaseTypes.isBase(object)) {
			step.after(planning().add(Step
				.statement(Rank.OTHER, change.reference(), "names " + name(change) + " for its functions",
						"CREATE TYPE " + object.name().quoted())
				.needs(planning().needs(change)
					.stream()
					.filter((node) -> node.reference().kind() == ObjectKind.SCHEMA)
					.toList())
				.provides(Node.expected(change.reference()).with(Node.Aspect.SHELL))
				.differences(change.differences())));
		}
	}

	private static Rank rank(SchemaObject object, boolean create) {
		return switch (object.kind()) {
			case SCHEMA -> create ? Rank.SCHEMA : Rank.DROP_SCHEMA;
			case EXTENSION -> create ? Rank.EXTENSION : Rank.DROP_EXTENSION;
			default -> create ? late((OtherObject) object) ? Rank.PUT_BACK : Rank.OTHER
					: late((OtherObject) object) ? Rank.DROP_PUBLICATION : Rank.DROP_OTHER;
		};
	}

	private static boolean late(OtherObject object) {
		return switch (object.type()) {
			case "EVENT TRIGGER", "PUBLICATION", "SUBSCRIPTION", "SECURITY LABEL", "EXTENSION DEPENDENCY" -> true;
			default -> false;
		};
	}

	@Override
	void drop(Change change) {
		SchemaObject object = (SchemaObject) change.source().model();
		Rank rank = (change.mode() == Change.Mode.REPLACE && object.kind() == ObjectKind.OTHER) ? Rank.DROP_REPLACED
				: rank(object, false);
		Step step = dropping(change, rank, "DROP " + CommentDdl.address(object));
		if (step != null && object.kind() == ObjectKind.SCHEMA && object.name().name().value().equals("public")) {
			step.explanation("drops the schema public, which has nothing in it any more");
		}
	}

	@Override
	void alter(Change change) {
		SchemaObject object = (SchemaObject) change.target().model();
		if (object instanceof Extension extension && change.has(Property.SCHEMA)) {
			altering(change, Rank.EXTENSION, "ALTER EXTENSION %s SET SCHEMA %s".formatted(extension.name().quoted(),
					SqlText.quoted(extension.schema())));
		}
		if (object instanceof OtherObject expected && change.has(Property.DEFINITION)) {
			ForeignOptions before = ForeignOptions.of((OtherObject) change.source().model());
			altering(change, Rank.OTHER, "ALTER %s OPTIONS %s".formatted(CommentDdl.address(object),
					before.change(ForeignOptions.of(expected))));
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), object.comment()));
		}
	}

}
