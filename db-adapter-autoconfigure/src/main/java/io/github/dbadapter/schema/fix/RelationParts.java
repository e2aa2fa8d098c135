package io.github.dbadapter.schema.fix;

import java.util.List;
import java.util.Objects;

import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.PartDdl;
import io.github.dbadapter.schema.Policy;
import io.github.dbadapter.schema.Rule;
import io.github.dbadapter.schema.Statistics;
import io.github.dbadapter.schema.Trigger;
import io.github.dbadapter.schema.diff.Property;
import io.github.dbadapter.schema.diff.SchemaPart;
import io.github.dbadapter.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * Plans triggers, rules, policies and extended statistics.
 */
final class RelationParts extends KindPlanner {

	RelationParts(Planning planning) {
		super(planning);
	}

	@Override
	boolean changesInPlace(Change change) {
		if (change.target().model() instanceof Policy expected && change.source().model() instanceof Policy actual) {
			boolean removed = (expected.using() == null && actual.using() != null)
					|| (expected.check() == null && actual.check() != null);
			return !removed && !change.hasAny(Property.PERMISSIVE, Property.COMMAND);
		}
		return !change.has(Property.DEFINITION);
	}

	@Override
	void create(Change change) {
		SchemaPart<?> part = change.target();
		QualifiedName relation = part.owner().name();
		List<String> sql = (part.model() instanceof Trigger trigger) ? PartDdl.create(relation, trigger)
				: (part.model() instanceof Rule rule) ? PartDdl.create(relation, rule)
						: (part.model() instanceof Policy policy) ? PartDdl.create(relation, policy)
								: PartDdl.create((Statistics) part.model());
		creating(change, rank(part.reference().kind(), true), sql).touches(relation);
	}

	private static Rank rank(ObjectKind kind, boolean create) {
		return switch (kind) {
			case TRIGGER -> create ? Rank.TRIGGER : Rank.DROP_TRIGGER;
			case RULE -> create ? Rank.RULE : Rank.DROP_RULE;
			case POLICY -> create ? Rank.POLICY : Rank.DROP_POLICY;
			default -> create ? Rank.STATISTICS : Rank.DROP_STATISTICS;
		};
	}

	@Override
	void drop(Change change) {
		SchemaPart<?> part = change.source();
		if (part.model() instanceof Trigger trigger && trigger.inherited()) {
			return;
		}
		String sql = (part.model() instanceof Statistics statistics) ? "DROP STATISTICS " + statistics.name().quoted()
				: "DROP %s %s ON %s".formatted(part.reference().kind().name(), SqlText.quoted(Comments.detail(part)),
						part.owner().name().quoted());
		Step step = dropping(change, rank(part.reference().kind(), false), sql);
		if (step != null) {
			step.touches(part.owner().name());
		}
	}

	@Override
	void alter(Change change) {
		SchemaPart<?> part = change.target();
		QualifiedName relation = part.owner().name();
		if (part.model() instanceof Policy expected && change.source().model() instanceof Policy actual) {
			policy(change, relation, expected, actual);
		}
		else if (part.model() instanceof Statistics expected && change.source().model() instanceof Statistics actual) {
			statistics(change, expected, actual);
		}
		else if (change.has(Property.FIRING)) {
			String firing = (part.model() instanceof Trigger trigger)
					? PartDdl.firing(relation, "TRIGGER", trigger.name(), trigger.firing())
					: PartDdl.firing(relation, "RULE", ((Rule) part.model()).name(), ((Rule) part.model()).firing());
			altering(change, Rank.TRIGGER, firing).touches(relation);
		}
		if (change.has(Property.COMMENT)) {
			comment(change, Comments.set(part, comment(part.model())));
		}
	}

	private void policy(Change change, QualifiedName relation, Policy expected, Policy actual) {
		StringBuilder sql = new StringBuilder();
		if (change.has(Property.ROLES)) {
			sql.append(" TO ").append(String.join(", ", expected.roles()));
		}
		if (expected.using() != null && change.has(Property.USING)) {
			sql.append(" USING (").append(expected.using()).append(")");
		}
		if (expected.check() != null && change.has(Property.CHECK)) {
			sql.append(" WITH CHECK (").append(expected.check()).append(")");
		}
		if (!sql.isEmpty()) {
			altering(change, Rank.POLICY,
					"ALTER POLICY " + SqlText.quoted(actual.name()) + " ON " + relation.quoted() + sql)
				.touches(relation);
		}
	}

	private void statistics(Change change, Statistics expected, Statistics actual) {
		Step renamed = null;
		if (change.has(Property.NAME)) {
			renamed = planning().add(Step
				.statement(Rank.RENAME, change.reference(), "renames " + name(change),
						"ALTER STATISTICS %s RENAME TO %s".formatted(actual.name().quoted(),
								expected.name().name().quoted()))
				.releases(Names.of(change.source()))
				.takes(Names.of(change.target()))
				.differences(change.differences()));
		}
		if (change.has(Property.STATISTICS_TARGET)) {
			altering(change, Rank.STATISTICS, "ALTER STATISTICS %s SET STATISTICS %d"
				.formatted(expected.name().quoted(), Objects.requireNonNullElse(expected.target(), -1))).after(renamed);
		}
	}

	private static @Nullable String comment(Object part) {
		return (part instanceof Trigger trigger) ? trigger.comment() : (part instanceof Rule rule) ? rule.comment()
				: (part instanceof Policy policy) ? policy.comment() : ((Statistics) part).comment();
	}

}
