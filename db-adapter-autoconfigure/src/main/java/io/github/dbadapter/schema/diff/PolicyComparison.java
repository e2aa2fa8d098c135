package io.github.dbadapter.schema.diff;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Table;

/**
 * Compares row-level-security policies.
 */
final class PolicyComparison {

	private final Differences differences;

	PolicyComparison(Comparison comparison) {
		this.differences = comparison.differences();
	}

	void compare(Matching.Pair<Table> tables) {
		Matching<Policy> policies = Matching.byName(tables.expected().policies(), tables.actual().policies(),
				Policy::name);
		this.differences.oneSided(policies, tables, PolicyComparison::part, (policy) -> Severity.DRIFT);
		for (Matching.Pair<Policy> pair : policies.pairs()) {
			Policy expected = pair.expected();
			Policy actual = pair.actual();
			this.differences.compare(part(tables.expected(), expected), part(tables.actual(), actual))
				.property(Property.PERMISSIVE, expected.permissive(), actual.permissive())
				.property(Property.COMMAND, expected.command(), actual.command())
				.property(Property.ROLES, expected.roles(), actual.roles())
				.expression(Property.USING, expected.using(), actual.using())
				.expression(Property.CHECK, expected.check(), actual.check())
				.comment(expected.comment(), actual.comment());
		}
	}

	private static SchemaPart<Policy> part(SchemaObject owner, Policy policy) {
		return SchemaPart.of(owner, ObjectKind.POLICY, policy.name(), policy);
	}

}
