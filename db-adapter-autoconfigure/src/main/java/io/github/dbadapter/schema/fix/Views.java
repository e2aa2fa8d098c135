package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.github.dbadapter.schema.CommentDdl;
import io.github.dbadapter.schema.View;
import io.github.dbadapter.schema.View.ViewColumn;
import io.github.dbadapter.schema.ViewDdl;
import io.github.dbadapter.schema.diff.Property;

/**
 * Plans views and materialized views.
 */
final class Views extends KindPlanner {

	Views(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		View expected = (View) change.target().model();
		View actual = (View) change.source().model();
		if (expected.materialized()) {
			return !change.has(Property.DEFINITION)
					&& !(change.has(Property.ACCESS_METHOD) && planning().majorVersion() < 15);
		}
		return !change.has(Property.DEFINITION) || isPrefix(actual.columns(), expected.columns());
	}

	/** {@code CREATE OR REPLACE VIEW} can only add columns behind those there are. */
	private static boolean isPrefix(List<ViewColumn> actual, List<ViewColumn> expected) {
		if (actual.size() > expected.size()) {
			return false;
		}
		for (int i = 0; i < actual.size(); i++) {
			if (!actual.get(i).name().equals(expected.get(i).name())
					|| !actual.get(i).type().equals(expected.get(i).type())) {
				return false;
			}
		}
		return true;
	}

	@Override
	void create(Change change) {
		View view = (View) change.target().model();
		Step step = creating(change, view.materialized() ? Rank.MATERIALIZED_VIEW : Rank.VIEW, ViewDdl.create(view));
		view.columns()
			.forEach((column) -> step.provides(Node.expected(new io.github.dbadapter.schema.ObjectReference(
					io.github.dbadapter.schema.ObjectKind.COLUMN, view.name(), column.name()))));
		if (view.materialized() && !planning().facts().unpopulated().contains(change.source().reference().name())) {
			refresh(change, view, step);
		}
	}

	private void refresh(Change change, View view, Step created) {
		Step refresh = Step.statement(Rank.PUT_BACK, change.reference(), "fills " + name(change),
				"REFRESH MATERIALIZED VIEW " + view.name().quoted());
		planning().add(refresh.after(created));
		if (change.mode() == Change.Mode.REPLACE) {
			refresh.hazard(FixHazard.of(Hazard.LOCKS_READS,
					"readers of %s wait while it is made and filled anew".formatted(view.name()),
					"apply when nobody needs the view"));
		}
	}

	@Override
	void drop(Change change) {
		View view = (View) change.source().model();
		Step step = dropping(change, Rank.DROP_VIEW, "DROP " + CommentDdl.address(view));
		if (step != null) {
			view.columns()
				.forEach((column) -> step.destroys(Node.actual(new io.github.dbadapter.schema.ObjectReference(
						io.github.dbadapter.schema.ObjectKind.COLUMN, view.name(), column.name()))));
		}
	}

	@Override
	void alter(Change change) {
		View expected = (View) change.target().model();
		View actual = (View) change.source().model();
		if (change.has(Property.DEFINITION)) {
			String create = ViewDdl.create(expected).get(0).replaceFirst("^CREATE VIEW", "CREATE OR REPLACE VIEW");
			altering(change, Rank.VIEW, create);
		}
		else if (change.has(Property.OPTIONS)) {
			altering(change, Rank.VIEW,
					options("ALTER " + CommentDdl.address(expected), expected.options(), actual.options()));
		}
		if (change.has(Property.ACCESS_METHOD)) {
			altering(change, Rank.VIEW, "ALTER %s SET ACCESS METHOD %s".formatted(CommentDdl.address(expected),
					SqlText.quoted(Objects.requireNonNullElse(expected.accessMethod(), "heap"))));
		}
		if (change.has(Property.TABLESPACE)) {
			altering(change, Rank.VIEW, "ALTER %s SET TABLESPACE %s".formatted(CommentDdl.address(expected),
					SqlText.quoted(Objects.requireNonNullElse(expected.tablespace(), "pg_default"))));
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

	/** Sets what is new or other, resets what is no more. */
	static List<String> options(String alter, Map<String, String> expected, Map<String, String> actual) {
		List<String> statements = new ArrayList<>();
		for (String clause : optionClauses(expected, actual)) {
			statements.add(alter + " " + clause);
		}
		return statements;
	}

	static List<String> optionClauses(Map<String, String> expected, Map<String, String> actual) {
		List<String> clauses = new ArrayList<>();
		Map<String, String> set = new TreeMap<>(expected);
		set.entrySet().removeIf((option) -> option.getValue().equals(actual.get(option.getKey())));
		List<String> reset = actual.keySet().stream().filter((name) -> !expected.containsKey(name)).sorted().toList();
		if (!set.isEmpty()) {
			clauses.add("SET (" + String.join(", ",
					set.entrySet()
						.stream()
						.map((option) -> parameter(option.getKey()) + "=" + SqlText.literal(option.getValue()))
						.toList())
					+ ")");
		}
		if (!reset.isEmpty()) {
			clauses.add("RESET (" + String.join(", ", reset.stream().map(Views::parameter).toList()) + ")");
		}
		return clauses;
	}

	private static String parameter(String name) {
		int dot = name.indexOf('.');
		return (dot < 0) ? SqlText.quoted(name) : name.substring(0, dot + 1) + SqlText.quoted(name.substring(dot + 1));
	}

}
