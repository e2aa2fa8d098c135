package io.github.dbadapter.schema.fix;

import java.util.ArrayList;
import java.util.List;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.DomainType.Check;
import io.github.dbadapter.schema.ObjectReference;
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
		Check check = (Check) change.target().model();
		for (SchemaPart<?> column : columns(planning(), change.target().owner().reference())) {
			step.hazard(hazards().mayFail(column.owner().name(),
					"values of %s may not fit constraint %s".formatted(column.reference(), change.reference()),
					"correct the rows first", checks().refused(column, check)));
			step.hazard(hazards().writersWait(column.owner().name(), "its values are checked", false));
		}
	}

	/** Columns of a domain, and of domains over it. */
	static List<SchemaPart<?>> columns(Planning planning, ObjectReference domain) {
		List<SchemaPart<?>> columns = new ArrayList<>(planning.actual().columnsOfType(domain));
		over(planning, domain).forEach((other) -> columns.addAll(columns(planning, other)));
		return columns;
	}

	private static List<ObjectReference> over(Planning planning, ObjectReference domain) {
		return planning.actual()
			.schema()
			.objects(DomainType.class)
			.filter((other) -> planning.actual().needs(Node.actual(other.reference())).contains(Node.actual(domain)))
			.map(DomainType::reference)
			.toList();
	}

	/**
	 * Whether values of a domain are parts of others. PostgreSQL then refuses what it
	 * would have to look at them for, and the domain has to be made anew.
	 */
	static boolean isPartOfValues(Planning planning, ObjectReference domain) {
		boolean array = planning.actual()
			.columnsOfType(domain)
			.stream()
			.anyMatch((part) -> part.model() instanceof Column column && column.type().endsWith("[]"));
		boolean composite = planning.actual()
			.schema()
			.objects(CompositeType.class)
			.anyMatch((type) -> planning.actual().needsOf(type.reference()).contains(Node.actual(domain))
					&& !planning.actual().columnsOfType(type.reference()).isEmpty());
		return array || composite
				|| over(planning, domain).stream().anyMatch((other) -> isPartOfValues(planning, other));
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
