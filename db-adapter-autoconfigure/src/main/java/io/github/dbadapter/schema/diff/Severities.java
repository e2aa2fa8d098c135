package io.github.dbadapter.schema.diff;

import java.util.EnumSet;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.Index;
import io.github.dbadapter.schema.ObjectKind;
import io.github.dbadapter.schema.OtherObject;

/**
 * Rules by which a difference gets its severity, where they are not plain.
 */
final class Severities {

	private static final Set<ObjectKind> STILL_WORKS_WITHOUT = EnumSet.of(ObjectKind.CONSTRAINT, ObjectKind.INDEX,
			ObjectKind.TRIGGER, ObjectKind.POLICY, ObjectKind.RULE, ObjectKind.STATISTICS);

	private static final Set<String> NOT_FOR_STATEMENTS = Set.of("EVENT TRIGGER", "PUBLICATION", "SUBSCRIPTION");

	private Severities() {
	}

	static Severity missing(SchemaPart<?> part) {
		if (part.model() instanceof OtherObject other && NOT_FOR_STATEMENTS.contains(other.type())) {
			return Severity.DRIFT;
		}
		return STILL_WORKS_WITHOUT.contains(part.reference().kind()) ? Severity.DRIFT : Severity.BREAKING;
	}

	static Severity extra(Index index) {
		return index.unique() ? Severity.DRIFT : Severity.EXTRA;
	}

	/** Inserts of code that does not know the column fail if it must have a value. */
	static Severity extra(Column column, RequiredValues required) {
		return required.mustBeGiven(column) ? Severity.BREAKING : Severity.EXTRA;
	}

	static Severity nullability(Column expected, Column actual, RequiredValues required) {
		boolean refused = !expected.notNull() && required.mustBeGiven(actual);
		return refused ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity defaultValue(Column expected, Column actual, RequiredValues required) {
		boolean refused = expected.defaultExpression() != null && required.mustBeGiven(actual);
		return refused ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity identity(Column expected, Column actual, RequiredValues required) {
		boolean wasGiven = expected.identity() == null || !expected.identity().always();
		boolean refusesValue = wasGiven && actual.identity() != null && actual.identity().always();
		boolean needsValue = expected.identity() != null && required.mustBeGiven(actual);
		return (refusesValue || needsValue) ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity generated(Column expected, Column actual, RequiredValues required) {
		boolean refusesValue = expected.generated() == null && actual.generated() != null;
		boolean needsValue = expected.generated() != null && required.mustBeGiven(actual);
		return (refusesValue || needsValue) ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity type(String expected, String actual) {
		return (actual.equals(expected) || TypeWidth.holds(actual, expected)) ? Severity.DRIFT : Severity.BREAKING;
	}

}
