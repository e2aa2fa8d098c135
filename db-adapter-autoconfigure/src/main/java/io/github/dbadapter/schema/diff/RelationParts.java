package io.github.dbadapter.schema.diff;

import java.util.List;

import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.ObjectReference;
import io.github.dbadapter.schema.Rule;
import io.github.dbadapter.schema.SchemaObject;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Trigger;

/**
 * Compares the parts that tables and views both can have.
 */
final class RelationParts {

	private final Comparison comparison;

	RelationParts(Comparison comparison) {
		this.comparison = comparison;
	}

	void indexes(Matching.Pair<? extends SchemaObject> owners, Matching<Index> indexes) {
		this.comparison.differences().oneSided(indexes, owners, RelationParts::part, Severities::extra);
		for (Matching.Pair<Index> pair : indexes.pairs()) {
			Index expected = pair.expected();
			Index actual = pair.actual();
			Differences.PairComparison comparing = this.comparison.differences()
				.compare(part(owners.expected(), expected), part(owners.actual(), actual))
				.name(expected.name(), actual.name())
				.property(Property.UNIQUENESS, expected.unique(), actual.unique())
				.property(Property.VALIDITY, expected.valid(), actual.valid())
				.property(Property.CLUSTERING, expected.clustered(), actual.clustered())
				.property(Property.PARENT, this.comparison.renames().index(expected.parent()), actual.parent())
				.property(Property.STATISTICS_TARGET, expected.statisticsTargets(), actual.statisticsTargets())
				.property(Property.TABLESPACE, expected.tablespace(), actual.tablespace())
				.comment(expected.comment(), actual.comment());
			if (expected.hasExpressions() && actual.hasExpressions()) {
				comparing.expression(Property.DEFINITION, expected.definition(), actual.definition());
			}
			else {
				comparing.property(Property.DEFINITION, expected.definition(), actual.definition());
			}
		}
	}

	void triggers(Matching.Pair<? extends SchemaObject> owners, List<Trigger> expected, List<Trigger> actual) {
		Matching<Trigger> triggers = Matching.byName(expected, actual, Trigger::name);
		this.comparison.differences().oneSided(triggers, owners, RelationParts::part, (trigger) -> Severity.DRIFT);
		for (Matching.Pair<Trigger> pair : triggers.pairs()) {
			this.comparison.differences()
				.compare(part(owners.expected(), pair.expected()), part(owners.actual(), pair.actual()))
				.expression(Property.DEFINITION, pair.expected().definition(), pair.actual().definition())
				.property(Property.FIRING, pair.expected().firing(), pair.actual().firing())
				.comment(pair.expected().comment(), pair.actual().comment());
		}
	}

	void rules(Matching.Pair<? extends SchemaObject> owners, List<Rule> expected, List<Rule> actual) {
		Matching<Rule> rules = Matching.byName(expected, actual, Rule::name);
		this.comparison.differences().oneSided(rules, owners, RelationParts::part, (rule) -> Severity.DRIFT);
		for (Matching.Pair<Rule> pair : rules.pairs()) {
			this.comparison.differences()
				.compare(part(owners.expected(), pair.expected()), part(owners.actual(), pair.actual()))
				.expression(Property.DEFINITION, pair.expected().definition(), pair.actual().definition())
				.property(Property.FIRING, pair.expected().firing(), pair.actual().firing())
				.comment(pair.expected().comment(), pair.actual().comment());
		}
	}

	void statistics(Matching.Pair<? extends SchemaObject> owners, Matching<Statistics> statistics) {
		this.comparison.differences().oneSided(statistics, owners, RelationParts::part, (extra) -> Severity.EXTRA);
		for (Matching.Pair<Statistics> pair : statistics.pairs()) {
			Statistics expected = pair.expected();
			Statistics actual = pair.actual();
			this.comparison.differences()
				.compare(part(owners.expected(), expected), part(owners.actual(), actual))
				.name(expected.name(), actual.name())
				.expression(Property.DEFINITION, DefinitionText.statistics(expected.definition()),
						DefinitionText.statistics(actual.definition()))
				.property(Property.STATISTICS_TARGET, expected.target(), actual.target())
				.comment(expected.comment(), actual.comment());
		}
	}

	private static SchemaPart<Index> part(SchemaObject owner, Index index) {
		return SchemaPart.of(owner, ObjectKind.INDEX, index.name(), index);
	}

	private static SchemaPart<Trigger> part(SchemaObject owner, Trigger trigger) {
		return SchemaPart.of(owner, ObjectKind.TRIGGER, trigger.name(), trigger);
	}

	private static SchemaPart<Rule> part(SchemaObject owner, Rule rule) {
		return SchemaPart.of(owner, ObjectKind.RULE, rule.name(), rule);
	}

	private static SchemaPart<Statistics> part(SchemaObject owner, Statistics statistics) {
		return new SchemaPart<>(ObjectReference.of(ObjectKind.STATISTICS, statistics.name()), owner, statistics);
	}

}
