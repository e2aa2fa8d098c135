package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.DomainType.Check;
import io.github.dbadapter.schema.TypeDdl;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;

/**
 * Plans constraints of domains.
 */
final class DomainChecks extends KindPlanner {

	DomainChecks(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		return !change.has(Property.DEFINITION)
				&& !(change.has(Property.VALIDITY) && !((Check) change.target().model()).validated());
	}

	@Override
	void create(Change change) {
		DomainType domain = (DomainType) change.target().owner();
		Change owner = planning().knownExpected(domain.reference());
		if (owner != null && (owner.mode() == Change.Mode.CREATE || owner.mode() == Change.Mode.REPLACE)) {
			return;
		}
		Check check = (Check) change.target().model();
		List<String> sql = new ArrayList<>(List.of(TypeDdl.add(domain, check)));
		if (check.comment() != null) {
			sql.add(Comments.set(change.target(), check.comment()));
		}
		Step step = creating(change, Rank.TYPE, sql);
		step.needs(planning().expected().needs(Node.expected(domain.reference()).with(Node.Aspect.DEFAULT)));
		mayFail(step, change);
	}

	private void mayFail(Step step, Change change) {
		for (SchemaPart<?> column : planning().actual().columnsOfType(change.target().owner().reference())) {
			step.hazard(hazards().mayFail(column.owner().name(),
					"values of %s may not fit constraint %s".formatted(column.reference(), change.reference()),
					"correct the rows first", null));
			step.hazard(hazards().writersWait(column.owner().name(), "its values are checked", false));
		}
	}

	@Override
	void drop(Change change) {
		dropping(change, Rank.DROP_REPLACED, "ALTER DOMAIN %s DROP CONSTRAINT %s"
			.formatted(change.source().owner().name().quoted(), SqlText.quoted(Comments.detail(change.source()))));
	}

	@Override
	void alter(Change change) {
		Check check = (Check) change.target().model();
		String alter = "ALTER DOMAIN " + change.target().owner().name().quoted();
		if (change.has(Property.NAME)) {
			planning()
				.add(Step
					.statement(Rank.RENAME, change.reference(), "renames " + name(change),
							alter + " RENAME CONSTRAINT %s TO %s".formatted(
									SqlText.quoted(Comments.detail(change.source())), SqlText.quoted(check.name())))
					.differences(change.differences()));
		}
		if (change.has(Property.VALIDITY)) {
			mayFail(altering(change, Rank.TYPE, alter + " VALIDATE CONSTRAINT " + SqlText.quoted(check.name())),
					change);
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(change.target(), check.comment()));
		}
	}

}
