package io.github.dbadapter.schema.fix;

import java.util.List;

import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;

/**
 * Changes default and nullability of a domain in place.
 */
final class Domains {

	private final Types types;

	Domains(Types types) {
		this.types = types;
	}

	void alter(Change change) {
		DomainType expected = (DomainType) change.target().model();
		DomainType actual = (DomainType) change.source().model();
		String alter = "ALTER DOMAIN " + expected.name().quoted();
		boolean takeDown = change.isRedefaulted() && actual.defaultExpression() != null;
		Step dropped = null;
		if (takeDown || change.has(Property.DEFAULT) && expected.defaultExpression() == null) {
			dropped = this.types.planning()
				.add(Step
					.statement(Rank.DROP_DEFAULT, change.reference(), "drops the default of " + this.types.name(change),
							alter + " DROP DEFAULT")
					.frees(this.types.planning().uses(change, Node.Aspect.DEFAULT))
					.destroys(Node.actual(change.source().reference()).with(Node.Aspect.DEFAULT))
					.differences(change.differences()));
		}
		if (expected.defaultExpression() != null && (change.has(Property.DEFAULT) || takeDown)) {
			Step set = this.types.planning()
				.add(Step
					.statement(Rank.TYPE, change.reference(), "sets the default of " + this.types.name(change),
							alter + " SET DEFAULT " + expected.defaultExpression())
					.needs(this.types.planning().needs(change, Node.Aspect.DEFAULT))
					.provides(Node.expected(change.reference()).with(Node.Aspect.DEFAULT))
					.differences(change.differences())
					.after(dropped));
			if (dropped == null) {
				set.frees(this.types.planning().uses(change, Node.Aspect.DEFAULT));
			}
		}
		if (change.has(Property.NULLABILITY)) {
			Step step = this.types.altering(change, Rank.TYPE,
					alter + (expected.notNull() ? " SET NOT NULL" : " DROP NOT NULL"));
			if (expected.notNull()) {
				columns(change).forEach((column) -> step.hazard(this.types.hazards()
					.mayFail(column.owner().name(), "rows with NULL in %s do not fit".formatted(column.reference()),
							"give those rows a value first", check(column, " IS NULL"))));
			}
		}
	}

	private static DataCheck check(SchemaPart<?> column, String condition) {
		return DataCheck.where(column.owner().name(), "r." + SqlText.quoted(Comments.detail(column)) + condition);
	}

	private List<SchemaPart<?>> columns(Change change) {
		return DomainChecks.columns(this.types.planning(), change.source().reference());
	}

}
