package io.github.dbadapter.schema.diff;

import java.util.EnumSet;
import java.util.Set;

import io.github.dbadapter.schema.Column;
import io.github.dbadapter.schema.DatabaseSchema;
import io.github.dbadapter.schema.DomainType;
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
	static Severity extra(Column column, DatabaseSchema schema) {
		return mustBeGiven(column, schema) ? Severity.BREAKING : Severity.EXTRA;
	}

	static boolean mustBeGiven(Column column, DatabaseSchema schema) {
		if (column.defaultExpression() != null || column.identity() != null || column.generated() != null) {
			return false;
		}
		return column.notNull() || schema.objects(DomainType.class)
			.anyMatch((domain) -> domain.notNull() && domain.defaultExpression() == null
					&& TypeWidth.names(column.type(), domain.name()));
	}

	static Severity nullability(Column expected, Column actual, DatabaseSchema actualSchema) {
		boolean refused = !expected.notNull() && mustBeGiven(actual, actualSchema);
		return refused ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity defaultValue(Column expected, Column actual, DatabaseSchema actualSchema) {
		boolean refused = expected.defaultExpression() != null && mustBeGiven(actual, actualSchema);
		return refused ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity identity(Column expected, Column actual, DatabaseSchema actualSchema) {
		boolean wasGiven = expected.identity() == null || !expected.identity().always();
		boolean refusesValue = wasGiven && actual.identity() != null && actual.identity().always();
		boolean needsValue = expected.identity() != null && mustBeGiven(actual, actualSchema);
		return (refusesValue || needsValue) ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity generated(Column expected, Column actual, DatabaseSchema actualSchema) {
		boolean refusesValue = expected.generated() == null && actual.generated() != null;
		boolean needsValue = expected.generated() != null && mustBeGiven(actual, actualSchema);
		return (refusesValue || needsValue) ? Severity.BREAKING : Severity.DRIFT;
	}

	static Severity type(String expected, String actual) {
		return TypeWidth.holds(actual, expected) ? Severity.DRIFT : Severity.BREAKING;
	}

}
