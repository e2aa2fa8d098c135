package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.Routine;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.sql.SqlScript;
import io.github.dbadapter.sql.SqlToken;

/**
 * Plans functions, procedures and aggregates.
 */
final class Routines extends KindPlanner {

	Routines(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		if (change.hasAny(Property.RESULT, Property.ARGUMENTS)) {
			return false;
		}
		Routine expected = (Routine) change.target().model();
		Routine actual = (Routine) change.source().model();
		if (!change.has(Property.DEFINITION)) {
			return true;
		}
		return expected.kind() != ObjectKind.AGGREGATE && defaults(expected) >= defaults(actual)
				&& isWindow(expected) == isWindow(actual);
	}

	/** {@code CREATE OR REPLACE} cannot take a default of a parameter away. */
	private static int defaults(Routine routine) {
		int count = 0;
		int depth = 0;
		for (SqlToken token : SqlScript.tokens(routine.definition())) {
			depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
			if (depth == 0 && token.is(")")) {
				break;
			}
			count += (depth == 1 && token.isWord("default")) ? 1 : 0;
		}
		return count;
	}

	private static boolean isWindow(Routine routine) {
		return routine.definition().contains("\n WINDOW");
	}

	@Override
	void create(Change change) {
		Routine routine = (Routine) change.target().model();
		String definition = (change.mode() == Change.Mode.CREATE || change.mode() == Change.Mode.REPLACE)
				? routine.definition().replaceFirst("^CREATE OR REPLACE ", "CREATE ") : routine.definition();
		creating(change, Rank.ROUTINE, join(List.of(definition), CommentDdl.of(routine)));
	}

	@Override
	void drop(Change change) {
		Routine routine = (Routine) change.source().model();
		boolean early = change.mode() == Change.Mode.REPLACE || isOverloaded(routine);
		dropping(change, early ? Rank.DROP_REPLACED : Rank.DROP_ROUTINE, "DROP " + CommentDdl.address(routine));
	}

	/** While two of a name are there, a call may not be clear. */
	private boolean isOverloaded(Routine routine) {
		return planning().expected()
			.schema()
			.objects(Routine.class)
			.map(Routine::name)
			.anyMatch(routine.name()::equals);
	}

	@Override
	void alter(Change change) {
		Routine routine = (Routine) change.target().model();
		if (change.has(Property.DEFINITION)) {
			altering(change, Rank.ROUTINE, routine.definition());
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), routine.comment()));
		}
	}

}
