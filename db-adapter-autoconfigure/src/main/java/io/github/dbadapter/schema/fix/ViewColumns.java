package io.github.dbadapter.schema.fix;

import java.util.Locale;
import java.util.Objects;

import io.github.dbadapter.schema.View;
import io.github.dbadapter.schema.View.ViewColumn;
import io.github.dbadapter.schema.diff.Property;

/**
 * Plans what columns of views have of their own.
 */
final class ViewColumns extends KindPlanner {

	ViewColumns(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		return true;
	}

	@Override
	void create(Change change) {
		// Comes with its view.
	}

	@Override
	void drop(Change change) {
		// Goes with its view.
	}

	@Override
	void alter(Change change) {
		View view = (View) change.target().owner();
		Change owner = planning().knownActual(change.source().owner().reference());
		if (owner != null && owner.isTakenDown()) {
			return;
		}
		ViewColumn expected = (ViewColumn) change.target().model();
		ViewColumn actual = (ViewColumn) change.source().model();
		String alter = "ALTER %s %s ALTER COLUMN %s ".formatted(view.kind().words().toUpperCase(Locale.ROOT),
				view.name().quoted(), SqlText.quoted(expected.name()));
		if (change.has(Property.DEFAULT)) {
			altering(change, Rank.PUT_BACK, alter + ((expected.defaultExpression() != null)
					? "SET DEFAULT " + expected.defaultExpression() : "DROP DEFAULT"));
		}
		if (change.has(Property.STATISTICS_TARGET)) {
			altering(change, Rank.PUT_BACK,
					alter + "SET STATISTICS " + Objects.requireNonNullElse(expected.statisticsTarget(), -1));
		}
		if (change.has(Property.COMPRESSION)) {
			altering(change, Rank.PUT_BACK,
					alter + "SET COMPRESSION " + Objects.requireNonNullElse(expected.compression(), "default"));
		}
		if (change.has(Property.OPTIONS)) {
			Views.optionClauses(expected.options(), actual.options())
				.forEach((options) -> altering(change, Rank.PUT_BACK, alter + options));
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), expected.comment()));
		}
	}

}
