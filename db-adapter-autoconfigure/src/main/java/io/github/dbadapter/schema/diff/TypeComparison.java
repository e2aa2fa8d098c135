package io.github.dbadapter.schema.diff;

import java.util.List;

import io.github.dbadapter.schema.CompositeType;
import io.github.dbadapter.schema.CompositeType.Attribute;
import io.github.dbadapter.schema.DomainType;
import io.github.dbadapter.schema.EnumType;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.RangeType;
import io.github.dbadapter.schema.SchemaObject;
import org.jspecify.annotations.Nullable;

/**
 * Compares enums, composite types, domains and range types.
 */
final class TypeComparison {

	private final Differences differences;

	TypeComparison(Comparison comparison) {
		this.differences = comparison.differences();
	}

	void compare(EnumType expected, EnumType actual) {
		Differences.PairComparison pair = compareObjects(expected, actual);
		if (!expected.labels().equals(actual.labels())) {
			boolean complete = actual.labels().containsAll(expected.labels());
			pair.property(Property.VALUES, PartText.values(expected.labels()), PartText.values(actual.labels()),
					complete ? Severity.DRIFT : Severity.BREAKING);
		}
	}

	void compare(CompositeType expected, CompositeType actual) {
		Differences.PairComparison whole = compareObjects(expected, actual);
		Matching<Attribute> attributes = Matching.byName(expected.attributes(), actual.attributes(), Attribute::name);
		this.differences.oneSided(attributes, new Matching.Pair<>(expected, actual), TypeComparison::part,
				(attribute) -> Severity.DRIFT);
		for (Matching.Pair<Attribute> pair : attributes.pairs()) {
			Attribute one = pair.expected();
			Attribute other = pair.actual();
			this.differences.compare(part(expected, one), part(actual, other))
				.property(Property.TYPE, one.type(), other.type(), Severities.type(one.type(), other.type()))
				.property(Property.COLLATION, one.collation(), other.collation())
				.comment(one.comment(), other.comment());
		}
		List<String> order = attributes.pairs().stream().map((pair) -> pair.expected().name()).toList();
		whole.property(Property.ATTRIBUTE_ORDER, order,
				actual.attributes().stream().map(Attribute::name).filter(order::contains).toList());
	}

	void compare(DomainType expected, DomainType actual) {
		Differences.PairComparison domain = compareObjects(expected, actual)
			.property(Property.TYPE, expected.baseType(), actual.baseType(),
					Severities.type(expected.baseType(), actual.baseType()))
			.property(Property.COLLATION, expected.collation(), actual.collation())
			.property(Property.NULLABILITY, nullability(expected), nullability(actual),
					actual.notNull() ? Severity.BREAKING : Severity.DRIFT)
			.expression(Property.DEFAULT, expected.defaultExpression(), actual.defaultExpression());
		if (expected.notNull() && actual.notNull()) {
			ColumnComparison.compareNotNull(domain, expected.notNullConstraint(), actual.notNullConstraint());
		}
		Matching<DomainType.Check> checks = Matching.byName(expected.checks(), actual.checks(), DomainType.Check::name)
			.thenByStructure(
					(check) -> SystemNames.matches(check.name(), expected.name().name().value(), List.of(), "check"),
					(one, other) -> one.definition().equals(other.definition()));
		this.differences.oneSided(checks, new Matching.Pair<>(expected, actual), TypeComparison::part,
				(check) -> Severity.DRIFT);
		for (Matching.Pair<DomainType.Check> pair : checks.pairs()) {
			this.differences.compare(part(expected, pair.expected()), part(actual, pair.actual()))
				.name(pair.expected().name(), pair.actual().name())
				.expression(Property.DEFINITION, pair.expected().definition(), pair.actual().definition())
				.property(Property.VALIDITY, pair.expected().validated(), pair.actual().validated())
				.comment(pair.expected().comment(), pair.actual().comment());
		}
	}

	void compare(RangeType expected, RangeType actual) {
		compareObjects(expected, actual)
			.property(Property.TYPE, expected.subtype(), actual.subtype(), Severity.BREAKING)
			.property(Property.COLLATION, expected.collation(), actual.collation())
			.property(Property.DEFINITION, definition(expected), definition(actual));
	}

	private Differences.PairComparison compareObjects(SchemaObject expected, SchemaObject actual) {
		return this.differences.compare(SchemaPart.of(expected), SchemaPart.of(actual))
			.comment(expected.comment(), actual.comment());
	}

	private static String definition(RangeType type) {
		return "multirange %s, operator class %s, canonical %s, difference %s".formatted(type.multirange(),
				orDefault(type.operatorClass()), orDefault(type.canonical()), orDefault(type.subtypeDiff()));
	}

	private static String orDefault(@Nullable String name) {
		return (name != null) ? name : "default";
	}

	private static String nullability(DomainType domain) {
		return domain.notNull() ? "not null" : "null";
	}

	private static SchemaPart<Attribute> part(SchemaObject owner, Attribute attribute) {
		return SchemaPart.of(owner, ObjectKind.COLUMN, attribute.name(), attribute);
	}

	private static SchemaPart<DomainType.Check> part(SchemaObject owner, DomainType.Check check) {
		return SchemaPart.of(owner, ObjectKind.CONSTRAINT, check.name(), check);
	}

}
